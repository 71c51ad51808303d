"""A step that may be taken is written whole: the transition, the move, findings, openings, waits, what goes out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door import outbox, promises, proposals, returning, waits
from onboarding.door.chain import append
from onboarding.door.correction import witness_exceptions
from onboarding.door.held import Held
from onboarding.door.opening import open_due
from onboarding.door.refusal import StepRefused
from onboarding.door.write import Draft, write_findings, write_life_findings, write_move
from onboarding.engine.history import Taking
from onboarding.models import Application, Correspondent, InnerMove, Move, Stage
from onboarding.models.statements import Update
from onboarding.stages import clearances
from onboarding.stages.names import ACTIVE, Life

ON_A_BREAK = "They asked for a break. Start the application again before the last step closes."
NOBODYS_DAY = "After this nobody would be waited for. Open another check first, or end the application."
SAVED = ["chain_seq", "chain_head", "tally", "promise_on"]
SAVE = Update(Application, *SAVED)


def write(
    held: Held, row: Application | Stage, taking: Taking, *, key: str | None, digest: str, tell: bool
) -> Move | InnerMove:
    """Write the step and all it brings, inside the caller's transaction."""
    before = row.state
    _transition(held, row, taking)
    if taking.step.inner and isinstance(row, Stage):
        return _write_inner(held, row, taking, key, digest)
    move = write_move(held, _draft(row, before, taking, key, digest))
    if isinstance(row, Stage):
        write_findings(row, taking.step, move=move)
    else:
        write_life_findings(row, move)
    proposals.drop_stale(held, row, taking.at)
    by_them = isinstance(taking.by, Correspondent)  # who answers by a link keeps that one
    links = (outbox.ASK_BY_LINK,) if taking.step.link and not by_them else ()
    letters = taking.step.letters + links + (clearances.news(held.stages, move.stage_id) if before != row.state else ())
    settle(held, move, tell=tell and held.application.telling, letters=letters)
    return move


def settle(held: Held, move: Move, *, tell: bool, letters: tuple[str, ...]) -> None:
    """What every move brings: openings, waits, what goes out; then the application's own row is saved."""
    if returning.is_return(move):
        returning.bring(held, move)
    open_due(held, move)
    waits.rewrite(held)
    refuse_nobodys_day(held)
    if move.effective_at < move.recorded_at:
        witness_exceptions(held, move.actor, move.recorded_at)
    _outgoing(held, move, tell, letters)
    SAVE(held.application)


def _transition(held: Held, row: Application | Stage, taking: Taking) -> None:
    """Call the step's method with the door open for this row only."""
    given: dict[str, Any] = dict(taking.facts or {})
    row.__dict__["_current"] = {code: held.finding(row, code) for code in taking.step.reads}
    row.__dict__["_taking"] = taking
    row.__dict__["_at_the_door"] = True
    try:
        getattr(row, taking.step.name)(**given)
    finally:
        del row.__dict__["_at_the_door"]


def _draft(row: Application | Stage, before: str, taking: Taking, key: str | None, digest: str) -> Draft:
    step = taking.step
    return Draft(
        row,
        step.name,
        before,
        step.to(before),
        taking.by,
        taking.effective_at,
        taking.at,
        party=row.party if step.may_wait_on else step.waits_on,
        body=row.body_id,
        outcome=step.closes_as,
        expires_on=taking.fact(step.expires) if step.expires else row.until,
        until=taking.fact(step.until) if step.until else row.due_on,
        code=row.code,
        key=key,
        digest=digest,
    )


def _write_inner(held: Held, row: Stage, taking: Taking, key: str | None, digest: str) -> InnerMove:
    """A step inside a restricted record: its move and finding stay there; the chain has only that something was written."""
    inner = InnerMove.objects.create(
        stage=row,
        step=taking.step.name,
        actor=taking.by,
        effective_at=taking.effective_at,
        recorded_at=taking.at,
        key=key,
        facts_digest=digest,
    )
    write_findings(row, taking.step, inner=inner)
    proposals.open_ones(held.application).filter(stage=row).update(settled_at=taking.at)
    append(held.application, proposals.RESTRICTED, by=taking.by, at=taking.at, codes={"kind": row.kind})
    held.application.save(update_fields=["chain_seq", "chain_head"])
    return inner


def refuse_nobodys_day(held: Held) -> None:
    """No day is nobody's: an application in progress has an open stage, or the move is not committed."""
    open_stage = any(stage.state not in ("not_open", "closed") for stage in held.stages)
    if held.application.state in ACTIVE and not open_stage:
        paused = held.application.state == Life.PAUSED
        raise StepRefused([ON_A_BREAK if paused else NOBODYS_DAY])


def _outgoing(held: Held, move: Move, tell: bool, letters: tuple[str, ...]) -> None:
    application, at, life = held.application, move.recorded_at, move.kind == Application.kind
    if life or application.state not in ACTIVE:
        promises.drop(application, at=at)
    if life and application.state not in ACTIVE:
        outbox.cancel_all(application, at=at)
    if life and move.source not in (*ACTIVE, Life.DRAFT) and application.state == Life.IN_PROGRESS:
        outbox.came_back_in(application, held.standing, at=at)
    if not tell:
        return
    for letter in letters:
        outbox.put_in_place(application, letter, not_before=_after_undo_time(at), move=move)
    if life and application.state == Life.IN_PROGRESS:
        promises.make(application, at=at, move=move)


def _after_undo_time(at: dt.datetime) -> dt.datetime:
    return at + outbox.UNDO_TIME
