"""Start telling: someone brought in from a spreadsheet hears from us from now on, and is promised the first message."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import promises
from onboarding.door.chain import append
from onboarding.door.held import hold
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Promise, User
from onboarding.stages.names import ACTIVE, Engagement


def start_telling(application: Application, *, by: User, at: dt.datetime) -> Promise:
    """Tell from now on; the promise made. StepRefused without the right, twice, or when nothing is going on."""
    if not access.may(by, "start_telling", application):
        raise StepRefused(["You may not start telling this person"])
    with transaction.atomic():
        locked = hold(application.pk).application
        if locked.pathway.engagement == Engagement.GROUP:
            raise StepRefused(["A group writes to its members itself: nothing goes out from here"])
        if locked.telling:
            raise StepRefused(["This person is being told already"])
        if locked.state not in ACTIVE:
            raise StepRefused(["Nothing is going on in this application, so there is nothing to tell"])
        locked.telling = True
        promise = promises.make(locked, at=at, move=None)
        append(locked, "telling_started", by=by, at=at)
        locked.save(update_fields=["telling", "promise_on", "chain_seq", "chain_head"])
    return promise
