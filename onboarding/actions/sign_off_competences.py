"""Several competences of one person signed off in one go: each a step of its own through the door, all or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from onboarding.door import take
from onboarding.models import Stage, User


def sign_off(stage: int, competences: Iterable[int], *, on: dt.date, by: User, at: dt.datetime, key: str) -> None:
    """Sign each off as seen on a day; the same sending again (`key`) is once. Raises StepRefused, and then nothing is signed."""
    found = Stage.objects.select_related("application").get(pk=stage)
    with transaction.atomic():
        for number in competences:
            take(found.application, found, "sign_off", by=by, at=at, key=f"{key}.{number}", competence=number, signed_on=on)
