"""Who has reached out to us and waits: with a message, or with the wish to be called about the form."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onboarding import access
from onboarding.models import Answer, Application, Message
from onboarding.models.gathered import Part, Row
from onboarding.queries.application_form import CALL
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.stages.names import Life

MOST = 50
UNANSWERED = Q(from_person=True, answered_at=None, moved_at=None)


def _waiting(look: Looking) -> Part | None:
    """Whom this person has to answer now (those they look after; of whom nobody looks after, all who may choose somebody), and
    whom to call (all who may send an application for others). The longest wait first."""
    if not (look.may("contact") or look.may("submit")):
        return None
    # Few wait, of however many there are: all else is asked of those few.
    waiting = Message.objects.filter(UNANSWERED).values("application").union(Answer.objects.filter(part=CALL).values("application"))
    wrote = Message.objects.filter(UNANSWERED, application=OuterRef("pk")).order_by("sent_at").values("sent_at")
    asked = Answer.objects.filter(application=OuterRef("pk"), part=CALL).values("saved_at")
    since = {"wrote_at": Subquery(wrote[:1]), "call_asked_at": Subquery(asked[:1])}
    rows = look.seen.filter(pk__in=waiting).annotate(**since).filter(_mine(look, waiting) | _to_call(look, waiting))
    found = first(rows, Coalesce("wrote_at", "call_asked_at"), most=MOST)
    return part(found.annotate(**since), "id", "state", "owner_id", "wrote_at", "call_asked_at", to="")


def _mine(look: Looking, waiting: Any) -> Q:
    reads = _of(access.threads_for(look.user, look.today), waiting)
    may_choose = _of(access.applications_for(look.user, "contact"), waiting)
    return Q(wrote_at__isnull=False) & (reads | may_choose & Q(owner=None))


def _to_call(look: Looking, waiting: Any) -> Q:
    may_send = _of(access.applications_for(look.user, "submit"), waiting)
    return Q(call_asked_at__isnull=False, state=Life.DRAFT) & may_send


def _of(within: QuerySet[Application], waiting: Any) -> Q:
    return Q(pk__in=within.filter(pk__in=waiting).values("pk"))


def _lines(rows: list[Row], since: str) -> list[Item]:
    waiting = sorted((row for row in rows if row[since]), key=lambda row: (row[since], row["id"]))
    return [item(row, to="", since=row[since], nobody=row["owner_id"] is None) for row in waiting]


def _calls(rows: list[Row], _look: Looking) -> list[Item]:
    return _lines([row for row in rows if row["state"] == Life.DRAFT], "call_asked_at")


MESSAGES = Source(_waiting, lambda rows, _look: _lines(rows, "wrote_at"))
CALLS = Source(None, _calls, of="unanswered")
