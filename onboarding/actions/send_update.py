"""Write to somebody who waits: one delay update, once for each promise, and only with one true thing to say."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain, outbox
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, OutboxItem, User
from onboarding.models.outgoing import CANCELLED
from onboarding.queries import delay
from onboarding.stages.names import Life

KIND = delay.KIND
LEAST_APART = dt.timedelta(days=7)


def send_update(application: Application, *, by: User, at: dt.datetime) -> OutboxItem:
    """Put a delay update into the outbox; it leaves when the undo time is over.

    The same promise gets one update, however often this is called. Raises StepRefused with every sentence in the way.
    """
    if not access.may(by, "send_letter", application):
        raise StepRefused(["You may not send letters to this person"])
    with transaction.atomic():
        holder = chain.lock_application(application)
        key = _key(holder, at)
        there = OutboxItem.objects.filter(key=key).first()
        if there is not None:
            return there
        if refused := why_not(holder, at=at):
            raise StepRefused(refused)
        item = outbox.put(holder, KIND, key=key, not_before=at + outbox.UNDO_TIME)
        chain.append(holder, "update_asked", by=by, at=at, codes={"outbox": item.pk, "kind": KIND})
        holder.save(update_fields=["chain_seq", "chain_head"])
    return item


def why_not(application: Application, *, at: dt.datetime) -> list[str]:
    """The sentences in the way of an update now; none when it may go."""
    name = application.applicant.called
    last = delay.last_update(application)
    in_the_way = {
        f"{name} is on a break. Nothing goes out until it is over.": application.state == Life.PAUSED,
        "The application is not in progress.": application.state not in (Life.IN_PROGRESS, Life.PAUSED),
        f"{name} is not being told anything yet. Press “Start telling this applicant” first.": not application.telling,
        f"Nobody else is waited for now: the next step is {name}’s.": delay.wait_to_explain(application) is None,
        f"{name} had an update less than a week ago. One a week is the most.": bool(last and at - last < LEAST_APART),
        f"Nothing done for {name} in 10 days. Do 1 thing first.": delay.done_since(application, at=at) is None,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]


def _key(application: Application, at: dt.datetime) -> str:
    """One update a promise. After a cancelled one the next has a key of its own."""
    about = application.promise_on or at.date()
    start = f"{KIND}:{application.pk}:{about.isoformat()}"
    cancelled = OutboxItem.objects.filter(key__startswith=start, status=CANCELLED).count()
    return f"{start}:{cancelled}"
