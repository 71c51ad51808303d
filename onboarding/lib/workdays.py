"""Working days of the four nations, and of bodies that close on days of their own.

Working days are Monday to Friday without the nation's bank holidays (the `holidays` package, which knows
Scotland and Northern Ireland apart) and without the closures handed over. The dates are known from 2012 to
2028: an answer that would need a day outside that span is None, "not known", and never a guess.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import holidays
from holidays import version as holidays_version

Nation = Literal["ENG", "WLS", "SCT", "NIR"]
NATIONS: tuple[Nation, ...] = ("ENG", "WLS", "SCT", "NIR")
KNOWN_FROM = date(2012, 1, 1)
KNOWN_TO = date(2028, 12, 31)


@dataclass(frozen=True)
class Calendar:
    """The working days of one nation with one set of closures. Make it with `calendar`."""

    nation: Nation
    version: str
    working: tuple[int, ...] = field(repr=False)

    def is_working_day(self, day: date) -> bool | None:
        """True or False; None outside the known years."""
        if not _known(day):
            return None
        place = bisect_left(self.working, day.toordinal())
        return place < len(self.working) and self.working[place] == day.toordinal()

    def add_working_days(self, start: date, days: int) -> date | None:
        """The day `days` working days after `start`, which is itself not counted; `start` for 0 days.

        None when the answer lies outside the known years. Raises ValueError for fewer than 0 days.
        """
        if days < 0:
            raise ValueError("Working days are counted forwards.")
        if days == 0 or not _known(start):
            return start if _known(start) else None
        place = bisect_right(self.working, start.toordinal()) + days - 1
        return date.fromordinal(self.working[place]) if place < len(self.working) else None

    def take_working_days(self, end: date, days: int) -> date | None:
        """The day `days` working days before `end`, which is itself not counted; `end` for 0 days; None outside the known years."""
        if days == 0 or not _known(end):
            return end if _known(end) else None
        place = bisect_left(self.working, end.toordinal()) - days
        return date.fromordinal(self.working[place]) if place >= 0 else None

    def working_days_between(self, earlier: date, later: date) -> int | None:
        """How many working days d have earlier < d <= later; None outside the known years.

        So `working_days_between(a, add_working_days(a, n)) == n`. Negative when `later` is the earlier day.
        """
        if not (_known(earlier) and _known(later)):
            return None
        return bisect_right(self.working, later.toordinal()) - bisect_right(self.working, earlier.toordinal())


def calendar(nation: Nation, closures: Iterable[date] = ()) -> Calendar:
    """The calendar of a nation (ENG, WLS, SCT, NIR) with further days on which nobody works there.

    Its `version` names the package release, the nation and a digest of every closed day, so that a due date
    can say which calendar it was worked out with. Raises ValueError for another nation.
    """
    if nation not in NATIONS:
        raise ValueError(f"No calendar for {nation}. Use one of {', '.join(NATIONS)}.")
    return _calendar(nation, frozenset(closures))


def bank_holidays(nation: str, year: int) -> list[tuple[date, str]]:
    """The bank holidays of a nation in one known year, each with its name, in order; none of another year."""
    if not KNOWN_FROM.year <= year <= KNOWN_TO.year:
        return []
    return sorted(holidays.country_holidays("GB", subdiv=nation, years=year).items())


def add_calendar_days(start: date, days: int) -> date:
    """The day `days` calendar days after `start` (before it for a negative number)."""
    return start + timedelta(days=days)


@lru_cache(maxsize=64)
def _calendar(nation: Nation, closures: frozenset[date]) -> Calendar:
    closed = _bank_holidays(nation) | closures
    span = range(KNOWN_FROM.toordinal(), KNOWN_TO.toordinal() + 1)
    working = tuple(
        n for n in span if date.fromordinal(n).weekday() < 5 and date.fromordinal(n) not in closed
    )
    return Calendar(nation=nation, version=_version(nation, closed), working=working)


def _bank_holidays(nation: Nation) -> frozenset[date]:
    years = range(KNOWN_FROM.year, KNOWN_TO.year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=years))


def _version(nation: Nation, closed: frozenset[date]) -> str:
    listed = ",".join(day.isoformat() for day in sorted(closed))
    return (
        f"holidays-{holidays_version.__version__}/{nation}/{hashlib.sha256(listed.encode()).hexdigest()[:12]}"
    )


def _known(day: date) -> bool:
    return KNOWN_FROM <= day <= KNOWN_TO
