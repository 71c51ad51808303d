"""Chase together: every body with all its open requests, so that it is asked once about all of them, by its own references."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Body, BodyReference, Chase, Move, OutboxItem, ReplyLink, User, Wait
from onboarding.models.outgoing import CANCELLED, FAILED, SENDING, UNCERTAIN, WAITING
from onboarding.models.replies import PASSED_ON, STOPPED
from onboarding.queries.reply_words import sites
from onboarding.stages import ALL_KINDS
from onboarding.stages.ladders import ASK, ASK_FROM_DAY
from onboarding.stages.names import Life, Party

MOST = 25
NOT_OUT = (FAILED, UNCERTAIN, CANCELLED)  # a mail that did not reach them asked nothing: its requests are open again


@dataclass(frozen=True)
class BodyRow:
    """A body with how many of its requests are due to be asked about."""

    id: int
    name: str
    due: int


@dataclass(frozen=True)
class Request:
    """One open request of a body, without a name: its own reference or ours, what for, since when, by when, asked when."""

    reference: str
    theirs: str
    about: str
    since: dt.date
    due_on: dt.date | None
    over: bool
    asked_on: dt.date | None


@dataclass(frozen=True)
class BodyPage:
    """A body with all it is asked; `early` counts what nobody may ask about yet, `under_way` a mail that has not left."""

    id: int
    name: str
    email: str
    phone: str
    contact: str
    hours: str
    requests: list[Request]
    early: int
    under_way: bool


def bodies(user: User) -> list[BodyRow]:
    """The bodies with requests that are due to be asked about, most of them first."""
    due = Chase.objects.filter(still_to_ask(), stage=OuterRef("stage"), move=OuterRef("began_by"))
    asked = Chase.objects.filter(still_to_ask()).values("stage")  # few, of however many waits
    rows = _reach(user).filter(Exists(due), stage__in=asked, asked_of__isnull=False).order_by()
    name = Body.objects.filter(pk=OuterRef("asked_of")).values("name")
    counts = rows.annotate(body_name=Subquery(name)).values_list("asked_of", "body_name").annotate(Count("pk"))
    found = [BodyRow(body, name, due) for body, name, due in counts]
    return sorted(found, key=lambda row: (-row.due, row.name))[:MOST]


def still_to_ask() -> Q:
    """Rungs that ask a body, and that no mail has carried to it."""
    return Q(do=ASK) & (Q(settled_at=None) | Q(item__status__in=NOT_OUT))


def body_page(user: User, body_id: int, *, at: dt.datetime) -> BodyPage:
    """One body with its open requests within a person's reach, or 404."""
    body = Body.objects.filter(pk=body_id).first()
    if body is None:
        raise Http404
    found = open_waits(body, user)
    may = [wait for wait in found if may_be_asked(wait, at=at)]
    mails = OutboxItem.objects.filter(chases__stage__in=[wait.stage_id for wait in found], chases__do=ASK)
    under_way = mails.filter(status__in=(WAITING, SENDING)).exists()
    early = len(found) - len(may)
    return BodyPage(
        body.pk, body.name, body.email, body.phone, body.contact, body.hours, requests(may, at=at), early, under_way
    )


def open_waits(body: Body, user: User) -> list[Wait]:
    """Every open request of a body within a person's reach, longest first."""
    rows = _reach(user).filter(asked_of=body.pk).select_related("application", "stage")
    return list(rows.order_by("started_at", "pk"))


def _reach(user: User) -> Any:
    seen = access.applications_for(user, "send_link").filter(state=Life.IN_PROGRESS)
    waits = Wait.objects.filter(ended_at=None, application__in=seen).exclude(party__in=(Party.PAUSED, Party.APPLICANT))
    return waits.annotate(asked_of=_asked_of())


def _asked_of() -> Coalesce:
    """The body of a wait: the one its own move names, else the one of its party that was asked about the stage last."""
    links = ReplyLink.objects.filter(stage=OuterRef("stage"), party=OuterRef("party"))
    links = links.exclude(ended_as__in=(PASSED_ON, STOPPED)).order_by("-pk")
    moves = Move.objects.filter(stage=OuterRef("stage"), body__party=OuterRef("party"), reversed_by=None).order_by("-seq")
    asked = (Subquery(links.values("body")[:1]), Subquery(moves.values("body")[:1]))
    return Coalesce(F("body_id"), *asked, output_field=BigIntegerField())


def may_be_asked(wait: Wait, *, at: dt.datetime) -> bool:
    """The disclosure body works for 60 days before anybody may ask it."""
    return wait.party != Party.DISCLOSURE_BODY or clock.elapsed(wait.started_at, at).days >= ASK_FROM_DAY


def requests(waits: Iterable[Wait], *, at: dt.datetime) -> list[Request]:
    """The same requests as lines, what is longest over its target first."""
    waits, today = list(waits), clock.local_date(at, ZONE)
    stages = [wait.stage_id for wait in waits]
    theirs = sites(stages) | dict(BodyReference.objects.filter(stage__in=stages).values_list("stage", "reference"))
    sent = Chase.objects.filter(stage__in=stages, do=ASK, item__finished_at__isnull=False).exclude(item__status__in=NOT_OUT)
    asked = dict(sent.order_by().values_list("stage").annotate(Max("item__finished_at")))
    rows = [
        Request(
            wait.application.reference, theirs.get(wait.stage_id, ""), ALL_KINDS[wait.kind].title,
            clock.local_date(wait.started_at, ZONE), wait.due_on, bool(wait.due_on and wait.due_on < today),
            clock.local_date(asked[wait.stage_id], ZONE) if wait.stage_id in asked else None,
        )
        for wait in waits
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.due_on or dt.date.max, row.since, row.reference))


def waits_of(item: OutboxItem) -> list[Wait]:
    """What a mail to a body is about and is still with that body, asked anew just before it leaves."""
    turns = Chase.objects.filter(item=item, stage=OuterRef("stage"), move=OuterRef("began_by"))
    rows = Wait.objects.filter(Exists(turns), ended_at=None, application__state=Life.IN_PROGRESS).exclude(party=Party.PAUSED)
    return list(rows.select_related("application").order_by("started_at", "pk"))
