"""Amend: a move gets the date on which it really happened, between its neighbours; everything is projected again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import times
from onboarding.door.correction import REASONS, corrected
from onboarding.door.held import ZONE, Held, hold
from onboarding.door.outcome import SAVED
from onboarding.door.refusal import StepRefused
from onboarding.door.write import Draft, write_move
from onboarding.engine.edges import AMEND
from onboarding.engine.moves import MoveFact, standing
from onboarding.lib import clock
from onboarding.models import Application, Move, Stage, User
from onboarding.stages.names import APPLICATION


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
        _refuse_outside_neighbours(held, fact, moment)
        move = _write(held, fact, moment, by, told, reason, None)
        _bring_openings(held, move, by, told, reason)
        corrected(held, by, told)
        held.application.save(update_fields=SAVED)
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


def _refuse_outside_neighbours(held: Held, fact: MoveFact, moment: dt.datetime) -> None:
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
    """An opening lies at the latest closing of what it opens after: it moves along, unless a later move stands in the way."""
    history = held.history(None)
    for stage in held.stages:
        opening = next((m for m in history.stand if m.row == stage.pk and m.step == "open"), None)
        when = _opens_at(held, stage) if opening else None
        if opening and when and when != opening.effective_at:
            _refuse_too_early(held, opening, when)
            _write(held, opening, when, by, at, reason, cause)


def _opens_at(held: Held, stage: Stage) -> dt.datetime | None:
    stand = standing(held.facts)
    kinds = stage.opens_after
    if kinds == [APPLICATION]:
        return next((m.effective_at for m in stand if m.row is None and m.step == "submit"), None)
    rows = [s.pk for s in held.stages if s.kind in kinds]
    opening = next(m for m in stand if m.row == stage.pk)
    closings = [m.effective_at for m in stand if m.row in rows and m.outcome and m.number < opening.number]
    return max(closings, default=None)


def _refuse_too_early(held: Held, opening: MoveFact, when: dt.datetime) -> None:
    after = next((m for m in held.standing if m.row == opening.row and m.number > opening.number), None)
    if after is not None and after.effective_at < when:
        raise StepRefused([f"{times.naming(after)} would then lie too early. Change its date first."])
