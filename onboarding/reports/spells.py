"""What reports count: each application with its moves and waits, and each stage's open life in days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onboarding.engine.edges import BRING_IN
from onboarding.engine.moves import MoveFact, of_row, standing
from onboarding.engine.projection import turns
from onboarding.models import Application, Move, Wait
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, Engagement, Life, Party

FINISHED, WAITING, GOING_ON, LEFT, UNKNOWN = "finished", "waiting", "going_on", "left", "unknown"
DAY = 86_400


@dataclass(frozen=True)
class Past:
    """One application as reports see it: no name, no reference."""

    id: int
    service: int
    engagement: str
    nation: str
    targets: Mapping[str, Mapping[str, Any]]
    facts: tuple[MoveFact, ...]
    stand: tuple[MoveFact, ...]
    codes: Mapping[int, str]
    waits: tuple[Any, ...]

    def state_at(self, until: dt.datetime) -> str:
        """Where the application itself stood."""
        moves = [move for move in of_row(self.stand, None) if move.effective_at < until]
        return moves[-1].target if moves else Life.DRAFT.value

    @cached_property
    def _reached(self) -> dict[int, MoveFact]:
        return {fact.id: fact for fact in self.facts}

    def goes_on(self, wait: Any) -> bool:
        """Whether the time was a course or a placement itself: nobody waits for it."""
        move = self._reached[wait.began_by_id]
        return ALL_KINDS[move.kind].state(move.target).goes_on_with(wait.party)


@dataclass(frozen=True)
class Spell:
    """One stage's open life: since when, how many days of it were waiting (up to the scope's end), how it stood then.

    Pauses are no waiting, nor is a course or a placement that goes on.
    """

    past: Past
    row: int
    kind: str
    opened_at: dt.datetime
    days: float
    state: str


def read_pasts() -> list[Past]:
    """Every application that was sent, of every service, so that small cells can be hidden; members of a group are in no report."""
    moves, waits, codes = _moves(), _waits(), dict(Move.objects.exclude(code="").values_list("pk", "code"))
    rows = Application.objects.filter(hidden=False).exclude(state=Life.DRAFT).exclude(pathway__engagement=Engagement.GROUP).order_by("pk")
    return [
        Past(pk, service, engagement, nation, {s["kind"]: s.get("targets", {}) for s in stages}, tuple(moves[pk]),
             tuple(standing(moves[pk])), codes, tuple(waits[pk]))
        for pk, service, engagement, nation, stages in rows.values_list(
            "pk", "opportunity__service_id", "pathway__engagement", "opportunity__nation", "pathway__stages")
    ]  # fmt: skip


def _moves() -> dict[int, list[MoveFact]]:
    found: dict[int, list[MoveFact]] = defaultdict(list)
    for move in Move.objects.order_by("application_id", "number").iterator():
        found[move.application_id].append(move.fact())
    return found


def _waits() -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for wait in Wait.objects.order_by("application_id", "stage_id", "started_at").iterator():
        found[wait.application_id].append(wait)
    return found


def spells_of(past: Past, until: dt.datetime) -> list[Spell]:
    """The open life of each stage that had opened by then."""
    rows = dict.fromkeys(move.row for move in past.stand if move.row is not None)
    found = [_spell(past, row, [m for m in of_row(past.stand, row) if m.effective_at < until], until) for row in rows]
    return [spell for spell in found if spell is not None]


def _spell(past: Past, row: int, moves: list[MoveFact], until: dt.datetime) -> Spell | None:
    if not moves:
        return None
    kind = moves[0].kind
    own = [wait for wait in past.waits if wait.stage_id == row and wait.party != Party.PAUSED]
    waited = sum(seconds(wait, until) for wait in own if not past.goes_on(wait))
    return Spell(past, row, kind, moves[0].effective_at, waited / DAY, _state(past, kind, moves, until))


def _state(past: Past, kind: str, moves: list[MoveFact], until: dt.datetime) -> str:
    if moves[-1].target == ALL_KINDS[kind].closed:
        # Brought in as done: since when it was open, nobody knows. It says nothing about days.
        return UNKNOWN if moves[0].step == BRING_IN and len(opened(moves)) == 0 else FINISHED
    if past.state_at(until) not in ACTIVE:
        return LEFT
    running = ALL_KINDS[kind].state(moves[-1].target).goes_on_with(turns(moves, ALL_KINDS)[-1].value)
    return GOING_ON if running else WAITING


def opened(moves: Iterable[MoveFact]) -> list[MoveFact]:
    """The moves that led to an open state."""
    return [move for move in moves if move.target not in (ALL_KINDS[move.kind].first, ALL_KINDS[move.kind].closed)]


def seconds(wait: Any, until: dt.datetime, since: dt.datetime | None = None) -> float:
    """How long a wait lasted between two instants."""
    start = max(wait.started_at, since) if since else wait.started_at
    end = min(wait.ended_at, until) if wait.ended_at else until
    return max(0.0, (end - start).total_seconds())


def is_agreed_time(past: Past, wait: Any) -> bool:
    """Time a person asked for: theirs, although the ball is with us."""
    return past.codes.get(wait.began_by_id) == "time"


def may_be_late(past: Past, wait: Any) -> bool:
    """Only we and bodies can be late; a person never is, nor time they asked for, nor a course or placement that goes on."""
    return wait.party not in (Party.APPLICANT, Party.PAUSED) and not is_agreed_time(past, wait) and not past.goes_on(wait)
