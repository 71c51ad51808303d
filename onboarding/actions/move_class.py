"""A class on another day than usual: a bank holiday, a teacher who is away. Witnessed in the organisation's chain."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import ClassDay, Cohort, User
from onboarding.queries.setup import ARRANGE
from onboarding.stages.training import TAUGHT_WEEKS, WEEK, practice_from

NOT_YOURS = "You may not change this"
NOT_THERE = "This course has no such class"
OUTSIDE = "Select a day between the first day of the course and its 2 weeks with a team"


def move_class(cohort: int, week: int, day: dt.date, *, by: User, at: dt.datetime) -> None:
    """Put a class on a day within the taught weeks; its usual day takes the change away. Raises StepRefused."""
    if not access.may(by, ARRANGE):
        raise StepRefused([NOT_YOURS])
    with transaction.atomic():
        chain.lock(None)
        course = Cohort.objects.get(pk=cohort)
        if not 1 <= week <= TAUGHT_WEEKS:
            raise StepRefused([NOT_THERE])
        if not course.starts_on <= day < practice_from(course.starts_on):
            raise StepRefused([OUTSIDE])
        _write(course, week, day)
        codes = {"course": course.pk, "week": week, "day": day.isoformat()}
        chain.record(None, "class_moved", by=by, at=at, codes=codes)


def _write(course: Cohort, week: int, day: dt.date) -> None:
    if day == course.starts_on + (week - 1) * WEEK:
        ClassDay.objects.filter(cohort=course, week=week).delete()
    else:
        ClassDay.objects.update_or_create(cohort=course, week=week, defaults={"day": day})
