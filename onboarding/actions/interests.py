"""What somebody on a panel declares about a person before they read or score: no interest, or that they stand down. Never why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Interest, User

NOT_YOURS = "You do not meet this person"
STOOD_DOWN = "You stand down for this person. Somebody else meets them."


def declare(application: Application, *, stands_down: bool, by: User, at: dt.datetime) -> None:
    """Declare it; the same again is once. Who stands down does not come back for this person. Raises StepRefused."""
    with transaction.atomic():
        held = lock_application(application)
        if not (access.meets(by, held) or access.may(by, "select", held)):
            raise StepRefused([NOT_YOURS])
        there = Interest.objects.filter(user=by, application=held).first()
        if there is not None and there.stands_down == stands_down:
            return
        if there is not None and there.stands_down:
            raise StepRefused([STOOD_DOWN])
        Interest.objects.update_or_create(user=by, application=held, defaults={"stands_down": stands_down, "said_at": at})
        append(held, "interest_declared", by=by, at=at, codes={"stands_down": stands_down})
        held.save(update_fields=["chain_seq", "chain_head"])
