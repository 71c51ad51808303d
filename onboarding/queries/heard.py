"""What a person has heard from us, and we from them, over all their applications: the limits of what we send unasked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce

from onboarding import letters
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Applicant, Contact, Message, Move, OutboxItem
from onboarding.models.gathered import Part, Row, Rows, gather
from onboarding.models.move import FACT
from onboarding.models.outgoing import SENDING, SENT, UNCERTAIN, WAITING
from onboarding.queries.contacts import NO_ANSWER, PERSON
from onboarding.stages.ladders import MOST_IN_A_ROW
from onboarding.stages.names import Life

A_WEEK = dt.timedelta(days=7)
PERSON_OF, USER_OF = "application__applicant_id", "application__applicant__user_id"
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
    messages = Message.objects.filter(application__applicant__in=applicants, from_person=True).order_by()
    rows = _latest(moves, "recorded_at").union(_latest(contacts.order_by(), "at"), _latest(messages, "sent_at"), all=True)
    return _last(rows)


def _latest(rows: QuerySet[Any], moment: str) -> Any:
    return rows.values_list("application__applicant").annotate(last=Max(moment))


def in_a_row(person: Applicant) -> int:
    """How many letters we wrote unasked since we last heard from a person."""
    items = _written(person).filter(kind__in=unasked_kinds())
    sign = last_signs([person.pk]).get(person.pk)
    return int(items.filter(moment__gt=sign).count() if sign else items.count())


def read(applicants: Any) -> Rows:
    """What happened with these people, of all their applications, in one statement."""
    return gather(parts(applicants))


def parts(applicants: Any) -> dict[str, Part]:
    """The same as parts of a larger reading: moves, contacts, messages, what we sent."""
    theirs = {"application__applicant__in": applicants}
    sent = OutboxItem.objects.filter(status__in=COUNTED, kind__in=letters.to_applicants(), **theirs)
    return {
        "their_moves": Part(Move.objects.filter(**theirs), "application_id", PERSON_OF, USER_OF, *FACT),
        "their_contacts": Part(Contact.objects.filter(**theirs).exclude(about=NO_ANSWER), "application_id", PERSON_OF, "who", "at"),
        "their_messages": Part(Message.objects.filter(from_person=True, **theirs), PERSON_OF, "sent_at"),
        "their_mail": Part(sent, "application_id", PERSON_OF, "kind", "move_id", "status", "not_before", "finished_at"),
    }  # fmt: skip


def to_be_called(known: Rows, kind: str, *, most: int) -> set[int]:
    """Those of whom this was read who had so many letters of a kind since there was news, or since we last heard from them."""
    since, counts = _signs(known), Counter[int]()
    for row in known["their_mail"]:
        if row["move_id"] is not None:
            since.append((row[PERSON_OF], _moment(row)))
    last = _last(since)
    for row in known["their_mail"]:
        person = row[PERSON_OF]
        counts[person] += row["kind"] == kind and (person not in last or _moment(row) > last[person])
    return {person for person, count in counts.items() if count >= most}


def _signs(known: Rows) -> list[tuple[int, dt.datetime]]:
    """Whom we heard when: the same as `last_signs`, of what was read."""
    moves = [(row[PERSON_OF], row["recorded_at"]) for row in known["their_moves"] if row["actor_id"] and row["actor_id"] == row[USER_OF]]
    contacts = [(row[PERSON_OF], row["at"]) for row in known["their_contacts"] if row["who"] == PERSON]
    return [*moves, *contacts, *((row[PERSON_OF], row["sent_at"]) for row in known["their_messages"])]


def _last(signs: Iterable[tuple[int, dt.datetime]]) -> dict[int, dt.datetime]:
    found: dict[int, dt.datetime] = {}
    for person, moment in signs:
        found[person] = max(moment, found.get(person, moment))
    return found


def _moment(row: Row) -> dt.datetime:
    moment: dt.datetime = row["finished_at"] or row["not_before"]
    return moment


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
