"""What rungs have put on people's desks: calls, looks at a tracker, what is passed on. Gone once the turn is over or it is settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Chase, User, Wait
from onboarding.stages import ALL_KINDS
from onboarding.stages.ladders import ANOTHER, ASK, CALL, ESCALATE, LOOK, REMIND, WRITE
from onboarding.stages.names import PARTY_WORDS, Life, Party

MOST = 25
WORDS = {
    CALL: "Call {called}: 3 letters, no answer yet",
    LOOK: "Look at the tracker",
    REMIND: "Remind the referee",
    ANOTHER: "Ask {called} whom else we could ask",
    ESCALATE: "Passed on to you: {holder}",
    ASK: "Ask {holder}",
}


@dataclass(frozen=True)
class Task:
    """One thing to do for one person: what, about which stage, since when."""

    id: int
    do: str
    name: str
    called: str
    reference: str
    words: str
    about: str
    on: dt.date


def tasks(user: User, seen: QuerySet[Application]) -> list[Task]:
    """The oldest things to do among the applications somebody looks at; what is passed on is shown to whom it went."""
    roles = [role for role, _service in access.roles_of(user)]
    rows = _open().filter(application__in=seen).exclude(do=ASK)
    mine = rows.exclude(do=ESCALATE) | rows.filter(do=ESCALATE, role__in=roles)
    return [_task(row) for row in mine.order_by("made_at", "pk")[:MOST]]


def task(user: User, application: Application, chase: int) -> Task:
    """One open thing to do for an application the caller has loaded through `access`, or 404."""
    row = _open().filter(application=application, pk=chase).first()
    if row is None:
        raise Http404
    return _task(row)


def _open() -> QuerySet[Chase]:
    """Rungs for a person to do, in turns that are still open."""
    turn = Wait.objects.filter(stage=OuterRef("stage"), began_by=OuterRef("move"), ended_at=None).exclude(party=Party.PAUSED)
    rows = Chase.objects.filter(Exists(turn), settled_at=None, item=None, application__state=Life.IN_PROGRESS)
    return rows.exclude(do=WRITE).select_related("application__applicant", "stage", "move")


def _task(row: Chase) -> Task:
    who = row.application.applicant
    state = ALL_KINDS[row.stage.kind].state(row.stage.state)
    holder = PARTY_WORDS[Party(row.move.party or state.party or Party.HR)][1]
    words = WORDS[row.do].format(called=who.called, holder=holder)
    title = ALL_KINDS[row.stage.kind].title
    on = clock.local_date(row.made_at, ZONE)
    return Task(row.pk, row.do, who.full_name, who.called, row.application.reference, words, title, on)


def still_open(chase: Chase) -> bool:
    """Whether it is still to be done, under the lock of its application."""
    return _open().filter(pk=chase.pk).exists()


def of_person(application: Application, *, do: str) -> Any:
    """The open things of one sort for the person of an application."""
    return _open().filter(application__applicant=application.applicant_id, do=do)
