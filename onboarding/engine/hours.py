"""When a message that nobody waits for may arrive: by day, and hard news only when somebody is there to talk about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

FRIDAY = 4
FURTHEST = 60  # days looked ahead; a calendar without so many free days is a mistake
A_DAY = dt.timedelta(days=1)
Away = Callable[[dt.date], bool]


class Days(Protocol):
    """The working days of a nation, as `lib/workdays.py` counts them."""

    def is_working_day(self, day: dt.date) -> bool | None:
        """True, False, or None where it is not known."""


@dataclass(frozen=True)
class Hours:
    """From when to when a message may arrive, whether somebody must be there the day after to talk about it, and on any day or not."""

    opens: dt.time
    closes: dt.time
    talk_tomorrow: bool = False
    any_day: bool = False


ANY_TIME = Hours(dt.time.min, dt.time.max)
AWAKE = Hours(dt.time(8), dt.time(20), any_day=True)  # what makes a telephone ring or buzz
BY_DAY = Hours(dt.time(9), dt.time(17))
MIDDAY, EVENING = dt.time(12), dt.time(18)
HARD_NEWS = Hours(dt.time(9), dt.time(15), talk_tomorrow=True)


def quiet(hours: Hours, *, not_early: bool, not_late: bool) -> Hours:
    """The same hours without the mornings, or the evenings, in which somebody wishes to be left in peace; then never at night either."""
    if not (not_early or not_late):
        return hours
    opens, closes = (MIDDAY if not_early else AWAKE.opens), (EVENING if not_late else AWAKE.closes)
    any_day = hours.any_day or hours == ANY_TIME
    return replace(hours, opens=max(hours.opens, opens), closes=min(hours.closes, closes), any_day=any_day)


def nobody_away(_day: dt.date) -> bool:
    """Where the message names no single person."""
    return False


def next_time(local: dt.datetime, hours: Hours, calendar: Days, *, away: Away = nobody_away) -> dt.datetime:
    """The first moment from `local` (a time on the organisation's wall) at which the message may arrive.

    Hard news never comes on a Friday, on the day before a day nobody works, after 3pm, or when the named person is away
    that day or the next. An answer people wait for (`ANY_TIME`) comes at once.
    """
    if hours == ANY_TIME:
        return local
    day = local
    for _day in range(FURTHEST):
        if _is_fit(day.date(), hours, calendar, away) and day.time() < hours.closes:
            return max(day, dt.datetime.combine(day, hours.opens, tzinfo=day.tzinfo))
        day = dt.datetime.combine(day + A_DAY, dt.time.min, tzinfo=day.tzinfo)
    return day


def _is_fit(day: dt.date, hours: Hours, calendar: Days, away: Away) -> bool:
    if hours.any_day:
        return True
    if not _works(day, calendar):
        return False
    if not hours.talk_tomorrow:
        return True
    tomorrow = day + A_DAY
    return day.weekday() != FRIDAY and _works(tomorrow, calendar) and not away(day) and not away(tomorrow)


def _works(day: dt.date, calendar: Days) -> bool:
    """Beyond the known calendar a weekday counts: a message is not held back for ever."""
    known = calendar.is_working_day(day)
    return day.weekday() < 5 if known is None else known
