"""“We will write to you by DATE, even if nothing has changed”: made, kept, or dropped when there is nothing to wait for."""

from __future__ import annotations

import datetime as dt

from onboarding.door.due import calendar_of
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Move, Organisation, Promise
from onboarding.stages.names import Life

IF_CALENDAR_ENDS = 14  # calendar days, where the working days are not known


def next_day(application: Application, *, at: dt.datetime) -> dt.date:
    """The day by which we write again after a message of `at`."""
    days = Organisation.objects.values_list("promise_days", flat=True).first() or 10
    start = clock.local_date(at, ZONE)
    return calendar_of(application).add_working_days(start, days) or start + dt.timedelta(days=IF_CALENDAR_ENDS)


def make(application: Application, *, at: dt.datetime, move: Move | None = None) -> Promise:
    """Promise the next message. The caller holds the application locked and saves `promise_on`."""
    due_on = next_day(application, at=at)
    application.promise_on = due_on
    return Promise.objects.create(application=application, move=move, made_at=at, due_on=due_on)


def keep(application: Application, *, at: dt.datetime, written_at: dt.datetime | None = None) -> None:
    """We have written: the open promise is kept, and the next one made, counted from the day that stands on the letter."""
    Promise.objects.filter(application=application, kept_at=None, dropped_at=None).update(kept_at=at)
    make(application, at=written_at or at)
    application.save(update_fields=["promise_on"])


def drop(application: Application, *, at: dt.datetime) -> None:
    """There is nothing to wait for, or a new promise takes its place. The caller saves `promise_on`."""
    Promise.objects.filter(application=application, kept_at=None, dropped_at=None).update(dropped_at=at)
    application.promise_on = None


def undone(application: Application, move: Move, *, at: dt.datetime) -> None:
    """A move of the application's own machine was undone: its promise is dropped, the one it dropped holds again."""
    dropped = Promise.objects.filter(application=application, kept_at=None, dropped_at=move.recorded_at)
    before = dropped.exclude(move=move).order_by("pk").last()
    drop(application, at=at)
    if before is not None and application.state == Life.IN_PROGRESS:
        Promise.objects.filter(pk=before.pk).update(dropped_at=None)
        application.promise_on = before.due_on
