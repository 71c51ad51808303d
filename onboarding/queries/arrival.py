"""When a letter may arrive: the hours of its kind, the working days of the nation, the days the named person is away."""

from __future__ import annotations

import datetime as dt

from onboarding import letters
from onboarding.door.due import calendar_of
from onboarding.door.held import ZONE
from onboarding.engine import hours
from onboarding.lib import clock
from onboarding.models import Application, User


def next_time(kind: str, application: Application, *, at: dt.datetime) -> dt.datetime:
    """The first moment from `at` on at which a letter of this kind may reach this person."""
    found = hours.next_time(
        clock.local(at, ZONE), letters.kinds()[kind].hours, calendar_of(application), away=_away(application.owner)
    )
    return clock.utc(found)


def _away(owner: User | None) -> hours.Away:
    return owner.is_away_on if owner else hours.nobody_away
