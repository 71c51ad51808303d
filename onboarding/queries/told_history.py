"""The times that somebody told us about, as sentences: for the person themselves, and for who reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onboarding.models import WorkHistory
from onboarding.stages.employment_history import WHAT_WORDS


def line_of(period: Mapping[str, str]) -> str:
    """4 May 2024 to 1 July 2025: Not in work."""
    end = _day(period["end"]) if period["end"] else "today"
    words = ", ".join(filter(None, [WHAT_WORDS[period["what"]], period["where"]]))
    return f"{_day(period['start'])} to {end}: {words}."


def lines_of(stage: int) -> list[str]:
    """Every time told in one stage, in the order of time."""
    found = WorkHistory.objects.filter(stage=stage, current=True).first()
    return [line_of(one) for one in sorted(found.periods, key=lambda one: one["start"])] if found else []


def _day(stored: str) -> str:
    day = dt.date.fromisoformat(stored)
    return f"{day.day} {day:%B %Y}"
