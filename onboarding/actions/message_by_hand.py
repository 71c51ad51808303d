"""What a person decides about a message in the outbox: now, not at all, or once more. Each is witnessed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain, outbox
from onboarding.door.refusal import StepRefused
from onboarding.models import OutboxItem, User

MOVED_ON = "This message has moved on since the page was shown. Look again."
TOO_SOON = "It may still be under way. Look again in 5 minutes."
BY_PERSON = "by a person"


def send_now(item: OutboxItem, *, by: User, at: dt.datetime) -> None:
    """Do not wait for the undo time. Raises StepRefused when it waits no longer."""
    with transaction.atomic():
        _refuse_without_right(item, by)
        _refuse_unless(outbox.send_now(item, at=at), MOVED_ON)
        _witness(item, "letter_hurried", by, at)


def cancel(item: OutboxItem, *, by: User, at: dt.datetime) -> None:
    """It shall not go out. Raises StepRefused when it waits no longer."""
    with transaction.atomic():
        _refuse_without_right(item, by)
        _refuse_unless(outbox.stop(item.pk, at=at, error=BY_PERSON), MOVED_ON)
        _witness(item, "letter_cancelled", by, at)


def send_again(item: OutboxItem, *, by: User, at: dt.datetime) -> None:
    """Try once more what failed, or what is in doubt and did not arrive. Raises StepRefused."""
    with transaction.atomic():
        _refuse_without_right(item, by)
        _refuse_unless(outbox.send_again(item.pk, at=at), TOO_SOON)
        _witness(item, "letter_again", by, at)


def _refuse_without_right(item: OutboxItem, by: User) -> None:
    _refuse_unless(access.may(by, "send_letter", item.application), "You may not send letters to this person")


def _refuse_unless(holds: bool, sentence: str) -> None:
    if not holds:
        raise StepRefused([sentence])


def _witness(item: OutboxItem, event: str, by: User, at: dt.datetime) -> None:
    chain.record(item.application, event, by=by, at=at, codes={"outbox": item.pk, "kind": item.kind})
