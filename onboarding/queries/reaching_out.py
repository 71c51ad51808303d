"""Who has reached out to us and waits: with a message, or with the wish to be called about the form. One question for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Answer, Application, Message, User
from onboarding.queries.application_form import CALL
from onboarding.stages.names import Life

MOST = 50
UNANSWERED = Q(from_person=True, answered_at=None, moved_at=None)


@dataclass(frozen=True)
class Reached:
    """Somebody who waits: since when they wait for an answer, or for a call; `nobody`: nobody looks after them yet."""

    name: str
    called: str
    reference: str
    wrote_at: dt.datetime | None
    call_asked_at: dt.datetime | None
    nobody: bool


def reached_out(user: User, seen: QuerySet[Application], *, at: dt.datetime) -> list[Reached]:
    """Whom this person has to answer now (those they look after; of whom nobody looks after, all who may choose somebody), and
    whom to call (all who may send an application for others). The longest wait first."""
    if not (access.may(user, "contact") or access.may(user, "submit")):
        return []
    # Few wait, of however many there are: all else is asked of those few.
    waiting = Message.objects.filter(UNANSWERED).values("application").union(Answer.objects.filter(part=CALL).values("application"))
    unanswered = Message.objects.filter(UNANSWERED, application=OuterRef("pk"))
    asked = Answer.objects.filter(application=OuterRef("pk"), part=CALL)
    rows = seen.filter(pk__in=waiting).annotate(
        wrote_at=Subquery(unanswered.order_by("sent_at").values("sent_at")[:1]),
        call_asked_at=Subquery(asked.values("saved_at")[:1]),
    )
    reads = _of(access.threads_for(user, clock.local_date(at, ZONE)), waiting)
    may_choose, may_send = (_of(access.applications_for(user, right), waiting) for right in ("contact", "submit"))
    mine = Q(wrote_at__isnull=False) & (reads | may_choose & Q(owner=None))
    to_call = Q(call_asked_at__isnull=False, state=Life.DRAFT) & may_send
    ordered = rows.filter(mine | to_call).order_by(Coalesce("wrote_at", "call_asked_at"), "pk")
    return [_reached(row) for row in ordered.select_related("applicant")[:MOST]]


def _of(within: QuerySet[Application], waiting: Any) -> Q:
    return Q(pk__in=within.filter(pk__in=waiting).values("pk"))


def _reached(row: Any) -> Reached:
    who = row.applicant
    asked = row.call_asked_at if row.state == Life.DRAFT else None
    return Reached(who.full_name, who.called, row.reference, row.wrote_at, asked, row.owner_id is None)
