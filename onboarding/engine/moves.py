"""Moves as plain values, and which of them stand: what was undone is gone, what was amended has its new date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onboarding.engine.edges import AMEND, UNDO


class MoveFact(NamedTuple):
    """One move: `row` is the stage's id, or None for the application's own; `number` orders all of an application."""

    id: int
    number: int
    row: int | None
    kind: str
    seq: int
    step: str
    source: str
    target: str
    effective_at: dt.datetime
    recorded_at: dt.datetime
    party: str | None = None
    body: int | None = None
    outcome: str | None = None
    expires_on: dt.date | None = None
    cause: int | None = None
    reverses: int | None = None
    amends: int | None = None
    actor: int | None = None
    target_days: int | None = None
    target_unit: str = ""
    due_on: dt.date | None = None
    key: str | None = None
    code: str = ""


def standing(moves: Iterable[MoveFact]) -> list[MoveFact]:
    """The moves that still stand, in order of number, each with the effective time that holds now."""
    ordered = sorted(moves, key=lambda move: move.number)
    undone = {move.reverses for move in ordered if move.step == UNDO}
    amended = {move.amends: move.effective_at for move in ordered if move.step == AMEND and move.id not in undone}
    return [
        move._replace(effective_at=amended[move.id]) if move.id in amended else move
        for move in ordered
        if move.step not in (UNDO, AMEND) and move.id not in undone
    ]


def of_row(moves: Sequence[MoveFact], row: int | None) -> list[MoveFact]:
    """The moves of one stage, or (None) of the application's own machine."""
    return [move for move in moves if move.row == row]


def brought_by(moves: Sequence[MoveFact], move_id: int) -> list[MoveFact]:
    """What one move brought with it and stands, directly or through another, changed dates too; latest first."""
    found: list[MoveFact] = []
    causes = {move_id}
    undone = {move.reverses for move in moves}
    for move in sorted(moves, key=lambda move: move.number):
        if move.step == UNDO or move.id in undone:
            continue
        if move.cause in causes:
            causes.add(move.id)
            found.append(move)
    return found[::-1]
