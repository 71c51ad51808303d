"""What a person has heard from us, and we from them, over all their applications: the limits of what we send unasked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce

from onboarding import letters
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Applicant, Contact, Message, Move, OutboxItem
from onboarding.models.outgoing import SENDING, SENT, UNCERTAIN, WAITING
from onboarding.queries.contacts import NO_ANSWER, PERSON
from onboarding.stages.ladders import MOST_IN_A_ROW
from onboarding.stages.names import Life

A_WEEK = dt.timedelta(days=7)
COUNTED = (WAITING, SENDING, SENT, UNCERTAIN)  # what reached them, or will, or may have


def unasked_kinds() -> list[str]:
    """The letters we write by ourselves, without a step that brings them."""
    return [kind.code for kind in letters.kinds().values() if kind.unasked]


def last_signs(applicants: list[int]) -> dict[int, dt.datetime]:
    """When each of these people was last heard: a step of their own, a contact with them, a message they wrote."""
    moves = Move.objects.filter(
        application__applicant__in=applicants, actor=F("application__applicant__user")
    ).order_by()
    contacts = Contact.objects.filter(application__applicant__in=applicants, who=PERSON).exclude(about=NO_ANSWER)
    found: dict[int, dt.datetime] = {}
    messages = Message.objects.filter(application__applicant__in=applicants, from_person=True).order_by()
    rows = _latest(moves, "recorded_at").union(_latest(contacts.order_by(), "at"), _latest(messages, "sent_at"), all=True)
    for person, moment in rows:
        found[person] = max(moment, found.get(person, moment))
    return found


def _latest(rows: QuerySet[Any], moment: str) -> Any:
    return rows.values_list("application__applicant").annotate(last=Max(moment))


def in_a_row(person: Applicant) -> int:
    """How many letters we wrote unasked since we last heard from a person."""
    items = _written(person).filter(kind__in=unasked_kinds())
    sign = last_signs([person.pk]).get(person.pk)
    return int(items.filter(moment__gt=sign).count() if sign else items.count())


def to_be_called(applicants: list[int], kind: str, *, most: int) -> set[int]:
    """Those of these people who had so many letters of a kind since there was news, or since we last heard from them."""
    items = OutboxItem.objects.filter(application__applicant__in=applicants, status__in=COUNTED, kind__in=letters.to_applicants())
    rows = items.annotate(moment=Coalesce("finished_at", "not_before")).values_list(
        "application__applicant", "kind", "move", "moment"
    )
    since, counts = last_signs(applicants), Counter[int]()
    for person, _kind, move, moment in rows:
        if move is not None:
            since[person] = max(moment, since.get(person, moment))
    for person, code, _move, moment in rows:
        counts[person] += code == kind and (person not in since or moment > since[person])
    return {person for person, count in counts.items() if count >= most}


def may_write(person: Applicant, *, at: dt.datetime) -> bool:
    """Whether we may write unasked: nothing waits for them or went to them this week, and this is not the fourth in a row."""
    under_way = _written(person).filter(status__in=(WAITING, SENDING)).exists()
    free = week_over(_written(person))
    return not under_way and (free is None or free <= at) and in_a_row(person) < MOST_IN_A_ROW


def next_unasked(person: Applicant, *, but: OutboxItem | None = None) -> dt.datetime | None:
    """When the week after the latest letter we wrote unasked is over (leaving out `but`); None when there was none."""
    items = _written(person).filter(kind__in=unasked_kinds())
    return week_over(items.exclude(pk=but.pk) if but else items)


def week_over(items: Any) -> dt.datetime | None:
    """When the week after the latest of these messages is over: it ends with its seventh night."""
    latest = items.aggregate(latest=Max("moment"))["latest"]
    return clock.day_start(clock.local_date(latest, ZONE) + A_WEEK, ZONE) if latest else None


def _written(person: Applicant) -> Any:
    to_them = letters.to_applicants()
    items = OutboxItem.objects.filter(application__applicant=person, status__in=COUNTED, kind__in=to_them)
    return items.annotate(moment=Coalesce("finished_at", "not_before"))


def has_died(person: Applicant) -> bool:
    """Whether we were told, in any of their applications: nothing more goes out."""
    return person.applications.filter(state=Life.DECEASED).exists()
