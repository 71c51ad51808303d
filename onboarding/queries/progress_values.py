"""The dates and numbers that the applicant's words name: the meeting, the day to answer by, the course, the weeks done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import FINDINGS, Cohort, Competences, Meeting, OutboxItem, Seat, Stage
from onboarding.models.outgoing import CANCELLED, SENT
from onboarding.queries.own_times import meets
from onboarding.queries.plain_words import day, moment, weekday
from onboarding.queries.told_history import line_of
from onboarding.stages.selection import HOW
from onboarding.stages.training import COUNTS, TAUGHT_WEEKS

# Which finding a state's words need; only these are read, so that a page asks for little.
NEEDED = {
    ("selection", "booked"): "meeting",
    ("selection", "offered"): "offer",
    ("selection", "reserve"): "reserve",
    ("readiness", "booked"): "meeting",
    ("readiness", "not_yet"): "readiness",
    ("readiness", "looking_again"): "second_view",
    ("training", "with_applicant"): "seat",
    ("training", "joining"): "seat",
    ("training", "in_classes"): "attendance",
    ("employment_history", "with_applicant"): "work_history",
}
COURSE_ON = ("training", "in_classes")


def values_of(stages: list[Stage], *, today: dt.date) -> Mapping[str, str]:
    """The values for `{…}` of the states the stages are in; what is not recorded is left out."""
    wanted: dict[str, list[Stage]] = {}
    for stage in stages:
        if code := NEEDED.get((stage.kind, stage.state)):
            wanted.setdefault(code, []).append(stage)
    values: dict[str, str] = {}
    for code, rows in wanted.items():
        found: QuerySet[Any] = FINDINGS[code]._default_manager.filter(stage__in=rows, current=True)
        for finding in _seats(rows) if code == "seat" else found:
            values |= _VALUES[code](finding)
    for signed in _signed(stages):
        values |= {"signed_off": signed_words(signed)}
    for seat in _seats([stage for stage in stages if (stage.kind, stage.state) == COURSE_ON]):
        values |= _running(seat.cohort, today)
    return values


def _seats(stages: list[Stage]) -> QuerySet[Seat]:
    rows = Seat.objects.filter(stage__in=stages, current=True) if stages else Seat.objects.none()
    return rows.select_related("cohort", "stage")


def _signed(stages: list[Stage]) -> QuerySet[Competences]:
    on = [stage for stage in stages if stage.kind == "training" and stage.state in ("in_classes", "on_practice")]
    return Competences.objects.filter(stage__in=on, current=True) if on else Competences.objects.none()


def signed_words(found: Competences) -> str:
    """“Signed off so far: …”, in the order of the days."""
    lines = sorted(found.signed.values(), key=lambda one: one["on"])
    return f"We have signed off what you can do so far. {' '.join(one['what'] + '.' for one in lines)} " if lines else ""


def _running(cohort: Cohort, today: dt.date) -> dict[str, str]:
    """The week of a course that is on, by its own dates, and when its classes are; no week is named before or after them."""
    week = (today - cohort.starts_on).days // 7 + 1
    times = {"class_times": f"Your classes: {cohort.times}. "}
    return times | ({"in_week": f"in week {week} of {TAUGHT_WEEKS}"} if 1 <= week <= TAUGHT_WEEKS else {})


def told_so_far(periods: list[dict[str, str]]) -> str:
    """Every time the person has told us about, a sentence each, in the order of time."""
    lines = [line_of(one) for one in sorted(periods, key=lambda one: one["start"])]
    return " ".join(["You have told us:", *lines]) if lines else ""


def _joining_letter(seat: Seat) -> str:
    """That the joining instructions went, or by when they go: never that they did before they have."""
    if seat.stage.state != "joining":
        return ""
    mine = OutboxItem.objects.filter(application=seat.stage.application_id, kind="joining_instructions")
    item = mine.exclude(status=CANCELLED).order_by("pk").last()
    if item is None:
        return ""
    if item.status == SENT:
        return "We have sent you what you need to know. "
    return f"We will send you what you need to know by {weekday(clock.local_date(item.not_before, ZONE) + dt.timedelta(days=1))}. "


def _how(found: Meeting) -> str:
    """“By phone. ” or “In person: 14 Mill Lane. ”, as it was booked."""
    place = found.place.rstrip(".")
    return f"{dict(HOW).get(found.how, '')}{f': {place}' if place else ''}. " if found.how else ""


def _weeks_done(count: int) -> str:
    return f"You have done {count} of {TAUGHT_WEEKS} weeks. "


_VALUES: dict[str, Any] = {
    "meeting": lambda found: {
        "meeting": moment(found.starts_at, ZONE), "meeting_how": _how(found), "meeting_with": meets(found.stage_id),
    },
    "offer": lambda found: {"accept_by": weekday(found.accept_by)},
    "reserve": lambda found: {"expires_on": day(found.expires_on)},
    "readiness": lambda found: {"review_on": weekday(found.review_on)} if found.review_on else {},
    "second_view": lambda found: {"looker": found.who.name} | ({"look_by": weekday(found.move.due_on)} if found.move.due_on else {}),
    "work_history": lambda found: {"told_so_far": told_so_far(found.periods)},
    "seat": lambda found: {"course_start": weekday(found.cohort.starts_on), "joining_letter": _joining_letter(found)},
    "attendance": lambda found: {"weeks_done": _weeks_done(sum(status in COUNTS for status in found.weeks.values()))},
}
