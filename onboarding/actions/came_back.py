"""A message did not reach somebody: what they were asked to do is ours again at once, and stands on the worklist."""

from __future__ import annotations

import contextlib
import datetime as dt

from django.db import transaction

from onboarding import access, letters
from onboarding.actions.basics import system_user
from onboarding.door import chain, outbox, take
from onboarding.door.refusal import StepRefused
from onboarding.models import OutboxItem, User, Wait
from onboarding.stages.names import Party

BOUNCED, CAME_BACK = "bounced", "came back"
MOVED_ON = "This message has moved on since the page was shown. Look again."


def take_back(item: OutboxItem, *, at: dt.datetime, by: User | None = None) -> None:
    """Take back every step that waits for this person, in all their applications (by the system, unless somebody says so).

    Each is taken once for one message. What has moved on in the meantime is left as it is.
    """
    person = item.application.applicant_id
    waits = Wait.objects.filter(application__applicant=person, ended_at=None, party=Party.APPLICANT)
    for wait in waits.select_related("application").order_by("application", "stage"):
        with contextlib.suppress(StepRefused):
            take(
                wait.application, wait.stage_id, "take_back", by=by or system_user(), at=at,
                key=f"{BOUNCED}:{item.pk}:{wait.stage_id}", reason=BOUNCED,
            )  # fmt: skip


def came_back(item: OutboxItem, *, by: User, at: dt.datetime) -> None:
    """A person says that what went out came back. Raises StepRefused without the right, or when it never went out."""
    if not access.may(by, "send_letter", item.application):
        raise StepRefused(["You may not send letters to this person"])
    with transaction.atomic():
        if letters.kinds()[item.kind].to_applicant:
            take_back(item, at=at, by=by)
        if not outbox.came_back(item.pk, at=at, error=CAME_BACK):
            raise StepRefused([MOVED_ON])
        chain.record(item.application, "letter_came_back", by=by, at=at, codes={"outbox": item.pk, "kind": item.kind})
