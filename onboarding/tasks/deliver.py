"""One message from the outbox to the letterbox. It leaves at most once; doubt is shown to a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.db import transaction

from onboarding import letters
from onboarding.actions.came_back import take_back
from onboarding.door import chain, outbox, promises
from onboarding.letters.base import MissingFacts
from onboarding.lib.filing import FilesAway
from onboarding.lib.pdf import PdfRefused
from onboarding.models import Letter, Organisation, OutboxItem, User
from onboarding.models.outgoing import SENDING
from onboarding.queries import helpers, letter_facts, messages, ways
from onboarding.stages.names import Life
from onboarding.tasks import helper_post, making, message_post, post, reply_post, staff_note, stops, text_post

NO_LETTER: dict[str, Callable[..., None]] = {
    **dict.fromkeys(reply_post.KINDS, reply_post.deliver), messages.KIND: message_post.deliver, helpers.KIND: helper_post.deliver,
    **staff_note.KINDS,
}  # fmt: skip
TO_OTHERS = "to others"


def deliver(outbox_id: int, *, at: dt.datetime) -> bool:
    """Deliver one message; False when it is not this caller's to deliver.

    The claim is committed before anything leaves, and what leaves is the last thing but the witness. Before that every
    failure gives the message back, to be tried again up to five times.
    """
    if not outbox.claim(outbox_id, at=at):
        return False
    item = OutboxItem.objects.select_related("application__applicant").get(pk=outbox_id)
    if item.kind in NO_LETTER:
        NO_LETTER[item.kind](item, at=at)
        return True
    if _held(item, at):
        return True
    try:
        letter = making.letter_of(item, at=at)
    except MissingFacts as fault:
        outbox.give_back(item.pk, at=at, error=f"missing {' '.join(fault.names)}"[:40], again_in=None)
    except PdfRefused as refusal:
        _later(item, at, f"pdf {refusal.reason}")
    except FilesAway:
        _later(item, at, "storage away")
    else:
        _send(item, letter, at)
    return True


def _held(item: OutboxItem, at: dt.datetime) -> bool:
    """Whether a message may not go, or not yet; its row says so then."""
    if stopped := stops.why_not(item, at=at):
        outbox.stop(item.pk, at=at, error=stopped, statuses=(SENDING,))
    elif later := stops.not_before(item, at=at):
        outbox.put_off(item.pk, not_before=later)
    else:
        return False
    return True


def _send(item: OutboxItem, letter: Letter, at: dt.datetime) -> None:
    if not letters.kinds()[item.kind].to_applicant:  # it holds a name, so no open e-mail carries it
        outbox.to_a_person(item.pk, at=at, error=TO_OTHERS)
        return
    person = item.application.applicant
    way = ways.by_itself(person)
    if not way:
        outbox.to_a_person(item.pk, at=at, error=ways.by_a_person(person))
        return
    leave = partial(text_post.send, item) if way == ways.TEXT else _mail(item, person.email, at)
    if _held(item, at):
        return
    if outbox.still_mine(item.pk, claimed_at=at):
        _hand_over(item, letter, leave, at, way)


def _hand_over(item: OutboxItem, letter: Letter, leave: Callable[[], None], at: dt.datetime, way: str) -> None:
    try:
        leave()
    except post.NotSent as fault:
        if fault.for_good:
            _never(item, at, fault.code)
        else:
            _later(item, at, fault.code)
    except post.Unsure:
        outbox.to_a_person(item.pk, at=at, error=post.BROKEN_LINE)
    else:
        _witness(item, letter, by=None, at=at, channel=way)


def _never(item: OutboxItem, at: dt.datetime, error: str) -> None:
    """It can never reach them so: a person looks at it, and what they were asked to do is ours again."""
    with transaction.atomic():
        take_back(item, at=at)
        outbox.give_back(item.pk, at=at, error=error, again_in=None)


def _mail(item: OutboxItem, to: str, at: dt.datetime) -> Callable[[], None]:
    sender = Organisation.objects.values_list("name_for_others", flat=True).get()
    facts = letter_facts.common(item.kind, item.application, at=at)
    return partial(post.send, post.written(item, letters.kinds()[item.kind], facts, sender=sender, to=to))


def _later(item: OutboxItem, at: dt.datetime, error: str) -> None:
    """Nothing has left: again after a while that grows, then it stands on the worklist."""
    outbox.give_back(item.pk, at=at, error=error, again_in=post.again_in(item))


def went_out(item: OutboxItem, *, by: User, at: dt.datetime, channel: str) -> None:
    """A person says that a message went out: by their own hand, or because they found that it had arrived."""
    letter = Letter.objects.filter(item=item).first()
    _witness(item, letter, by=by, at=at, channel=channel)


def _witness(item: OutboxItem, letter: Letter | None, *, by: User | None, at: dt.datetime, channel: str) -> None:
    """It is out: the row, the promise kept and the next one made, the event in the application's chain, together."""
    codes = {
        "kind": item.kind,
        "outbox": item.pk,
        "letter": letter.pk if letter else None,
        "sha256": letter.sha256 if letter else "",
        "channel": channel,
    }
    with transaction.atomic():
        application = chain.lock_application(item.application)
        outbox.finish(item.pk, at=at)
        if application.state == Life.IN_PROGRESS and letters.kinds()[item.kind].to_applicant:
            promises.keep(application, at=at, written_at=letter.created_at if letter else at)
        chain.append(application, "letter_sent", by=by, at=at, codes=codes)
        application.save(update_fields=["chain_seq", "chain_head"])
