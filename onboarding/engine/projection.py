"""Waits from moves alone: who each open stage waited for, from when to when, without gap or overlap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onboarding.engine.kinds import Kind
from onboarding.engine.moves import MoveFact, of_row, standing

PAUSED = "paused"
ACTIVE_STATES = ("in_progress", PAUSED)


@dataclass(frozen=True)
class WaitSpan:
    """One wait: `[started_at, ended_at)`, open when `ended_at` is None. `began_by` is the move whose turn it is.

    `until` is the day by which its holder said they would answer, where they named one.
    """

    row: int
    party: str
    body: int | None
    started_at: dt.datetime
    ended_at: dt.datetime | None
    began_by: int
    until: dt.date | None = None


@dataclass(frozen=True)
class Span:
    """A stretch of time with what held in it; `to` None means until now; `until` the day its holder named last."""

    start: dt.datetime
    to: dt.datetime | None
    value: str | None
    move: MoveFact
    until: dt.date | None = None


def project(moves: Iterable[MoveFact], kinds: Mapping[str, Kind]) -> list[WaitSpan]:
    """Every wait of one application, stage by stage. Pure: the same moves give the same waits."""
    stand = standing(moves)
    life = _spans(of_row(stand, None), lambda move: move.target if move.target in ACTIVE_STATES else None)
    rows = dict.fromkeys(move.row for move in stand if move.row is not None)
    return [wait for row in rows for wait in _waits(of_row(stand, row), life, kinds)]


def _spans(moves: Sequence[MoveFact], value: Callable[[MoveFact], str | None]) -> list[Span]:
    ends = [*(move.effective_at for move in moves[1:]), None]
    return [Span(m.effective_at, end, value(m), m) for m, end in zip(moves, ends, strict=False)]  # none, once undone


def turns(moves: Sequence[MoveFact], kinds: Mapping[str, Kind]) -> list[Span]:
    """The turns of one stage: each standing move that changes state or party begins one; a closed stretch has no party.

    A move within a turn that has a due day is its holder's word: “I need until DATE”.
    """
    found: list[Span] = []
    party: str | None = None
    begun: list[tuple[MoveFact, str | None]] = []
    until: dict[int, dt.date] = {}
    for move in moves:
        kind = kinds[move.kind]
        settled = move.party or (party if move.source == move.target else kind.state(move.target).party)
        now = None if move.target in (kind.first, kind.closed) else settled
        if not begun or now != begun[-1][1] or move.source != move.target or move.body:
            begun.append((move, now))
        elif move.due_on is not None:
            until[begun[-1][0].id] = move.due_on
        party = now
    ends: list[dt.datetime | None] = [move.effective_at for move, _party in begun[1:]]
    for (move, who), end in zip(begun, [*ends, None], strict=True):
        found.append(Span(move.effective_at, end, who, move, until.get(move.id)))
    return found


def _waits(moves: Sequence[MoveFact], life: Sequence[Span], kinds: Mapping[str, Kind]) -> list[WaitSpan]:
    found: list[WaitSpan] = []
    for turn in turns(moves, kinds):
        for stretch in life:
            start, end = max(turn.start, stretch.start), _earlier(turn.to, stretch.to)
            if turn.value and stretch.value and (end is None or start < end):
                found.append(_wait(turn, stretch, start, end))
    return found


def _wait(turn: Span, stretch: Span, start: dt.datetime, end: dt.datetime | None) -> WaitSpan:
    resting = stretch.value == PAUSED
    party, body = (PAUSED, None) if resting else (turn.value, turn.move.body)
    return WaitSpan(turn.move.row or 0, party or "", body, start, end, turn.move.id, turn.until)


def _earlier(a: dt.datetime | None, b: dt.datetime | None) -> dt.datetime | None:
    return min(a, b) if a and b else a or b
