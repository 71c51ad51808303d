"""When a letter may arrive: the hours of its kind, the working days of the nation, the days the named person is away."""

from __future__ import annotations

import datetime as dt

from onboarding import letters
from onboarding.door.due import calendar_of
from onboarding.door.held import ZONE
from onboarding.engine import hours
from onboarding.lib import clock
from onboarding.models import Application, User
from onboarding.queries import ways
from onboarding.stages.needs import NOT_EARLY, NOT_LATE


def next_time(kind: str, application: Application, *, at: dt.datetime) -> dt.datetime:
    """The first moment from `at` on at which a letter of this kind may reach this person."""
    written = letters.kinds()[kind]
    allowed = awake(application) if written.hours == hours.ANY_TIME else written.hours
    return _after(_in_peace(allowed, application) if written.to_applicant else allowed, application, at)


def awake(application: Application) -> hours.Hours:
    """When a word that a person waits for may come: at any time, but no telephone buzzes at night."""
    return hours.AWAKE if ways.by_itself(application.applicant) == ways.TEXT else hours.ANY_TIME


def next_note(application: Application, *, at: dt.datetime) -> dt.datetime:
    """The first moment from `at` on at which a note about a message of ours may reach this person."""
    return _after(_in_peace(awake(application), application), application, at)


def _in_peace(allowed: hours.Hours, application: Application) -> hours.Hours:
    """The hours that the person has not asked us to leave out."""
    wishes = application.applicant.formats
    return hours.quiet(allowed, not_early=NOT_EARLY in wishes, not_late=NOT_LATE in wishes)


def _after(allowed: hours.Hours, application: Application, at: dt.datetime) -> dt.datetime:
    away = _away(application.owner)
    return clock.utc(hours.next_time(clock.local(at, ZONE), allowed, calendar_of(application), away=away))


def _away(owner: User | None) -> hours.Away:
    return owner.is_away_on if owner else hours.nobody_away
