"""How long the accepted rows took, and how long the open ones have stood, in calendar days.

Percentiles are linear between neighbours, as in a spreadsheet program's PERCENTILE.INC.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor
from statistics import mean, median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onboarding.actions.import_applicants.checked import CheckedRow

SPANS = {
    "applied_to_interview": ("date_applied", "interview_date"),
    "interview_to_readiness": ("interview_date", "readiness_mtg"),
    "occupational_health": ("oh_sent", "oh_cleared"),
    "dbs": ("dbs_sent", "dbs_clear"),
    "training": ("training_start", "training_end"),
    "placement": ("placement_start", "placement_end"),
    "applied_to_placement_end": ("date_applied", "placement_end"),
}
# State -> the day it began; the second is used where the first is missing.
BEGAN = {
    "applied": ("date_applied", "date_applied"),
    "selection": ("interview_date", "interview_date"),
    "readiness_check": ("readiness_mtg", "readiness_mtg"),
    "occupational_health": ("oh_sent", "dbs_sent"),
    "dbs_check": ("dbs_sent", "oh_cleared"),
}


def durations(rows: Sequence[CheckedRow]) -> dict[str, dict[str, Any]]:
    """Span -> number of rows that have both its dates, and median, mean, 9 in 10 and longest in days."""
    found = {name: _days_between(rows, *ends) for name, ends in SPANS.items()}
    return {name: _summary(days) for name, days in found.items() if days}


def open_now(rows: Sequence[CheckedRow], *, as_at: date | None) -> dict[str, dict[str, Any]]:
    """State -> how many stand in it at `as_at` and for how many days; {} where that day is not known."""
    if as_at is None:
        return {}
    ages = {state: [_age(row, as_at) for row in rows if row.state == state] for state in BEGAN}
    return {
        state: {"open": len(days), "median_age_days": median(days), "max_age_days": max(days)}
        for state, days in ages.items()
        if days
    }


def _age(row: CheckedRow, as_at: date) -> int:
    first, second = BEGAN[row.state or ""]
    return (as_at - (row.days.get(first) or row.days[second])).days


def _days_between(rows: Sequence[CheckedRow], start: str, end: str) -> list[int]:
    return [(row.days[end] - row.days[start]).days for row in rows if start in row.days and end in row.days]


def _summary(days: list[int]) -> dict[str, Any]:
    return {
        "n": len(days),
        "median_days": median(days),
        "mean_days": round(mean(days), 3),
        "p90_days_linear": round(_linear(days, 0.9), 3),
        "max_days": max(days),
    }


def _linear(days: list[int], share: float) -> float:
    ordered = sorted(days)
    place = (len(ordered) - 1) * share
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
