"""What opens when: stages open by a move of the door, all that is due at once; the last closing puts the person in role."""

from __future__ import annotations

import datetime as dt

from onboarding.door.held import Held
from onboarding.door.write import Draft, write_move
from onboarding.engine.history import History
from onboarding.models import Application, Move, Stage
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, APPLICATION, Life


def open_due(held: Held, cause: Move) -> list[Move]:
    """Open every stage whose time has come because of `cause`, then start the role when all are closed.

    Only a closing, or a move of the application itself, brings anything.
    """
    if held.application.state not in ACTIVE or (cause.stage_id is not None and cause.outcome is None):
        return []
    history = held.history(None)
    shut = [stage for stage in held.stages if stage.state == ALL_KINDS[stage.kind].first]
    due = [(stage, when) for stage in shut if (when := _when(history, stage, held.latest()))]
    return [_open(stage, when, held, cause) for stage, when in due] + _start_role(held, cause)


def _when(history: History, stage: Stage, at: dt.datetime) -> dt.datetime | None:
    """When the latest of what it opens after closed, or None while one has not. Selection opens when the application is sent."""
    if stage.opens_after == [APPLICATION]:
        return max(move.effective_at for move in history.stand if move.row is None)
    closings = [history.closed_at(kind, at) for kind in stage.opens_after]
    done = [closing for closing in closings if closing is not None]
    return max(done) if done and len(done) == len(closings) else None


def _open(stage: Stage, when: dt.datetime, held: Held, cause: Move) -> Move:
    step = ALL_KINDS[stage.kind].steps["open"]
    return brought(held, stage, "open", step.to(stage.state), when, cause, step.waits_on)


def _start_role(held: Held, cause: Move) -> list[Move]:
    """In role once every stage is closed, satisfied or waived; never while the person has asked for a break."""
    history = held.history(None)
    closings = [history.closed_at(kind, held.latest()) for kind in {stage.kind for stage in held.stages}]
    done = [closing for closing in closings if closing is not None]
    if held.application.state != Life.IN_PROGRESS or not done or len(done) < len(closings):
        return []
    last = held.last(held.application)
    when = max([*done, *([last.effective_at] if last else [])])
    return [brought(held, held.application, "start_role", Life.IN_ROLE, when, cause, None)]


def brought(
    held: Held, row: Application | Stage, step: str, target: str, when: dt.datetime, cause: Move, party: str | None
) -> Move:
    """A move the door makes itself, through the declared transition like any other."""
    source = row.state
    row.__dict__["_at_the_door"] = True
    try:
        getattr(row, step)()
    finally:
        del row.__dict__["_at_the_door"]
    return write_move(held, Draft(row, step, source, target, None, when, cause.recorded_at, party=party, cause=cause))
