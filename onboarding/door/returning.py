"""What a return brings: checks that must be done again open, and a course place that has gone is given up. Never overbooked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE, Held
from onboarding.door.opening import brought
from onboarding.door.write import write_findings
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.models import Cohort, Move, Seat, Slot, SlotTaken, Stage
from onboarding.stages import ALL_KINDS
from onboarding.stages.returning import AGAIN, AGAIN_AFTER, STEPS, Return, Verdict, verdict

GIVES_UP = "wait_for_later"
GIVES_SLOT = "give_back_slot"
NOT_BEGUN = ("with_applicant", "joining")


@dataclass(frozen=True)
class Came:
    """What becomes of one stage, until when it stands; `closing` is the move by which it was closed."""

    stage: Stage
    verdict: Verdict
    closing: MoveFact | None


def what_stands(held: Held, *, at: dt.datetime, back: MoveFact | None = None) -> list[Came]:
    """Every stage with what becomes of it if the person came back at `at`, or came back by the move `back`."""
    own = [move for move in held.standing if move.row is None and (back is None or move.number < back.number)]
    came = Return(own[-1].effective_at if own else at, at, clock.local_date(at, ZONE))
    return [_judged(held, stage, came) for stage in held.stages]


def _judged(held: Held, stage: Stage, came: Return) -> Came:
    kind = ALL_KINDS[stage.kind]
    last = next((move for move in reversed(held.standing) if move.row == stage.pk and move.outcome), None)
    closing = last if stage.state == kind.closed and "reopen" in kind.steps else None
    after = held.application.pathway.stage(stage.kind).get("again_after", AGAIN_AFTER.get(stage.kind))
    return Came(stage, verdict(closing, after, came), closing)


def seat_of(held: Held) -> Seat | None:
    """The place on a course that has not begun for this person."""
    waiting = [stage.pk for stage in held.stages if stage.kind == "training" and stage.state in NOT_BEGUN]
    return Seat.objects.filter(stage__in=waiting, current=True).select_related("cohort").first()


def slot_of(held: Held) -> SlotTaken | None:
    """The time on a selection day of who has not been met yet."""
    booked = [stage.pk for stage in held.stages if (stage.kind, stage.state) == ("selection", "booked")]
    return SlotTaken.objects.filter(stage__in=booked, current=True).first() if booked else None


def is_lost(cohort: Cohort, *, counted: bool, day: dt.date) -> bool:
    """Whether a place cannot be kept: the course has begun, or is full without this person (or with, if `counted`)."""
    return cohort.starts_on < day or cohort.free_seats < (0 if counted else 1)


def bring(held: Held, back: Move) -> None:
    """Bring what a return brings, each a move of its own with the return as its cause."""
    for came in what_stands(held, at=back.effective_at, back=back.fact()):
        if came.verdict in AGAIN:
            _take(held, came.stage, "reopen", back)
    seat = seat_of(held)
    if seat is not None:
        cohort = Cohort.objects.select_for_update().get(pk=seat.cohort_id)
        if is_lost(cohort, counted=True, day=clock.local_date(back.effective_at, ZONE)):
            _take(held, next(stage for stage in held.stages if stage.pk == seat.stage_id), GIVES_UP, back)
    taken = slot_of(held)
    if taken is not None and Slot.objects.select_for_update().get(pk=taken.slot_id).free_places < 0:
        _take(held, next(stage for stage in held.stages if stage.pk == taken.stage_id), GIVES_SLOT, back)


def _take(held: Held, stage: Stage, name: str, back: Move) -> None:
    step, last = ALL_KINDS[stage.kind].steps[name], held.last(stage)
    when = max(back.effective_at, last.effective_at) if last else back.effective_at
    move = brought(held, stage, name, step.to(stage.state), when, back, step.waits_on)
    write_findings(stage, step, move=move)


def is_return(move: Move) -> bool:
    """Whether a move is one by which somebody comes back."""
    return move.stage_id is None and move.step in STEPS
