"""A reason about one row with the cells it is about, quoted with their columns: what HR looks for in the file. Never the notes."""

from __future__ import annotations

from datetime import date

from onboarding.actions.import_applicants.rows import TrackerRow
from onboarding.actions.import_applicants.rules import longest
from onboarding.actions.import_applicants.vocabulary import HEADINGS, STATUS_WORDS
from onboarding.actions.import_applicants.words import in_words

MOST_SHOWN = 60  # characters of a cell
FEW = 12  # so many known words are not named any more
# A reason about days -> the columns it compares.
COMPARED = {
    "date_in_future:date_applied": ("date_applied",),
    "date_order:oh_cleared_before_oh_sent": ("oh_sent", "oh_cleared"),
    "placement_before_clearance": ("placement_start", "dbs_clear"),
    "under_18": ("date_of_birth", "date_applied"),
}


def said(row: TrackerRow, code: str) -> str:
    """The sentence for a code of this row, with what stands in the cells. Raises KeyError for a code that no rule gives."""
    if cells := _cells(row, code):
        known = f" Use one of these: {', '.join(STATUS_WORDS)}." if code == "unknown_status" and len(STATUS_WORDS) < FEW else ""
        return f"{cells} {_without_list(code)}{known}"
    return in_words(code)


def _without_list(code: str) -> str:
    return "We do not know this word." if code == "unknown_status" else in_words(code)


def _cells(row: TrackerRow, code: str) -> str:
    kind, _, field = code.partition(":")
    if code in ("unknown_status", "status_conflict"):
        return _cell("status", row.status_typed) if row.status_typed else ""
    if kind == "invalid_date":
        return _cell(field, row.not_dates[field])
    if kind == "too_long" and longest(field):
        return _cell(field, getattr(row, field))
    return " ".join(_cell(name, _day(row.days.get(name))) for name in COMPARED.get(code, ()))


def _cell(field: str, typed: str) -> str:
    if not typed:
        return f"{HEADINGS[field]} is empty."
    shown = typed if len(typed) <= MOST_SHOWN else f"{typed[:MOST_SHOWN]}…"
    return f"{HEADINGS[field]} says “{shown}”."


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
