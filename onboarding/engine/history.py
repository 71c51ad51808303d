"""An application's history as rules read it: what had closed, and how, as things stood at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onboarding.engine.grammar import SATISFIED, WAIVED
from onboarding.engine.kinds import Kind
from onboarding.engine.moves import MoveFact, of_row, standing
from onboarding.engine.projection import turns


@dataclass(frozen=True)
class RowFact:
    """One stage as it stands: its id, kind, slot, state, version, what it opens after."""

    id: int
    kind: str
    slot: int
    state: str
    version: int
    opens_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """What rules may ask. `findings` holds those the step declares that it reads; `left_out` the house rules the pathway leaves out;
    `applicant` is the id under which the person themselves signs in, `person` the id of the person who applies.
    """

    moves: Sequence[MoveFact]
    rows: Sequence[RowFact]
    engagement: str
    nation: str
    left_out: frozenset[str] = frozenset()
    findings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    state: str = "draft"
    zone: dt.tzinfo = dt.UTC
    contact_steps: frozenset[tuple[str, str]] = frozenset()
    role: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    applicant: int | None = None
    person: int = 0

    @property
    def stand(self) -> list[MoveFact]:
        """The moves that stand, worked out once."""
        found = self.__dict__.get("_stand")
        if found is None:
            found = self.__dict__["_stand"] = standing(self.moves)
        return found

    def until(self, number: int) -> History:
        """The same history as it was before the move of that number was written: what was not known then is not in it."""
        return replace(self, moves=[move for move in self.moves if move.number < number])

    def rows_of(self, kind: str) -> list[RowFact]:
        """Every slot of a kind."""
        return [row for row in self.rows if row.kind == kind]

    def closed(self, kind: str, at: dt.datetime) -> bool:
        """Every slot of the kind was closed as satisfied or waived at that moment, and had not run out."""
        rows = self.rows_of(kind)
        return bool(rows) and all(self.closing(row.id, at) is not None for row in rows)

    def closing(self, row: int, at: dt.datetime) -> MoveFact | None:
        """The move by which one stage stood closed, satisfied or waived, at that moment; None when it did not."""
        before = [move for move in of_row(self.stand, row) if move.effective_at <= at]
        last = next((move for move in reversed(before) if move.outcome or move.source != move.target), None)
        if last is None or last.outcome not in (SATISFIED, WAIVED):
            return None
        return None if last.expires_on is not None and last.expires_on < at.astimezone(self.zone).date() else last

    def closed_at(self, kind: str, at: dt.datetime) -> dt.datetime | None:
        """When the last slot of the kind closed, or None while one has not."""
        closings = [self.closing(row.id, at) for row in self.rows_of(kind)]
        done = [closing.effective_at for closing in closings if closing is not None]
        return max(done) if done and len(done) == len(closings) else None

    def happened(self, kind: str, step: str, at: dt.datetime, *, since: str = "") -> bool:
        """Whether a step was taken by that moment and stands; with `since`, after the last time that other step was taken."""
        taken = [move for move in self.stand if move.kind == kind and move.effective_at <= at]
        starts = [number for number, move in enumerate(taken) if move.step == since]
        return any(move.step == step for move in taken[starts[-1] if starts else 0 :])

    def turns_of(self, party: str) -> list[dt.datetime]:
        """When the turns began that wait for a party now, one for each stage that does."""
        last = [turns(own, self.kinds)[-1] for row in self.rows if (own := of_row(self.stand, row.id))]
        return [turn.start for turn in last if turn.value == party]

    @property
    def contacts(self) -> list[MoveFact]:
        """The standing moves in which the person met somebody who uses the service."""
        return [move for move in self.stand if (move.kind, move.step) in self.contact_steps]

    def finding(self, code: str, name: str, otherwise: Any = None) -> Any:
        """One value of a current finding. A rule that did not declare what it reads is a mistake of ours: KeyError."""
        return self.findings[code].get(name, otherwise)

    @property
    def paid(self) -> bool:
        """Whether the role is paid."""
        return self.engagement == "paid"


@dataclass(frozen=True)
class Taking:
    """Everything a rule is handed: the history, the row and step in question, who, when, and the facts (None on a page)."""

    history: History
    row: RowFact | None
    step: Any
    by: Any
    at: dt.datetime
    effective_at: dt.datetime
    facts: Mapping[str, Any] | None = None
    shared: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> dt.date:
        """The day it happened, where the organisation is."""
        return self.effective_at.astimezone(self.history.zone).date()

    def fact(self, name: str, otherwise: Any = None) -> Any:
        """One answer of the person who takes the step, or `otherwise`."""
        return (self.facts or {}).get(name, otherwise)


def unmet(taking: Taking) -> list[Any]:
    """Every rule of the step whose answer is no. Rules that need a fact are left out where there are none (pages)."""
    asked = [rule for rule in taking.step.rules if rule.house not in taking.history.left_out or not rule.house]
    if taking.facts is None:
        asked = [rule for rule in asked if not rule.needs]
    return [rule for rule in asked if not rule(taking)]
