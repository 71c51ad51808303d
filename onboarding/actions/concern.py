"""A worry about a person was passed on: to whom and when, and nothing of what it was about."""

from __future__ import annotations

import datetime as dt

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, User
from onboarding.queries.concern import to_call

NOBODY = "Choose whom you told"
NOT_YOURS = "You may not write this down"


def pass_on(application: Application, to: int, *, by: User, at: dt.datetime) -> None:
    """Witness that `by` told somebody who is there for that, by their id. Raises StepRefused; the same again is one more telling."""
    if not access.may(by, "view_application", application):
        raise StepRefused([NOT_YOURS])
    if to not in {one.id for one in to_call(application)}:
        raise StepRefused([NOBODY])
    told = User.objects.get(pk=to)
    chain.record(application, "concern_passed", by=by, at=at, codes={"to": told.ref})
