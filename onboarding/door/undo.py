"""Undo: the last standing move of a row is reversed with all it brought, while nothing has happened there since."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import outbox, promises, times
from onboarding.door.amend import refuse_outside_neighbours
from onboarding.door.correction import REASONS, corrected
from onboarding.door.held import Held, hold
from onboarding.door.outcome import SAVE, refuse_nobodys_day
from onboarding.door.refusal import StepRefused
from onboarding.door.returning import seat_of, slot_of
from onboarding.door.write import Draft, restore_findings, restore_life_findings, write_move
from onboarding.engine.edges import AMEND, BRING_IN, UNDO
from onboarding.engine.grammar import SATISFIED, WAIVED
from onboarding.engine.moves import MoveFact, brought_by, standing
from onboarding.models import Application, Cohort, Move, Slot, Stage, User
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE

GONE_SLOT = "The time given up has gone to somebody else. Choose another one instead."
GONE = "The place given up has gone to somebody else"
GONE_WHILE_AWAY = "Their place on the course has gone to somebody else. Open the application again instead."


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
        undone = _all_of_it(held, fact)
        reversed_moves = [_reverse(held, each, by, told, reason) for each in undone]
        refuse_nobodys_day(held)
        _refuse_full_course(held, undone, was_active)
        _refuse_full_slot(held)
        _put_back(held, [m.reverses for m in reversed_moves if m.reverses], told, ended=not was_active)
        corrected(held, by, told)
        SAVE(held.application)
        return reversed_moves[-1]


def _refuse_full_course(held: Held, undone: list[MoveFact], was_active: bool) -> None:
    """A place given up, by a step or by an ending, may have gone to somebody else: undoing must not overbook the course.

    Asked when all of it is reversed: a place that a return had given up stays free while the person is away again.
    """
    steps = [ALL_KINDS[fact.kind].steps.get(fact.step) for fact in undone]
    given_up = any(step is not None and "seat" in step.drops for step in steps)
    asked = held.application.state in ACTIVE and (given_up or not was_active)
    seat = seat_of(held) if asked else None
    if seat is not None and Cohort.objects.select_for_update().get(pk=seat.cohort_id).free_seats < 0:
        raise StepRefused([GONE if given_up else GONE_WHILE_AWAY])


def _refuse_full_slot(held: Held) -> None:
    """The same for a time on a selection day: whatever gave it up is not undone onto a place that somebody else has."""
    taken = slot_of(held) if held.application.state in ACTIVE else None
    if taken is not None and Slot.objects.select_for_update().get(pk=taken.slot_id).free_places < 0:
        raise StepRefused([GONE_SLOT])


def _put_back(held: Held, undone: list[Move], at: dt.datetime, *, ended: bool) -> None:
    """What the moves would have sent stays here; what an ending had stopped, and the promise before, hold again."""
    outbox.cancel_of_moves([move.pk for move in undone], at=at)
    for move in undone:
        if move.stage_id is None and move.step != AMEND:
            promises.undone(held.application, move, at=at)
            if ended and held.application.state in ACTIVE:
                outbox.revive(held.application, stopped_at=move.recorded_at)


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
    later = [f for f in held.facts if f.step != UNDO and f.id not in undone and f.id not in ids]
    for each in found:
        since = [f for f in later if f.row == each.row and f.seq > each.seq] or _resting_on(held, each, later)
        if since:
            raise StepRefused([f"Later steps rest on this one: {times.naming(since[-1])}"])
        if each.step == AMEND:
            _refuse_old_date(held, each)
    return found


def _resting_on(held: Held, closing: MoveFact, later: list[MoveFact]) -> list[MoveFact]:
    """What the door did later because this stage, among others, had closed: openings, and the start of the role."""
    if closing.outcome not in (SATISFIED, WAIVED):
        return []
    after = {stage.pk for stage in held.stages if closing.kind in stage.opens_after}
    made = [f for f in later if f.step == "start_role" or (f.step == "open" and f.row in after)]
    return [f for f in made if f.number > closing.number]


def _refuse_old_date(held: Held, change: MoveFact) -> None:
    """The date before the change must still lie between its neighbours: an ending may have come since."""
    before = standing([fact for fact in held.facts if fact.id != change.id])
    old = next(fact for fact in before if fact.id == change.amends)
    refuse_outside_neighbours(held, old, old.effective_at)


def _reverse(held: Held, fact: MoveFact, by: User, at: dt.datetime, reason: str) -> Move:
    row = held.row(fact.row)
    draft = Draft(row, UNDO, fact.target, fact.source, by, at, at, code=reason, reverses=held.by_id(fact.id))
    move = write_move(held, draft)
    if isinstance(row, Stage) and fact.step != AMEND:
        restore_findings(held, row)
    elif fact.step != AMEND:
        restore_life_findings(held)
    return move
