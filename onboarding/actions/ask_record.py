"""Letters that come at the person's word: the record of their supervision, and a reference of facts. One of a kind a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import outbox
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, OutboxItem, User
from onboarding.queries.supervision import log_of
from onboarding.stages.names import Life

RECORD, REFERENCE = "supervision_record", "leaving_reference"
KINDS = (RECORD, REFERENCE)
FACTS_OF = (Life.IN_ROLE, Life.MOVED_ON)  # who has, or had, a role of which there are facts
NOTHING = "There is nothing to write about yet."


def ask_record(application: Application, kind: str, *, by: User, at: dt.datetime) -> OutboxItem:
    """Put the letter into the outbox. Raises StepRefused for anybody else, and where there is nothing to write about yet."""
    if not access.is_own(by, application) or not _something(application, kind):
        raise StepRefused([NOTHING])
    with transaction.atomic():
        held = lock_application(application)
        key = f"{kind}:{held.pk}:asked:{at.date().isoformat()}"
        there = OutboxItem.objects.filter(key=key).first()
        if there is not None:
            return there
        item = outbox.put(held, kind, key=key, not_before=at)
        append(held, "record_asked", by=by, at=at, codes={"outbox": item.pk, "letter": kind})
        held.save(update_fields=["chain_seq", "chain_head"])
    return item


def _something(application: Application, kind: str) -> bool:
    return application.state in FACTS_OF if kind == REFERENCE else bool(log_of(application, felt="none").entries)
