"""Undo: the last standing move of a row is reversed with all it brought, while nothing has happened there since."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import outbox, times
from onboarding.door.correction import REASONS, corrected
from onboarding.door.held import Held, hold
from onboarding.door.outcome import SAVED
from onboarding.door.refusal import StepRefused
from onboarding.door.write import Draft, restore_findings, write_move
from onboarding.engine.edges import AMEND, BRING_IN, UNDO
from onboarding.engine.moves import MoveFact, brought_by
from onboarding.models import Application, Move, Stage, User
from onboarding.stages.names import ACTIVE


def undo(application: Application, move_id: int, *, by: User, at: dt.datetime, reason: str = "") -> Move:
    """Reverse one move, or raise StepRefused. The same person within 10 minutes needs no reason; later a reason code.

    Gives the move that reverses it. What it would have sent is cancelled; the finding before it holds again.
    """
    with transaction.atomic():
        held = hold(application.pk)
        fact = _target(held, move_id)
        told = times.recorded(held, at)
        _refuse_unless_allowed(held, fact, by, told, reason)
        was_active = held.application.state in ACTIVE
        reversed_moves = [_reverse(held, each, by, told, reason) for each in _all_of_it(held, fact)]
        outbox.cancel_of_moves([m.reverses_id for m in reversed_moves if m.reverses_id], at=told)
        if held.application.state in ACTIVE and not was_active:
            outbox.revive(held.application)
        corrected(held, by, told)
        held.application.save(update_fields=SAVED)
        return reversed_moves[-1]


def may_undo(held: Held, move_id: int, *, by: User, at: dt.datetime) -> bool:
    """Whether one click would undo it: its own person, within 10 minutes, and nothing rests on it."""
    try:
        fact = _target(held, move_id)
        _refuse_unless_allowed(held, fact, by, at, "")
        _all_of_it(held, fact)
    except StepRefused:
        return False
    return True


def _target(held: Held, move_id: int) -> MoveFact:
    undone = {fact.reverses for fact in held.facts}
    fact = next((f for f in held.facts if f.id == move_id), None)
    if fact is None or fact.step == UNDO or fact.id in undone:
        raise StepRefused(["This move does not stand any more"])
    if fact.step == BRING_IN:
        raise StepRefused(["What a spreadsheet brought in is not undone; open the check again, or remove the import"])
    if fact.cause is not None:
        raise StepRefused(["This came with another move. Undo that one, and this goes with it."])
    return fact


def _refuse_unless_allowed(held: Held, fact: MoveFact, by: User, at: dt.datetime, reason: str) -> None:
    own_and_fresh = fact.actor == by.pk and at - fact.recorded_at <= outbox.UNDO_TIME
    if not own_and_fresh and not access.may(by, "undo", held.application):
        raise StepRefused(["You may not undo this"])
    if not own_and_fresh and reason not in dict(REASONS):
        raise StepRefused(["Select why this is undone"])


def _all_of_it(held: Held, fact: MoveFact) -> list[MoveFact]:
    """The move and all it brought, latest first; refused when something stands on any of them."""
    found = [*brought_by(held.facts, fact.id), fact]
    undone = {f.reverses for f in held.facts}
    ids = {f.id for f in found}
    for each in found:
        since = [
            f
            for f in held.facts
            if f.row == each.row and f.seq > each.seq and f.step != UNDO and f.id not in undone and f.id not in ids
        ]
        if since:
            raise StepRefused([f"Later steps rest on this one: {times.naming(since[-1])}"])
    return found


def _reverse(held: Held, fact: MoveFact, by: User, at: dt.datetime, reason: str) -> Move:
    row = held.row(fact.row)
    draft = Draft(row, UNDO, fact.target, fact.source, by, at, at, code=reason, reverses=held.by_id(fact.id))
    move = write_move(held, draft)
    if isinstance(row, Stage) and fact.step != AMEND:
        restore_findings(held, row)
    return move
