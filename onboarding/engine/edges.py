"""The edges the database allows: one row for every declared (kind, step, from, to), and each kind's first state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onboarding.engine.kinds import Kind

BRING_IN = "bring_in"
AMEND = "amend"
UNDO = "undo"
# The code of a brought move whose own date the spreadsheet does not have: its length counts as “at least so long”.
END_UNKNOWN = "end_unknown"


@dataclass(frozen=True, order=True)
class Edge:
    """One way from a state to a state of a kind, by a step."""

    kind: str
    step: str
    source: str
    target: str


def edges_of(kind: Kind) -> set[Edge]:
    """Every edge of one kind. An imported row may stand in any state, by `bring_in` from the first, or on from an open one."""
    declared = {Edge(kind.code, step.name, *edge) for step in kind.steps.values() for edge in step.edges}
    left = {edge.source for edge in declared if edge.source != edge.target} - {kind.closed}
    brought = {
        Edge(kind.code, BRING_IN, source, code)
        for source in {kind.first, *left}
        for code in kind.codes
        if code not in (kind.first, source)
    }
    return declared | brought


def edges(kinds: Iterable[Kind]) -> list[Edge]:
    """Every edge of the kinds, in one order."""
    return sorted(edge for kind in kinds for edge in edges_of(kind))


def first_states(kinds: Iterable[Kind]) -> list[tuple[str, str]]:
    """Each kind with the state its rows start in."""
    return sorted((kind.code, kind.first) for kind in kinds)
