"""Times that somebody has told us about, one after the other, and what is still missing between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

YEARS = 3
WEEKS = dt.timedelta(weeks=4)  # shorter times between two jobs need no word
A_DAY = dt.timedelta(days=1)


def since(day: dt.date) -> dt.date:
    """The day three years before."""
    return day.replace(year=day.year - YEARS) if (day.month, day.day) != (2, 29) else day.replace(year=day.year - YEARS, day=28)


def bounds(period: Mapping[str, Any], day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a time as it is kept; one without an end goes on until the day in hand."""
    return dt.date.fromisoformat(period["start"]), dt.date.fromisoformat(period["end"]) if period["end"] else day


def untold(periods: Iterable[Mapping[str, Any]], day: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The times of more than four weeks, in the three years before the day, that nobody has said a word about."""
    missing, free = [], since(day)
    for start, end in sorted(bounds(period, day) for period in periods):
        if start - free > WEEKS:
            missing.append((free, start - A_DAY))
        free = max(free, end + A_DAY)
    return missing + ([(free, day)] if day - free > WEEKS else [])
