"""The dates and numbers that the applicant's words name: the meeting, the day to answer by, the course, the weeks done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from onboarding.door.held import ZONE
from onboarding.models import FINDINGS, Seat, Stage
from onboarding.queries.plain_words import day, moment, weekday

# Which finding a state's words need; only these are read, so that a page asks for little.
NEEDED = {
    ("selection", "booked"): "meeting",
    ("selection", "offered"): "offer",
    ("selection", "reserve"): "reserve",
    ("readiness", "booked"): "meeting",
    ("readiness", "not_yet"): "readiness",
    ("training", "with_applicant"): "seat",
    ("training", "joining"): "seat",
    ("training", "in_classes"): "attendance",
}
COUNTS = ("attended", "made_up")


def values_of(stages: list[Stage]) -> Mapping[str, str]:
    """The values for `{…}` of the states the stages are in; what is not recorded is left out."""
    wanted: dict[str, list[Stage]] = {}
    for stage in stages:
        if code := NEEDED.get((stage.kind, stage.state)):
            wanted.setdefault(code, []).append(stage)
    values: dict[str, str] = {}
    for code, rows in wanted.items():
        found: QuerySet[Any] = FINDINGS[code]._default_manager.filter(stage__in=rows, current=True)
        related: QuerySet[Any] = Seat.objects.filter(stage__in=rows, current=True).select_related("cohort")
        for finding in related if code == "seat" else found:
            values |= _VALUES[code](finding)
    return values


_VALUES: dict[str, Any] = {
    "meeting": lambda found: {"meeting": moment(found.starts_at, ZONE)},
    "offer": lambda found: {"accept_by": weekday(found.accept_by)},
    "reserve": lambda found: {"expires_on": day(found.expires_on)},
    "readiness": lambda found: {"review_on": weekday(found.review_on)} if found.review_on else {},
    "seat": lambda found: {"course_start": weekday(found.cohort.starts_on)},
    "attendance": lambda found: {"weeks_done": str(sum(status in COUNTS for status in found.weeks.values()))},
}
