"""A letter that no step brings, sent by a person: looked at first, one of a kind a day, witnessed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access, letters
from onboarding.door import chain, outbox
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, OutboxItem, User


def by_hand() -> list[str]:
    """The codes of the kinds that a person may send."""
    return [code for code, kind in letters.kinds().items() if kind.by_hand]


def send_letter(application: Application, kind: str, *, by: User, at: dt.datetime) -> OutboxItem:
    """Put a letter into the outbox; it leaves when the undo time is over. The same kind on the same day is the same letter.

    Raises StepRefused with every sentence in the way.
    """
    if refused := why_not(application, kind, by=by):
        raise StepRefused(refused)
    with transaction.atomic():
        holder = chain.lock_application(application)
        key = f"{kind}:{holder.pk}:by hand:{at.date().isoformat()}"
        there = OutboxItem.objects.filter(key=key).first()
        if there is not None:
            return there
        item = outbox.put(holder, kind, key=key, not_before=at + outbox.UNDO_TIME)
        chain.append(holder, "update_asked", by=by, at=at, codes={"outbox": item.pk, "kind": kind})
        holder.save(update_fields=["chain_seq", "chain_head"])
    return item


def why_not(application: Application, kind: str, *, by: User) -> list[str]:
    """The sentences in the way of a letter by hand; none when it may go."""
    name = application.applicant.called
    in_the_way = {
        "You may not send letters to this person": not access.may(by, "send_letter", application),
        "A step brings this letter. It is not sent by hand.": kind not in by_hand(),
        "The application has ended. Print the letter and post it.": application.has_ended,
        f"{name} is not being told anything yet. Press “Start telling this applicant” first.": not application.telling,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]
