"""“Give me 2 more weeks”: always granted, no reason asked. The step is with us meanwhile, and no reminder comes before the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onboarding.door import chain, take
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Applicant, Application, User

TWO_WEEKS = dt.timedelta(days=14)


def more_time(application: Application, stage: Any, step: str, *, by: User, at: dt.datetime, **more: Any) -> dt.date:
    """Take the step that gives the ball to us, and keep reminders and calls back for 2 weeks; gives the last quiet day.

    Takes what `take` takes, and refuses as it does. The same again changes nothing.
    """
    with transaction.atomic():
        person = Applicant.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
        take(application, stage, step, by=by, at=at, **more)
        until = clock.local_date(at, ZONE) + TWO_WEEKS
        if person.quiet_until is None or person.quiet_until < until:
            Applicant.objects.filter(pk=person.pk).update(quiet_until=until)
            chain.record(application, "more_time", by=by, at=at, codes={"until": until.isoformat()})
            return until
    return person.quiet_until
