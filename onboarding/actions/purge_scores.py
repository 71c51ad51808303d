"""Erase what was scored, read and declared about somebody a year after their application ended, or their role was begun."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding.actions.purge_answers import AFTER_END, GOING_ON, ended_on
from onboarding.door.chain import append, lock_application
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import AgreedScore, Application, Interest, Reading, Score

KEPT = (Score, AgreedScore, Interest, Reading)


def due(*, at: dt.datetime) -> list[tuple[int, dt.date]]:
    """The applications of which this is to be erased now, each with the day its time was counted from."""
    last = clock.local_date(at, ZONE) - dt.timedelta(days=AFTER_END)
    kept = set[int]().union(*(model._default_manager.values_list("application", flat=True) for model in KEPT))
    over = Application.objects.filter(pk__in=kept).exclude(state__in=GOING_ON).values_list("pk", flat=True)
    return sorted((pk, day) for pk in over if (day := ended_on(pk)) is not None and day <= last)


def purge_scores(*, at: dt.datetime) -> int:
    """Erase all that is due; gives how many. Doing it again erases nothing."""
    return sum(_erase(pk, day, at) for pk, day in due(at=at))


def _erase(pk: int, day: dt.date, at: dt.datetime) -> int:
    with transaction.atomic():
        application = lock_application(Application.objects.get(pk=pk))
        if (pk, day) not in due(at=at):  # asked again under the lock: the person may just have come back
            return 0
        append(application, "erasure", by=None, at=at, codes={"rule": "scores", "since": day.isoformat()})
        application.save(update_fields=["chain_seq", "chain_head"])
        for model in KEPT:
            model._default_manager.filter(application=application).delete()
    return 1
