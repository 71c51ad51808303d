"""Write to somebody who waits: one delay update, once for each promise, and only with one true thing to say."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain, outbox
from onboarding.door.refusal import StepRefused
from onboarding.models import Applicant, Application, OutboxItem, User
from onboarding.models.outgoing import CANCELLED
from onboarding.queries import arrival, delay, heard
from onboarding.stages.names import Life

KIND = delay.KIND


def send_update(application: Application, *, by: User, at: dt.datetime) -> OutboxItem:
    """Put a delay update into the outbox; it leaves when the undo time is over, by day.

    The same promise gets one update, however often this is called. Raises StepRefused with every sentence in the way.
    """
    if not access.may(by, "send_letter", application):
        raise StepRefused(["You may not send letters to this person"])
    with transaction.atomic():
        holder = _hold(application)
        key = _key(holder, at)
        there = OutboxItem.objects.filter(key=key).first()
        if there is not None:
            return there
        if refused := why_not(holder, at=at):
            raise StepRefused(refused)
        return _put(holder, key, by, at)


def keep_promise(application: Application, *, at: dt.datetime) -> int:
    """Write by ourselves to somebody who was promised it, if one true thing can be said and one may be sent; gives 0 or 1."""
    with transaction.atomic():
        holder = _hold(application)
        key = _key(holder, at)
        known = OutboxItem.objects.filter(key=key).exists()
        if known or why_not(holder, at=at) or not heard.may_write(holder.applicant, at=at):
            return 0
        _put(holder, key, None, at)
    return 1


def why_not(application: Application, *, at: dt.datetime) -> list[str]:
    """The sentences in the way of an update now; none when it may go."""
    name, free = application.applicant.called, heard.next_unasked(application.applicant)
    in_the_way = {
        f"{name} is on a break. Nothing goes out until it is over.": application.state == Life.PAUSED,
        "The application is not in progress.": application.state not in (Life.IN_PROGRESS, Life.PAUSED),
        f"{name} is not being told anything yet. Press “Start telling this applicant” first.": not application.telling,
        f"Nobody else is waited for now: the next step is {name}’s.": delay.wait_to_explain(application) is None,
        f"{name} had a letter less than a week ago. One a week is the most.": bool(free and at < free),
        f"{name} had 2 letters without news. Call {name} now, in the way they chose.": _too_many(application),
        f"Nothing done for {name} in 10 days. Do 1 thing first.": delay.done_since(application, at=at) is None,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]


def _too_many(application: Application) -> bool:
    return bool(heard.to_be_called(heard.read([application.applicant_id]), KIND, most=delay.MOST_WITHOUT_NEWS))


def _hold(application: Application) -> Application:
    """The person first, then the application: two letters to one person are never put in at once.

    The person's key stays free: a second write to an application in one transaction looks at it, and would wait for us who wait
    for the application.
    """
    Applicant.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
    return chain.lock_application(application)


def _put(holder: Application, key: str, by: User | None, at: dt.datetime) -> OutboxItem:
    ready = arrival.next_time(KIND, holder, at=at + outbox.UNDO_TIME)
    item = outbox.put(holder, KIND, key=key, not_before=ready)
    chain.append(holder, "update_asked", by=by, at=at, codes={"outbox": item.pk, "kind": KIND})
    holder.save(update_fields=["chain_seq", "chain_head"])
    return item


def _key(application: Application, at: dt.datetime) -> str:
    """One update a promise. After a cancelled one the next has a key of its own."""
    about = application.promise_on or at.date()
    start = f"{KIND}:{application.pk}:{about.isoformat()}"
    cancelled = OutboxItem.objects.filter(key__startswith=start, status=CANCELLED).count()
    return f"{start}:{cancelled}"
