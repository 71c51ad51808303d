"""Two clocks: when it happened and when we were told. Dates count from the start of the day where the organisation is."""

from __future__ import annotations

import datetime as dt

from onboarding.door.held import ZONE, Held
from onboarding.door.refusal import StepRefused
from onboarding.engine.edges import AMEND, BRING_IN
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.models import Application, Stage
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ENDINGS, Life

# How far the time taken before the lock may lie behind the last event: waiting for a lock and unequal clocks.
SLACK = dt.timedelta(minutes=5)
THE_DOORS_OWN = {BRING_IN: "brought in from a spreadsheet", AMEND: "date changed"}
AFTER_EVERYTHING = frozenset({*ENDINGS, Life.RESTING})


def recorded(held: Held, at: dt.datetime) -> dt.datetime:
    """When we were told: `at`, raised to the last event; a replay that goes back in time is refused."""
    last = max((move.recorded_at for move in held.facts), default=at)
    if last - at > SLACK:
        raise StepRefused([f"The application’s last event is later ({_words(last)}) than the time given"])
    return max(at, last)


def effective(
    held: Held, row: Application | Stage, target: str, told: dt.datetime, given: dt.datetime | dt.date | None
) -> dt.datetime:
    """When it happened, never in the future and never before what it rests on."""
    previous = floor(held, row, target)
    if given is None:
        return max(told, previous.effective_at) if previous else told
    moment = _moment(given, previous, told)
    if moment > told:
        raise StepRefused(["The date must be today or earlier"])
    if previous is not None and moment < previous.effective_at:
        raise StepRefused([f"This cannot lie before {naming(previous)}"])
    return moment


def floor(held: Held, row: Application | Stage, target: str) -> MoveFact | None:
    """The standing move it may not lie before: the row's last, and for an ending the last of any row."""
    if isinstance(row, Application) and target in AFTER_EVERYTHING:
        return max(held.standing, key=lambda move: move.effective_at, default=None)
    return held.last(row)


def _moment(given: dt.datetime | dt.date, previous: MoveFact | None, told: dt.datetime) -> dt.datetime:
    if isinstance(given, dt.datetime):
        return clock.utc(given)
    if given == clock.local_date(told, ZONE):
        return max(told, previous.effective_at) if previous else told
    start = clock.day_start(given, ZONE)
    same_day = previous is not None and clock.local_date(previous.effective_at, ZONE) == given
    return max(start, previous.effective_at) if same_day and previous else start


def naming(move: MoveFact) -> str:
    """The move in the way, in words, so that it can be found and mended."""
    return f"“{_label(move)}” on {_words(move.effective_at)}"


def _label(move: MoveFact) -> str:
    step = ALL_KINDS[move.kind].steps.get(move.step)
    return f"{ALL_KINDS[move.kind].title}: {step.label if step else THE_DOORS_OWN[move.step]}"


def _words(moment: dt.datetime) -> str:
    local = clock.local(moment, ZONE)
    return f"{local.day} {local:%B %Y}"
