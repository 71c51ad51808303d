"""The person asks for the record of their supervision as a letter: one a day, however often they press."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import outbox
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, OutboxItem, User
from onboarding.queries.supervision import log_of

KIND = "supervision_record"
NOTHING = "There is nothing to write about yet."


def ask_record(application: Application, *, by: User, at: dt.datetime) -> OutboxItem:
    """Put the letter into the outbox. Raises StepRefused for anybody else, and where no talk was recorded yet."""
    if not access.is_own(by, application) or not log_of(application, felt="none").entries:
        raise StepRefused([NOTHING])
    with transaction.atomic():
        held = lock_application(application)
        key = f"{KIND}:{held.pk}:asked:{at.date().isoformat()}"
        there = OutboxItem.objects.filter(key=key).first()
        if there is not None:
            return there
        item = outbox.put(held, KIND, key=key, not_before=at)
        append(held, "record_asked", by=by, at=at, codes={"outbox": item.pk})
        held.save(update_fields=["chain_seq", "chain_head"])
    return item
