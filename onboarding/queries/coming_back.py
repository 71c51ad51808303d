"""Before somebody comes back: which checks stand and until when, and which must be done again and why, in their words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE, look
from onboarding.door.returning import Came, is_lost, seat_of, what_stands
from onboarding.lib import clock
from onboarding.models import Application
from onboarding.queries.plain_words import Fit, day
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Life
from onboarding.stages.returning import AGAIN, Verdict

AWAY = frozenset(Life) - {Life.DRAFT, Life.IN_PROGRESS, Life.IN_ROLE, Life.MOVED_ON, Life.DECEASED}


@dataclass(frozen=True)
class Stands:
    """One check: its name, whether it must be done again, and the sentence that says why or until when."""

    title: str
    again: bool
    words: str


def coming_back(application: Application, *, at: dt.datetime) -> list[Stands]:
    """Every check that was begun, as it would stand; nothing for who has not left."""
    if application.state not in AWAY:
        return []
    held = look(application)
    fit = Fit(application.pathway.engagement, application.opportunity.nation, {})
    seat, today = seat_of(held), clock.local_date(at, ZONE)
    lost = seat.stage_id if seat and is_lost(seat.cohort, counted=application.state == Life.PAUSED, day=today) else None
    begun = [came for came in what_stands(held, at=at) if came.stage.state != ALL_KINDS[came.stage.kind].first]
    return [_place_lost(came, fit) if came.stage.pk == lost else _said(came, fit) for came in begun]


def _said(came: Came, fit: Fit) -> Stands:
    return Stands(fit(ALL_KINDS[came.stage.kind].public_title), came.verdict in AGAIN, _words(came))


def _words(came: Came) -> str:
    until = came.closing.expires_on if came.closing else None
    if came.verdict == Verdict.GOES_ON:
        closed = came.stage.state == ALL_KINDS[came.stage.kind].closed
        return "This is done. It stands." if closed else "This goes on from where it was."
    if came.verdict == Verdict.RAN_OUT and until:
        return f"We need to do this again. It ran out on {_full(until)}."
    if came.verdict == Verdict.TOO_OLD:
        return "We need to do this again. It is more than 6 months old."
    return f"This is done. It stands until {_full(until)}." if until else "This is done. It stands."


def _full(when: dt.date) -> str:
    return f"{day(when)} {when.year}"


def _place_lost(came: Came, fit: Fit) -> Stands:
    words = "We could not keep your place on the course. We will find you the next one."
    return Stands(fit(ALL_KINDS[came.stage.kind].public_title), True, words)
