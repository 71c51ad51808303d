"""Step by step: how many came in, finished, still wait, left; how long half and 9 in 10 wait; turns past target."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from onboarding.door.held import ZONE
from onboarding.lib import clock, survival
from onboarding.lib.chart_ranges import Range, range_bars
from onboarding.lib.charts import Chart
from onboarding.queries.plain_words import national
from onboarding.reports.base import Scope
from onboarding.reports.spells import FINISHED, GOING_ON, LEFT, UNKNOWN, WAITING, Past, Spell, may_be_late
from onboarding.reports.suppress import ALL, LEAST, Key, few, hidden, with_totals
from onboarding.stages import STAGE_KINDS

# States the usual way through a step does not pass: their targets are not part of the step's.
BY_THE_WAY = {("selection", "reserve"), ("readiness", "not_yet")}
FEWER, HIDDEN = f"fewer than {LEAST}", "hidden"
HEAD = ("Step", "Came in", "Finished", "Still waiting", "Going on", "Left before the end", "Half wait under", "9 in 10 wait under",
        "Target", "Turns past target")  # fmt: skip


@dataclass(frozen=True)
class StepRow:
    """One line: numbers as words where they had to be hidden. Days are None where they are hidden or not reached."""

    kind: str
    title: str
    entered: str
    finished: str
    waiting: str
    going_on: str
    left: str
    p10: float | None
    p50: float | None
    p90: float | None
    target: int
    past_target: str
    enough: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        days = ["not known yet" if self.enough and d is None else HIDDEN if d is None else f"{d:g}" for d in (self.p50, self.p90)]
        return (self.title, self.entered, self.finished, self.waiting, self.going_on, self.left, *days, str(self.target), self.past_target)

    @property
    def over(self) -> float:
        """Days by which the middle lies over the target."""
        return (self.p50 or 0) - self.target if self.p50 is not None else float("-inf")


def durations(spells: Iterable[Spell]) -> list[tuple[float, bool]]:
    """Days and whether they ended, for Kaplan-Meier: who still waits or left is counted up to that day."""
    return [(spell.days, spell.state == FINISHED) for spell in spells if spell.state != UNKNOWN]


def days_until(waits: Sequence[tuple[float, bool]], share: float) -> float | None:
    """The whole days under which a share of people waited; None when not reached."""
    found = survival.quantile(survival.curve(waits), share)
    return None if found is None else max(1, ceil(found - 1e-9))


def step_rows(spells: Sequence[Spell], covers: Scope) -> list[StepRow]:
    """A row for each kind that anybody came into, in the order of the pathway. `spells` are of all services."""
    came = [spell for spell in spells if covers.begins <= spell.opened_at < covers.until and spell.state != UNKNOWN]
    return [_row(kind, [s for s in came if s.kind == kind], covers) for kind in STAGE_KINDS if any(s.kind == kind for s in came)]


def cells_of(covers: Scope) -> Key:
    """Where a scope stands in a table by service and engagement."""
    return (covers.service or ALL, covers.engagement or ALL)


def count_words(counts: Mapping[Key, int], key: Key, *, give: int | None = None) -> str:
    """A count as it may be shown. A total hidden for another's sake is rounded to tens."""
    number = with_totals(counts).get(key, 0)
    if few(number):
        return FEWER
    if not counts or key not in hidden(counts, give=give):
        return str(number)
    return f"about {max(10, round(number, -1))}" if give is not None and key[give] == ALL else HIDDEN


def _row(kind: str, spells: list[Spell], covers: Scope) -> StepRow:
    counts: Counter[Key] = Counter((s.past.service, s.past.engagement, s.state) for s in spells)
    place = cells_of(covers)
    words = {state: count_words(counts, (*place, state), give=2) for state in (ALL, FINISHED, WAITING, GOING_ON, LEFT)}
    ours = [spell for spell in spells if covers.holds(spell.past.service, spell.past.engagement)]
    enough = words[FINISHED].isdigit() and int(words[FINISHED]) >= LEAST
    waits = durations(ours)
    p10, p50, p90 = (days_until(waits, share) if enough else None for share in (0.1, 0.5, 0.9))
    return StepRow(
        kind, _title(kind, ours), words[ALL], words[FINISHED], words[WAITING], words[GOING_ON], words[LEFT],
        p10, p50, p90, target_days(kind, ours), _turns(spells, covers) if enough else HIDDEN, enough,
    )  # fmt: skip


def _title(kind: str, spells: Sequence[Spell]) -> str:
    """The step as the nation of everybody counted calls it; where there are several, by the name that holds in all."""
    nations = {spell.past.nation for spell in spells}
    one = STAGE_KINDS[kind]
    return national(one.public_title, nations.pop()) if len(nations) == 1 else one.title_in_a_list


def target_days(kind: str, spells: Sequence[Spell]) -> int:
    """The step's target in calendar days: those of its turns added up, by the pathway that most people here are on.

    What goes on is no wait, so how long it is planned to take is no target of one.
    """
    own = Counter(tuple(sorted((k, tuple(v)) for k, v in spell.past.targets.get(kind, {}).items())) for spell in spells)
    chosen = dict(own.most_common(1)[0][0]) if own else {}
    states = [state for state in STAGE_KINDS[kind].states if state.target and not state.under_way
              and (kind, state.code) not in BY_THE_WAY]  # fmt: skip
    pairs = [chosen.get(s.code) or (s.target.days, s.target.unit) for s in states if s.target]
    return round(sum(days if unit == "calendar_days" else days * 7 / 5 for days, unit in pairs))


def _turns(spells: Sequence[Spell], covers: Scope) -> str:
    """Turns of ours and of bodies, and how many ended or stand past their target."""
    counts: Counter[Key] = Counter()
    for spell in spells:
        for due, end in _ends(spell.past, spell.row, covers.until):
            counts[spell.past.service, spell.past.engagement, "past" if end > due else "in"] += 1
    place = cells_of(covers)
    total, past = (count_words(counts, (*place, state), give=2) for state in (ALL, "past"))
    return f"{past} of {total}"


def _ends(past: Past, row: int, until: dt.datetime) -> list[tuple[dt.date, dt.date]]:
    """For each turn with a target: the day it was due, and the day it ended or (open) the day of counting."""
    last = {w.began_by_id: w for w in past.waits if w.stage_id == row and w.started_at < until and may_be_late(past, w)}
    return [
        (wait.due_on, clock.local_date(min(wait.ended_at or until, until), ZONE)) for wait in last.values() if wait.due_on
    ]


def chart(rows: Sequence[StepRow], *, name: str, width: int) -> Chart:
    """The range bars of the rows that may be drawn."""
    ranges = [Range(r.title, r.p10, r.p50, r.p90, r.target, r.finished, r.waiting) for r in rows if r.enough]
    return range_bars(ranges, name=name, width=width)
