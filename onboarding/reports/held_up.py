"""What held the application up: from the end of a finished span, the step that closed last, then what had opened it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from onboarding.engine.moves import MoveFact, of_row
from onboarding.lib.chart_shares import out_of_100
from onboarding.reports.base import Scope
from onboarding.reports.parties import OWN, group_of, shares
from onboarding.reports.spells import DAY, Past
from onboarding.reports.suppress import LEAST
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import PARTY_WORDS, Party

BEFORE_CLEAR = tuple(kind for kind in STAGE_KINDS if kind not in ("training", "placement"))
PAUSED, BETWEEN = PARTY_WORDS[Party.PAUSED][1], "No step open (resting, or opened again)"
ORDER = {kind: place for place, kind in enumerate(STAGE_KINDS)}


@dataclass(frozen=True)
class Piece:
    """A stretch of the span and who held it up."""

    start: dt.datetime
    end: dt.datetime
    group: str

    @property
    def seconds(self) -> float:
        """How long it was."""
        return (self.end - self.start).total_seconds()


@dataclass(frozen=True)
class SpanReport:
    """One span over all who finished it: how many, half of them within so many days, and days out of 100 by group."""

    title: str
    people: str
    half: str
    rows: tuple[tuple[str, str], ...]


def sent_at(past: Past) -> dt.datetime | None:
    """When the application was sent; None for one brought in from a spreadsheet."""
    return next((move.effective_at for move in past.stand if move.row is None and move.step == "submit"), None)


def clear_at(past: Past) -> dt.datetime | None:
    """When the last of the checks closed, if all this pathway asks for are closed."""
    last = [_last(past, row) for row, kind in _rows(past) if kind in BEFORE_CLEAR]
    asked = {kind for kind in past.targets if kind in BEFORE_CLEAR}
    done = [move for move in last if move.outcome]
    return max(m.effective_at for m in done) if asked and asked <= {m.kind for m in done} and len(done) == len(last) else None


def first_session_at(past: Past) -> dt.datetime | None:
    """When the person first met people in the role."""
    found = [move.effective_at for move in past.stand if (move.kind, move.step) == ("placement", "log_session")]
    return min(found, default=None)


def pieces(past: Past, start: dt.datetime, end: dt.datetime, *, last: MoveFact) -> list[Piece]:
    """The span from its end to its start, stretch by stretch, without gap or overlap. `last` is the move that ended it."""
    found: list[Piece] = []
    row: int | None = last.row
    while row is not None and end > start:
        opening = _opening(past, row, end)
        since = max(start, opening.effective_at) if opening else start
        found += _of_row(past, row, since, end)
        row, end = (_before(past, opening) if opening else None), since
    return found + ([Piece(start, end, BETWEEN)] if end > start else [])


def _rows(past: Past) -> list[tuple[int, str]]:
    return list({move.row: (move.row, move.kind) for move in past.stand if move.row is not None}.values())


def _last(past: Past, row: int) -> MoveFact:
    """The move that last changed how the stage stands."""
    moves = of_row(past.stand, row)
    return next((move for move in reversed(moves) if move.source != move.target), moves[-1])


def _opening(past: Past, row: int, before: dt.datetime) -> MoveFact | None:
    """The move by which the stage opened, the first time: what lies between two openings is part of its story."""
    kind = of_row(past.stand, row)[0].kind
    return next((m for m in of_row(past.stand, row) if m.source == STAGE_KINDS[kind].first and m.effective_at <= before), None)


def _before(past: Past, opening: MoveFact) -> int | None:
    """The stage whose closing opened this one: closed last by then (tie: the cause, then later in the pathway's order)."""
    cause = next((move.row for move in past.stand if move.id == opening.cause), None)
    closings = [
        move for move in past.stand
        if move.row not in (None, opening.row) and move.outcome and move.effective_at == opening.effective_at
    ]  # fmt: skip
    best = max(closings, key=lambda move: (move.row == cause, ORDER[move.kind]), default=None)
    return best.row if best else cause


def _of_row(past: Past, row: int, since: dt.datetime, until: dt.datetime) -> list[Piece]:
    """The stage's waits within the stretch, and what lies between them."""
    found: list[Piece] = []
    at = since
    for wait in sorted((w for w in past.waits if w.stage_id == row), key=lambda w: w.started_at):
        start, end = max(wait.started_at, since), min(wait.ended_at or until, until)
        if start >= end:
            continue
        if start > at:
            found.append(Piece(at, start, BETWEEN))
        found.append(Piece(start, end, group_of(past, wait) or PAUSED))
        at = end
    return found + ([Piece(at, until, BETWEEN)] if until > at else [])


def span_pieces(past: Past, which: str) -> list[Piece]:
    """The pieces of one span (`clear` or `session`) of one application; empty when it is not finished."""
    sent, clear, session = sent_at(past), clear_at(past), first_session_at(past)
    if sent is None or clear is None:
        return []
    if which == "clear":
        ends = [_last(past, row) for row, kind in _rows(past) if kind in BEFORE_CLEAR]
        last = max(ends, key=lambda move: (move.effective_at, ORDER[move.kind]))
        return pieces(past, sent, clear, last=last)
    if session is None or session <= clear:
        return []
    first = next(m for m in past.stand if (m.step, m.effective_at) == ("log_session", session))
    return pieces(past, clear, session, last=first)


SPANS = (("clear", "From sending the application to all checks done"), ("session", "From all checks done to the first session"))


def span_reports(pasts: Sequence[Past], covers: Scope) -> list[SpanReport]:
    """Both spans over those who finished them in the scope's days."""
    return [_report(title, [span_pieces(past, which) for past in pasts], covers) for which, title in SPANS]


def _report(title: str, spans: Sequence[Sequence[Piece]], covers: Scope) -> SpanReport:
    done = [span for span in spans if span and covers.begins <= max(p.end for p in span) < covers.until]
    if len(done) < LEAST:
        return SpanReport(title, f"fewer than {LEAST}" if done else "0", "", ())
    held: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for person, span in enumerate(done):
        for piece in span:
            held[piece.group][person] += piece.seconds
    parts = sorted(out_of_100(shares(held)), key=lambda part: (part[0].own, -part[1]))
    half = median(sum(piece.seconds for piece in span) for span in done) / DAY
    return SpanReport(title, str(len(done)), f"{half:.0f} days", tuple((share.label, str(count)) for share, count in parts))


__all__ = ["OWN", "Piece", "SpanReport", "clear_at", "first_session_at", "pieces", "sent_at", "span_pieces", "span_reports"]
