"""Moves against their events, and rows against their moves: nothing stands anywhere that no move has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from onboarding.door.chain import move_digest
from onboarding.door.verify_links import Broken, Walked
from onboarding.models import Application, Move, Stage
from onboarding.stages import ALL_KINDS


def head_amiss(chain: str, holder: Any, walked: Walked) -> list[Broken]:
    """The head that stands on the row must be the last event."""
    if (holder.chain_seq, holder.chain_head) == (walked.seq, walked.head):
        return []
    if holder.chain_seq > walked.seq:
        return [Broken(chain, walked.seq + 1, "it is missing: the chain was longer")]
    return [Broken(chain, walked.seq, "it is not the head that stands on the row")]


def rows_amiss(application: Application, stages: Sequence[Stage], moves: Sequence[Move], walked: Walked) -> list[Broken]:
    """What does not fit between an application's events, its moves in order of number, and its rows."""
    chain = application.reference
    return [
        *_moves_amiss(chain, moves, walked.moves),
        *_row_amiss(chain, application, [move for move in moves if move.stage_id is None]),
        *(b for stage in stages for b in _row_amiss(chain, stage, [move for move in moves if move.stage_id == stage.pk])),
        *([] if application.tally == len(moves) else [Broken(chain, None, "the count of its moves is wrong")]),
    ]


def _moves_amiss(chain: str, moves: Iterable[Move], said: Iterable[tuple[int, Mapping[str, Any]]]) -> list[Broken]:
    """Move by move beside its event: the first pair that does not fit."""
    for place, (move, event) in enumerate(zip_longest(moves, said), start=1):
        if event is None:
            return [Broken(chain, None, f"move {place} has no event")]
        seq, codes = event
        if move is None:
            return [Broken(chain, seq, "its move is missing")]
        if codes != {
            "move": place, "kind": move.kind, "step": move.step, "from": move.source, "to": move.target,
            "digest": move_digest(move),
        }:  # fmt: skip
            return [Broken(chain, seq, "its move was changed")]
    return []


def _row_amiss(chain: str, row: Application | Stage, moves: Sequence[Move]) -> list[Broken]:
    """The row's version and state are those its moves lead to, one by one."""
    state, name = ALL_KINDS[row.kind].first, ALL_KINDS[row.kind].title
    for version, move in enumerate(sorted(moves, key=lambda move: move.seq), start=1):
        if (move.seq, move.source, move.kind) != (version, state, row.kind):
            return [Broken(chain, None, f"{name}: move {move.number} does not follow from the one before")]
        state = move.target
    if (row.version, row.state) != (len(moves), state):
        return [Broken(chain, None, f"{name}: its state or version is not what its moves say")]
    return []
