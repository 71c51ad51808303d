"""Amend: a move gets the date on which it really happened, between its neighbours; everything is projected again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import times
from onboarding.door.correction import REASONS, corrected
from onboarding.door.held import ZONE, Held, hold
from onboarding.door.outcome import SAVE
from onboarding.door.refusal import StepRefused
from onboarding.door.write import Draft, write_move
from onboarding.engine.edges import AMEND
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.models import Application, Move, User
from onboarding.stages.names import APPLICATION

BROUGHT = ("reopen", "wait_for_later")  # by a return


def amend(
    application: Application,
    move_id: int,
    *,
    effective_at: dt.datetime | dt.date,
    by: User,
    at: dt.datetime,
    reason: str,
) -> Move:
    """Give a standing move another effective date, or raise StepRefused naming the move in the way."""
    with transaction.atomic():
        held = hold(application.pk)
        told = times.recorded(held, at)
        fact = _target(held, move_id)
        _refuse_unless_allowed(held, by, reason)
        moment = _moment(effective_at, told)
        refuse_outside_neighbours(held, fact, moment)
        move = _write(held, fact, moment, by, told, reason, None)
        _bring_openings(held, move, by, told, reason)
        corrected(held, by, told)
        SAVE(held.application)
        return move


def _target(held: Held, move_id: int) -> MoveFact:
    fact = next((f for f in held.standing if f.id == move_id), None)
    if fact is None:
        raise StepRefused(["This move does not stand any more"])
    if fact.cause is not None:
        raise StepRefused(["This came with another move. Change the date of that one."])
    return fact


def _refuse_unless_allowed(held: Held, by: User, reason: str) -> None:
    if not access.may(by, "amend", held.application):
        raise StepRefused(["You may not change this date"])
    if reason not in dict(REASONS):
        raise StepRefused(["Select why the date changes"])


def _moment(given: dt.datetime | dt.date, told: dt.datetime) -> dt.datetime:
    moment = clock.utc(given) if isinstance(given, dt.datetime) else clock.day_start(given, ZONE)
    if moment > told:
        raise StepRefused(["The date must be today or earlier"])
    return moment


def refuse_outside_neighbours(held: Held, fact: MoveFact, moment: dt.datetime) -> None:
    """Between the row's own neighbours; an ending lies after every stage's last move, so it bounds them too."""
    before = [m for m in held.standing if m.number < fact.number and (m.row == fact.row or _ends(fact))]
    after = [
        m for m in held.standing if m.number > fact.number and (m.row == fact.row or _ends(m)) and m.cause != fact.id
    ]
    early = max(before, key=lambda m: m.effective_at, default=None)
    late = min(after, key=lambda m: m.effective_at, default=None)
    if early is not None and moment < early.effective_at:
        raise StepRefused([f"This cannot lie before {times.naming(early)}"])
    if late is not None and moment > late.effective_at:
        raise StepRefused([f"This cannot lie after {times.naming(late)}"])


def _ends(move: MoveFact) -> bool:
    return move.row is None and move.target in times.AFTER_EVERYTHING


def _write(
    held: Held, fact: MoveFact, moment: dt.datetime, by: User, at: dt.datetime, reason: str, cause: Move | None
) -> Move:
    row = held.row(fact.row)
    draft = Draft(
        row, AMEND, row.state, row.state, by, moment, at, code=reason, amends=held.by_id(fact.id), cause=cause
    )
    return write_move(held, draft)


def _bring_openings(held: Held, cause: Move, by: User, at: dt.datetime, reason: str) -> None:
    """What the door made itself lies at the latest of what it rests on: it moves along, unless a later move stands in the way."""
    for made in held.standing:
        if made.step in ("open", "start_role") or _came_with_a_return(made):
            when = _rests_at(held, made)
            if when != made.effective_at:
                _refuse_too_early(held, made, when)
                _write(held, made, when, by, at, reason, cause)


def _rests_at(held: Held, made: MoveFact) -> dt.datetime:
    """An opening: the latest closing of what it opens after, or the sending. The role: the latest closing, or coming back.

    What a return brought: the return.
    """
    before = [m for m in held.standing if m.number < made.number]
    life = [m.effective_at for m in before if m.row is None]
    if _came_with_a_return(made):
        rows = [m.effective_at for m in before if m.row == made.row]
        return max([*life[-1:], *rows[-1:]])
    if made.row is None:
        return max([*life[-1:], *(m.effective_at for m in before if m.row and m.outcome)])
    kinds = next(stage.opens_after for stage in held.stages if stage.pk == made.row)
    return max(life) if kinds == [APPLICATION] else max(m.effective_at for m in before if m.outcome and m.kind in kinds)


def _came_with_a_return(made: MoveFact) -> bool:
    return made.cause is not None and made.step in BROUGHT


def _refuse_too_early(held: Held, made: MoveFact, when: dt.datetime) -> None:
    after = next((m for m in held.standing if m.row == made.row and m.number > made.number), None)
    if after is not None and after.effective_at < when:
        raise StepRefused([f"{times.naming(after)} would then lie too early. Change its date first."])
