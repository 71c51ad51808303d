"""Dates as HR types them, day first: one that only makes sense month first is a mistake, never swapped."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onboarding.actions.import_applicants.text import tidy
from onboarding.actions.import_applicants.vocabulary import is_blank
from onboarding.lib.sheet import Cell

# Excel's 1900 calendar, which counts a 29 February 1900 that never was; right from 1 March 1900 on.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 60_001)
PIVOT = 30

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ABBREVIATED = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_IN_FULL = {name: number for number, name in enumerate(MONTHS, start=1)}

SERIAL = re.compile(r"[0-9]{5}")
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})",
        r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})-(?P<short>[a-z]{3})-(?P<year>[0-9]{4}|[0-9]{2})",
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th) (?P<full>[a-z]+) (?P<year>[0-9]{4})",
    )
)


@dataclass(frozen=True)
class NotADate:
    """Something stands in a date column that is no date; `typed` is shown to the person who can mend it."""

    typed: str


def read_date(cell: Cell) -> date | NotADate | None:
    """The day in `cell`, None where it is blank, NotADate where it is anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = tidy(cell)
    if is_blank(text):
        return None
    found = None if isinstance(cell, bool) else _serial(text) or _written(text.lower())
    return found or NotADate(text)


def _serial(text: str) -> date | None:
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(text))
    return None


def _written(text: str) -> date | None:
    for shape in SHAPES:
        if found := shape.fullmatch(text):
            return _day(found.groupdict())
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    try:
        return date(_year(parts["year"] or ""), _month(parts), int(parts["day"] or 0))
    except ValueError:
        return None


def _month(parts: dict[str, str | None]) -> int:
    if short := parts.get("short"):
        return _ABBREVIATED.get(short, 0)
    if full := parts.get("full"):
        return _IN_FULL.get(full, 0)
    return int(parts["month"] or 0)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < PIVOT else 1900)
