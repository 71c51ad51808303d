"""Whose day it is while people choose a time: theirs while one is free, ours while none is. Said to nobody twice."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

from onboarding.actions.basics import system_user
from onboarding.door import Stale, StepRefused, take, worked_out
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import SelectionDay, Wait
from onboarding.stages.names import Life, Party
from onboarding.stages.selection_days import HERE, chooses_slots, is_free

NO_SLOT = "no_slot"
BEGAN_WITHOUT = ("invite", "missed", "offer_times")


def settle_all(*, at: dt.datetime) -> int:
    """For every role whose days are open, what `settle_times` does; gives how many turns changed."""
    open_days = SelectionDay.objects.filter(opened_at__isnull=False, day__gte=clock.local_date(at, ZONE) - dt.timedelta(days=90))
    roles = set(open_days.values_list("opportunities", flat=True))
    return _settle(roles - {None}, at) if roles else 0


def settle_times(day: SelectionDay, *, at: dt.datetime) -> int:
    """Whoever waits for a time of this day’s roles: ours when none is free, theirs again when one is."""
    return _settle(set(day.opportunities.values_list("pk", flat=True)), at)


def _settle(roles: set[int], at: dt.datetime) -> int:
    waits = Wait.objects.filter(kind="selection", ended_at=None, stage__state=HERE, application__state=Life.IN_PROGRESS)
    rows = waits.filter(application__opportunity__in=roles).select_related("application", "began_by").order_by("application")
    return sum(_turn(wait, at) for wait in rows)


def _turn(wait: Wait, at: dt.datetime) -> bool:
    """The step that gives the turn to whom it belongs, if it is not there already."""
    times = worked_out.times(wait.application)
    free = is_free(times, at)
    if wait.party == Party.APPLICANT and not free and chooses_slots(times, clock.local_date(at, ZONE)):
        return _taken(wait, "take_back", at, reason=NO_SLOT)
    ours = wait.began_by.step in BEGAN_WITHOUT or wait.began_by.code == NO_SLOT
    if wait.party == Party.HR and free and ours:
        return _taken(wait, "offer_times", at)
    return False


def _taken(wait: Wait, step: str, at: dt.datetime, **facts: Any) -> bool:
    with contextlib.suppress(StepRefused, Stale):
        take(wait.application, wait.stage_id, step, by=system_user(), at=at, key=f"{step}:{wait.began_by_id}", **facts)
        return True
    return False
