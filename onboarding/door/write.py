"""Writing a move: the move first, then its row with version + 1, then findings. The order the triggers ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from onboarding.door.chain import append, move_digest
from onboarding.door.due import Due, due
from onboarding.door.held import Held, row_id
from onboarding.engine.grammar import Step
from onboarding.engine.moves import MoveFact
from onboarding.models import FINDINGS, LIFE_FINDINGS, Application, InnerMove, Move, Stage, User
from onboarding.models.statements import Insert, Update
from onboarding.stages import ALL_KINDS

WRITE_MOVE = Insert(Move)
BRING_STAGE = Update(Stage, "state", "version")
BRING_LIFE = Update(Application, "state", "version")


@dataclass(frozen=True)
class Draft:
    """A move about to be written."""

    row: Application | Stage
    step: str
    source: str
    target: str
    by: User | None
    effective_at: dt.datetime
    recorded_at: dt.datetime
    party: str | None = None
    body: int | None = None
    outcome: str | None = None
    expires_on: dt.date | None = None
    code: str = ""
    cause: Move | None = None
    reverses: Move | None = None
    amends: Move | None = None
    key: str | None = None
    digest: str = ""
    until: dt.date | None = None


def write_move(held: Held, draft: Draft) -> Move:
    """Write one move and bring its row to the state and version it leads to; add its audit event to the chain."""
    move = _make(held, draft)
    WRITE_MOVE(move)
    _bring_row(draft, move)
    held.application.tally = move.number
    held.add(move)
    codes = {
        "move": move.number,
        "kind": move.kind,
        "step": move.step,
        "from": move.source,
        "to": move.target,
        "digest": move_digest(move),
    }
    append(held.application, "move", by=draft.by, at=draft.recorded_at, codes=codes)
    return move


def _make(held: Held, draft: Draft) -> Move:
    target = _due(held, draft)
    return Move(
        application=held.application,
        stage_id=row_id(draft.row),
        kind=draft.row.kind,
        seq=draft.row.version + 1,
        number=held.application.tally + 1,
        step=draft.step,
        source=draft.source,
        target=draft.target,
        party=draft.party,
        body_id=draft.body,
        target_days=target.days,
        target_unit=target.unit,
        calendar=target.calendar,
        due_on=target.on,
        outcome=draft.outcome,
        expires_on=draft.expires_on,
        code=draft.code,
        effective_at=draft.effective_at,
        recorded_at=draft.recorded_at,
        actor=draft.by,
        cause=draft.cause,
        reverses=draft.reverses,
        amends=draft.amends,
        key=draft.key,
        facts_digest=draft.digest,
    )


def _due(held: Held, draft: Draft) -> Due:
    """A turn begins with a new state or a new party; within it only the day that its holder names is due."""
    if not isinstance(draft.row, Stage) or draft.reverses or draft.amends:
        return Due()
    if draft.until is not None:
        return Due(on=draft.until)
    kind = ALL_KINDS[draft.row.kind]
    party = draft.party or (kind.state(draft.target).party if draft.source != draft.target else None)
    return due(held.application, draft.row.kind, draft.target, party, draft.effective_at, body=draft.body or held.asked(draft.row.pk))


def _bring_row(draft: Draft, move: Move) -> None:
    """The row follows its move: the trigger refuses any other way. The transition has set the state in memory already."""
    row = draft.row
    row.__dict__["state"] = draft.target
    row.version = move.seq
    (BRING_STAGE if isinstance(row, Stage) else BRING_LIFE)(row)


def write_findings(row: Stage, step: Step, *, move: Move | None = None, inner: InnerMove | None = None) -> None:
    """Write what the step handed over, and mark what no longer holds. Restricted records keep what a later finding leaves open."""
    for code in step.drops:
        FINDINGS[code]._default_manager.filter(stage=row, current=True).update(current=False)
    for code, values in row.__dict__.pop("_found", []):
        _write_finding(row, code, values, move=move, inner=inner)


def _write_finding(
    row: Stage, code: str, values: dict[str, Any], *, move: Move | None, inner: InnerMove | None
) -> None:
    model = FINDINGS[code]
    brought: dict[str, Any] = {"move": move}
    if model.restricted:
        before = model._default_manager.filter(stage=row, current=True).first()
        values = {**(before.values() if before else {}), **values}
        brought["inner"] = inner
    model._default_manager.filter(stage=row, current=True).update(current=False)
    model._default_manager.create(stage=row, **brought, **values)


def write_life_findings(application: Application, move: Move) -> None:
    """Write what a step of the application itself handed over; the one before it no longer holds."""
    for code, values in application.__dict__.pop("_found", []):
        model = LIFE_FINDINGS[code]
        model._default_manager.filter(application=application, current=True).update(current=False)
        model._default_manager.create(application=application, move=move, **values)


def restore_life_findings(held: Held) -> None:
    """After an undo: the latest finding of each kind whose move still stands holds."""
    stand = {move.id for move in held.standing if move.row is None}
    for model in LIFE_FINDINGS.values():
        rows = model._default_manager.filter(application=held.application)
        now = rows.filter(move__in=stand).order_by("pk").values_list("pk", flat=True).last()
        rows.filter(current=True).exclude(pk=now).update(current=False)
        rows.filter(pk=now).update(current=True)


def restore_findings(held: Held, row: Stage) -> None:
    """After an undo: for each kind of finding, what the moves that still stand say is current."""
    stand = [move for move in held.standing if move.row == row.pk]
    for code, model in FINDINGS.items():
        rows = list(model._default_manager.filter(stage=row).order_by("pk"))
        if rows:
            now = _current(rows, stand, code)
            model._default_manager.filter(stage=row, current=True).exclude(pk=now).update(current=False)
            model._default_manager.filter(pk=now).update(current=True)


def _current(rows: list[Any], stand: list[MoveFact], code: str) -> int | None:
    """The finding that holds: the latest of a standing move, or of an inner one after it, unless a standing step dropped it since.

    What inner moves alone brought rests on no public one, and stands.
    """
    ids = {None, *(move.id for move in stand)}
    latest, base = None, None
    for row in rows:
        base = row.move_id or base
        latest = row if base in ids else latest
    drops = [m.id for m in stand if (s := ALL_KINDS[m.kind].steps.get(m.step)) and code in s.drops]
    return None if latest is None or any(drop > (latest.move_id or 0) for drop in drops) else latest.pk
