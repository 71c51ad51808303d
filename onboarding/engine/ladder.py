"""Ladders: when somebody who is waited for is reminded, asked, called, or passed on. Pure: no table, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

START, TARGET = "start", "target"
WORKING, CALENDAR = "working_days", "calendar_days"


class Days(Protocol):
    """The working days of a nation, as `lib/workdays.py` counts them."""

    def add_working_days(self, start: dt.date, days: int) -> dt.date | None:
        """So many working days after a day."""

    def take_working_days(self, end: dt.date, days: int) -> dt.date | None:
        """So many working days before a day."""


@dataclass(frozen=True)
class Rung:
    """One rung: so many `days` of `unit` after the start of a turn, or after its target (before it, if negative): `do` this.

    `role` is whom an escalation goes to; `every` the days after which the rung comes again, until the turn is over.
    """

    place: int
    days: int
    unit: str
    do: str
    counts_from: str = START
    role: str = ""
    every: int = 0


@dataclass(frozen=True)
class Turn:
    """A turn as a ladder sees it: the day from which days count anew (its start, a break's end, a sign of life), its target."""

    since: dt.date
    due_on: dt.date | None = None


@dataclass(frozen=True)
class Made:
    """A rung taken already: its place, which time round, when, and whether nothing of it is left to do."""

    place: int
    round: int
    on: dt.date
    settled: bool = True


@dataclass(frozen=True)
class Next:
    """The next rung of a turn, which time round, and the day on which it is due."""

    rung: Rung
    round: int
    on: dt.date


def next_rung(rungs: Sequence[Rung], turn: Turn, made: Sequence[Made], calendar: Days) -> Next | None:
    """The next rung and its day, or None: the ladder is at its end, or the day is not known.

    Rungs are taken one by one, each its own distance after the one before was really taken. So a week in which nobody
    looked moves the later ones on; it does not bring two at once, and loses none.
    """
    last = max(made, key=lambda one: (one.place, one.round), default=None)
    before = next((rung for rung in rungs if last and rung.place == last.place), None)
    above = next((rung for rung in rungs if last is None or rung.place > last.place), None)
    if above is not None:
        on = _due(above, before, turn, last, calendar)
        return Next(above, 1, on) if on else None
    if before is None or last is None or not before.every or not last.settled:
        return None
    again = add(max(last.on, turn.since), before.every, before.unit, calendar)
    return Next(before, last.round + 1, again) if again else None


def _due(rung: Rung, before: Rung | None, turn: Turn, last: Made | None, calendar: Days) -> dt.date | None:
    if rung.counts_from == TARGET:
        on = add(turn.due_on, rung.days, rung.unit, calendar) if turn.due_on else None
        return max(on, last.on + dt.timedelta(days=1)) if on and last else on
    floor = max(turn.since, last.on) if last else turn.since
    apart = rung.days - before.days if before and before.counts_from == START and before.unit == rung.unit else rung.days
    return add(floor, apart, rung.unit, calendar)


def add(start: dt.date, days: int, unit: str, calendar: Days) -> dt.date | None:
    """The day so many days after (negative: before) another; None beyond the known calendar."""
    if unit == CALENDAR:
        return start + dt.timedelta(days=days)
    return calendar.take_working_days(start, -days) if days < 0 else calendar.add_working_days(start, days)
