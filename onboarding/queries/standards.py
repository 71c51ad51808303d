"""How long a form has been at the DBS beside the published standards: calendar days, and what each allows us to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Tracking, Wait
from onboarding.queries.plain_words import day
from onboarding.stages.names import Party
from onboarding.stages.tracking import AGED, NO_TRACKER, POLICE, STANDARDS


def standard_words(application: Application, *, at: dt.datetime) -> list[str]:
    """What staff read about a form that is away: the day of the standard, the last look, and what is due; empty when none is."""
    wait = Wait.objects.filter(application=application, kind="crb", party=Party.DISCLOSURE_BODY, ended_at=None).first()
    if wait is None or application.opportunity.nation in NO_TRACKER:
        return []
    today = clock.local_date(at, ZONE)
    days = (today - clock.local_date(wait.started_at, ZONE)).days
    seen = Tracking.objects.filter(stage=wait.stage, current=True).last()
    return [f"Day {days} at the DBS. {_due(days, seen, today)}", *_looked(seen)]


def _looked(seen: Any) -> list[str]:
    return [f"We looked at the DBS tracker on {day(seen.looked_on)}: stage {seen.stage_shown} of 5."] if seen else []


def _due(days: int, seen: Any, today: dt.date) -> str:
    look, ask, _aged = STANDARDS
    if seen is not None and seen.stage_shown == POLICE and seen.since + AGED <= today:
        return "60 days at stage 4 are over: the DBS can be asked to hurry."
    if days >= ask:
        return f"Past {ask} days: look at the tracker, and ask who sent the form on."
    return f"Past {look} days: look at the tracker." if days >= look else f"8 in 10 are back within {look} days."
