"""What rungs have put on people's desks: calls, looks at a tracker, what is passed on. Gone once the turn is over or it is settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Chase, User, Wait
from onboarding.stages import ALL_KINDS
from onboarding.stages.ladders import ANOTHER, ASK, CALL, ESCALATE, LOOK, REMIND, WRITE
from onboarding.stages.names import PARTY_WORDS, Life, Party

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


def task(user: User, application: Application, chase: int) -> Task:
    """One open thing to do for an application the caller has loaded through `access`, or 404."""
    row = open_rungs().filter(application=application, pk=chase).first()
    if row is None:
        raise Http404
    return _task(row)


def open_rungs() -> QuerySet[Chase]:
    """Rungs for a person to do, in turns that are still open."""
    turn = Wait.objects.filter(stage=OuterRef("stage"), began_by=OuterRef("move"), ended_at=None).exclude(party=Party.PAUSED)
    rows = Chase.objects.filter(Exists(turn), settled_at=None, item=None, application__state=Life.IN_PROGRESS)
    return rows.exclude(do=WRITE).select_related("application__applicant", "stage", "move")


def _task(row: Chase) -> Task:
    who = row.application.applicant
    said = words(row.do, who.called, row.stage.kind, row.stage.state, row.move.party)
    title = ALL_KINDS[row.stage.kind].title
    on = clock.local_date(row.made_at, ZONE)
    return Task(row.pk, row.do, who.full_name, who.called, row.application.reference, said, title, on)


def words(do: str, called: str, kind: str, state: str, party: str | None) -> str:
    """What is to be done, for a stage as it stands and the party its turn is on."""
    holder = PARTY_WORDS[Party(party or ALL_KINDS[kind].state(state).party or Party.HR)][1]
    return WORDS[do].format(called=called, holder=holder)


def still_open(chase: Chase) -> bool:
    """Whether it is still to be done, under the lock of its application."""
    return open_rungs().filter(pk=chase.pk).exists()


def of_person(application: Application, *, do: str) -> Any:
    """The open things of one sort for the person of an application."""
    return open_rungs().filter(application__applicant=application.applicant_id, do=do)
