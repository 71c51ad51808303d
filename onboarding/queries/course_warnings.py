"""What does not fit in the days of a course, as sentences for who keeps it: another weekday in its times, a class on a bank holiday."""

from __future__ import annotations

import datetime as dt

from onboarding.lib.workdays import bank_holidays
from onboarding.models import ClassDay, Cohort
from onboarding.stages.training import TAUGHT_WEEKS

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def course_warnings(course: Cohort) -> list[str]:
    """Every sentence about one course; nothing where all fits. Asks the database only where a class falls on a holiday."""
    return [*_another_day(course), *_on_holidays(course)]


def _another_day(course: Cohort) -> list[str]:
    named = [day for day in DAYS if day.lower() in course.times.lower()]
    first = DAYS[course.starts_on.weekday()]
    return [f"Its times say {' and '.join(named)}, its first day is a {first}"] if named and first not in named else []


def _on_holidays(course: Cohort) -> list[str]:
    days = [course.starts_on + dt.timedelta(weeks=week) for week in range(TAUGHT_WEEKS)]
    known = {day: name for year in {day.year for day in days} for day, name in bank_holidays(course.body.nation, year)}
    on = [(week, day) for week, day in enumerate(days, 1) if day in known]
    return [
        f"Class {week} falls on {known[day]}, {day.day} {day:%B}" for week, day in on
        if not ClassDay.objects.filter(cohort=course, week=week).exists()
    ]  # fmt: skip
