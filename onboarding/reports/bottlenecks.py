"""“Where people get stuck”: the lead in words, four numbers, two charts with their tables, what held people up, small print."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onboarding.door.held import ZONE
from onboarding.engine.edges import AMEND, BRING_IN, UNDO
from onboarding.engine.moves import of_row
from onboarding.lib import chart_shares, charts, clock
from onboarding.lib.charts import Chart
from onboarding.lib.spreadsheets import write_csv
from onboarding.reports import steps
from onboarding.reports.base import Scope
from onboarding.reports.held_up import SpanReport, sent_at, span_reports
from onboarding.reports.parties import OWN, held_by, shares
from onboarding.reports.spells import DAY, UNKNOWN, Past, Spell, may_be_late, read_pasts, seconds, spells_of
from onboarding.reports.steps import FEWER, StepRow, count_words, days_until
from onboarding.reports.suppress import LEAST, Key
from onboarding.stages.names import ACTIVE, Life, Party

LEFT_WAITING = (Life.WITHDRAWN, Life.OFFER_DECLINED, Life.RESTING)
HOLDS = {("selection", "reserve"), ("readiness", "not_yet")}
OUR_REASONS = ("bounced", "adjustment", "no_slot")


@dataclass(frozen=True)
class Tile:
    """One number with its words."""

    count: str
    label: str
    hint: str
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class Report:
    """The whole report, ready for a page, a PDF or a CSV. Holds no name and no reference."""

    covers: Scope
    lead: tuple[str, ...]
    calm: bool
    tiles: tuple[Tile, ...]
    rows: tuple[StepRow, ...]
    shares: tuple[chart_shares.Share, ...]
    spans: tuple[SpanReport, ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Nobody at all came into any step in these days."""
        return not self.rows

    @property
    def chart_title(self) -> str:
        """What the first chart says."""
        return self.lead[0].rstrip(".")

    @property
    def hidden_rows(self) -> tuple[str, ...]:
        """The steps too few people finished to draw."""
        return tuple(row.title for row in self.rows if not row.enough)

    def steps_chart(self, name: str, width: int) -> Chart | None:
        """Chart 1, or None when no step may be drawn."""
        return steps.chart(self.rows, name=name, width=width) if any(row.enough for row in self.rows) else None

    def shares_chart(self, name: str, width: int) -> Chart | None:
        """Chart 2, or None when nobody waited for anybody who may be named."""
        return chart_shares.share_bars(self.shares, name=name, width=width) if any(not s.own for s in self.shares) else None

    @property
    def shares_title(self) -> str:
        """What the second chart says."""
        parts = [part for part in chart_shares.out_of_100(self.shares) if not part[0].own]
        most = max(parts, key=lambda part: part[1])
        return f"{most[1]} of every 100 days of waiting are for {most[0].label}"

    def csv(self) -> bytes:
        """The table of the steps, with what it covers; hidden cells are hidden here too."""
        return write_csv([["Where people get stuck"], [self.covers.words], [], steps.HEAD, *(row.cells for row in self.rows)])


def bottlenecks(covers: Scope) -> Report:
    """The report over every application of the scope; those of other services count only for what must be hidden."""
    pasts = read_pasts()
    spells = [spell for past in pasts for spell in spells_of(past, covers.until)]
    ours = [past for past in pasts if covers.holds(past.service, past.engagement)]
    rows = tuple(sorted(steps.step_rows(spells, covers), key=lambda row: -row.over))
    found = shares(held_by(ours, covers.begins, covers.until))
    lead, calm = _lead(rows)
    return Report(
        covers, lead, calm, _tiles(pasts, ours, covers), rows, tuple(found), tuple(span_reports(ours, covers)),
        _notes(pasts, ours, [s for s in spells if s.past in ours], covers),
    )  # fmt: skip


def _lead(rows: Sequence[StepRow]) -> tuple[tuple[str, ...], bool]:
    """The sentences the report begins with, written from its numbers, and whether nothing is over target."""
    known = [row for row in rows if row.p50 is not None]
    if not known:
        return (f"Fewer than {LEAST} people finished any one step. The days are hidden so that nobody can be picked out.",), True
    worst = known[0]
    if worst.over <= 0:
        slow = max(known, key=lambda row: row.p50 or 0)
        return ("No step runs over its target.", f"{slow.title} takes longest: half of people wait {slow.p50:g} days or more."), True
    late = sum(row.over > 0 for row in known)
    more = f" {late} of {len(known)} steps run over their target." if late > 1 else ""
    half = f"Half of people wait {worst.p50:g} days or more. The target is {worst.target}.{more}"
    return (f"{worst.title}: furthest over target.", half), False


def _count(pasts: Iterable[Past], chosen: Callable[[Past], int], covers: Scope) -> str:
    """A count of people over all services, shown for the scope, small ones hidden."""
    counts: Counter[Key] = Counter()
    for past in pasts:
        counts[past.service, past.engagement] += chosen(past)
    return count_words(counts, steps.cells_of(covers))


def _tiles(pasts: Sequence[Past], ours: Sequence[Past], covers: Scope) -> tuple[Tile, ...]:
    today, until = clock.local_date(covers.until, ZONE), covers.until
    late = _count(pasts, lambda p: _late_waits(p, until, today), covers)
    return (
        Tile(_count(pasts, lambda p: p.state_at(until) in ACTIVE, covers), "people on the way", "at the end of these days"),
        Tile(late, "waits past target", "at the end of these days, with us or a body", "" if late == "0" else "late"),
        Tile(_half_started(ours, covers), "until half have started", "counted from sending the application"),
        Tile(_count(pasts, lambda p: _left_in(p, covers), covers), "left while waiting", covers.dates),
    )  # fmt: skip


def _late_waits(past: Past, until: dt.datetime, today: dt.date) -> int:
    open_then = [w for w in past.waits if w.started_at < until and (w.ended_at is None or w.ended_at >= until)]
    return sum(may_be_late(past, wait) and wait.due_on is not None and wait.due_on < today for wait in open_then)


def _left_in(past: Past, covers: Scope) -> bool:
    moves = [move for move in of_row(past.stand, None) if covers.begins <= move.effective_at < covers.until]
    return bool(moves) and moves[-1].target in LEFT_WAITING


def _half_started(ours: Sequence[Past], covers: Scope) -> str:
    """Weeks until half of all who applied had started. Who left never starts: they stay among the people counted."""
    sent = [(past, at) for past in ours if (at := sent_at(past)) and covers.begins <= at < covers.until]
    waits = [_start_of(past, at, covers.until) for past, at in sent]
    if len(waits) < LEAST or sum(ended for _days, ended in waits) < LEAST:
        return "not known yet"
    half = days_until(waits, 0.5)
    return "not known yet" if half is None else f"{half / 7:.0f} weeks"


def _start_of(past: Past, sent: dt.datetime, until: dt.datetime) -> tuple[float, bool]:
    started = next((m.effective_at for m in of_row(past.stand, None) if m.target == Life.IN_ROLE and m.effective_at < until), None)
    if started is None:
        return (float("inf") if past.state_at(until) not in ACTIVE else (until - sent).total_seconds() / DAY, False)
    return ((started - sent).total_seconds() / DAY, True)


def _notes(pasts: Sequence[Past], ours: Sequence[Past], spells: Sequence[Spell], covers: Scope) -> tuple[tuple[str, str], ...]:
    """What is printed always: pauses, our holds, how late we were told, and what came from spreadsheets."""
    unknown = sum(spell.state == UNKNOWN for spell in spells)
    return (
        ("Paused by their own wish", _pauses(pasts, ours, covers)),
        ("Held by us", f"{_people(_count(pasts, lambda p: _was_held(p, covers), covers))}. Such days are ours."),
        ("Told late", _lag(ours, covers)),
        ("From a spreadsheet", f"{_of_few(unknown)} steps came in already done, their days not known. They are not counted."),
    )  # fmt: skip


def _of_few(number: int) -> str:
    return FEWER if 0 < number < LEAST else str(number)


def _people(count: str) -> str:
    return "nobody" if count == "0" else f"{count} people"


def _pauses(pasts: Sequence[Past], ours: Sequence[Past], covers: Scope) -> str:
    count = _people(_count(pasts, lambda p: bool(_paused(p, covers)), covers))
    waits = [pause for past in ours if (pause := _paused(past, covers))]
    if len(waits) < LEAST:
        return f"{count}."
    half = days_until(waits, 0.5)
    return f"{count}, half of them for {f'less than {half} days' if half else 'longer than we know yet'}."


def _paused(past: Past, covers: Scope) -> tuple[float, bool] | None:
    """Days of an application's longest pause in these days, and whether it is over: of one stage, as all pause together."""
    found = [
        (length / DAY, bool(w.ended_at and w.ended_at <= covers.until))
        for w in past.waits if w.party == Party.PAUSED and (length := seconds(w, covers.until, covers.begins))
    ]  # fmt: skip
    return max(found, default=None)


def _was_held(past: Past, covers: Scope) -> bool:
    """Whether we held the application: a reserve list, a “not yet”, a message, a slot or an adjustment of ours that failed."""
    return any(
        covers.begins <= move.effective_at < covers.until
        and ((move.kind, move.step) in HOLDS or (move.step == "take_back" and past.codes.get(move.id) in OUR_REASONS))
        for move in past.stand
    )


def _lag(ours: Sequence[Past], covers: Scope) -> str:
    """How long after it happened a step was recorded; only those a person recorded as they went."""
    days = [
        ((move.recorded_at - move.effective_at).total_seconds() / DAY, True)
        for past in ours for move in past.facts
        if move.actor and move.step not in (UNDO, AMEND, BRING_IN) and covers.begins <= move.recorded_at < covers.until
    ]  # fmt: skip
    if len(days) < LEAST:
        return "too few steps to say."
    half, most = days_until(days, 0.5), days_until(days, 0.9)
    return f"half of all steps were recorded within {charts.days_words(half)}, 9 in 10 within {charts.days_words(most)}."


COUNTED = (
    "A step is counted if it opened in these days. Its days are the calendar days people waited in it. "
    "Time a person asked to pause is not counted, nor is a course or a placement while it goes on: nobody waits for it. "
    "“Half” and “9 in 10” count people still waiting too (Kaplan-Meier); "
    "people who left are counted up to that day."
)
TARGETS = (
    "The target of a step is the targets of its turns added up, in calendar days. Only our own turns, and those of "
    "organisations, can be past target. A person’s time never is."
)
HIDING = (
    f"Numbers under {LEAST} are hidden so that nobody can be picked out. Where they could be worked out from the rest, "
    "a second number is hidden or a total is rounded to tens. No names stand in this report."
)
SMALL_PRINT = (COUNTED, TARGETS, HIDING)
__all__ = ["OWN", "SMALL_PRINT", "Report", "Tile", "bottlenecks"]
