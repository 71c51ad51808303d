"""Promises whose day has come: which may be kept, and for whom nothing was done that could truly be told."""

from __future__ import annotations

import datetime as dt

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application
from onboarding.stages.names import Life


def to_keep(*, at: dt.datetime) -> list[Application]:
    """The applications in progress that were promised a letter by today, or earlier."""
    due = Application.objects.filter(
        state=Life.IN_PROGRESS, telling=True, hidden=False, promise_on__lte=clock.local_date(at, ZONE)
    )
    return list(due.order_by("promise_on", "pk"))
