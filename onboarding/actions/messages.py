"""Write a message, see what was written, take one away to talk about it in private. Witnessed without a word of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onboarding import access
from onboarding.door import outbox, take
from onboarding.door.chain import append, lock_application, record
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Message, Stage, User, Wait
from onboarding.queries import ways
from onboarding.queries.messages import KIND, LONGEST, may_write, reads_messages
from onboarding.stages.names import Life

KEPT = dt.timedelta(days=90)
UNANSWERED = dt.timedelta(days=365)
EMPTY = "Write your message first"
LONG = f"Write {LONGEST} characters or fewer"
NOT_YOURS = "You do not read these messages"
IN_PRIVATE = "We would like to talk about this in private. So we took your message away from here. We will get in touch with you."


def write(application: Application, words: str, *, by: User, at: dt.datetime, key: str) -> Message:
    """Send one message, once for a key: the person's to us, or ours to the person. Raises StepRefused."""
    said = words.strip()
    if refusals := _wrong(said):
        raise StepRefused(refusals)
    with transaction.atomic():
        held = lock_application(application)
        from_person = _writes_as_person(held, by, at)
        key = f"{by.pk}:{key}"  # of this writer: nobody's sending is taken for another's
        there = Message.objects.filter(application=held, key=key).first()
        if there is not None:
            return there
        Message.objects.filter(application=held, from_person=not from_person, answered_at=None).update(answered_at=at)
        made = _send(held, said, by=by, at=at, key=key, from_person=from_person)
        if not from_person:
            _theirs_again(held, by, at)
        return made


def _theirs_again(application: Application, by: User, at: dt.datetime) -> None:
    """What the person gave back with a question is theirs again once it is answered."""
    if application.state != Life.IN_PROGRESS or not access.may(by, "hand_over", application):
        return
    asked = Wait.objects.filter(application=application, ended_at=None, began_by__step="take_back", began_by__code="question")
    for stage in Stage.objects.filter(pk__in=asked.values("stage")).order_by("pk"):
        take(application, stage, "give_again", by=by, at=at)


def _wrong(said: str) -> list[str]:
    return [EMPTY] if not said else [LONG] if len(said) > LONGEST else []


def _writes_as_person(application: Application, by: User, at: dt.datetime) -> bool:
    """Whose side somebody writes on; StepRefused for everybody who does not read the thread."""
    own = access.is_own(by, application)
    if not may_write(application) or not (own or reads_messages(by, application, at=at)):
        raise StepRefused([NOT_YOURS])
    return own


def _send(held: Application, said: str, *, by: User, at: dt.datetime, key: str, from_person: bool) -> Message:
    made = Message.objects.create(application=held, by=by, from_person=from_person, words=said, key=key, sent_at=at)
    append(held, "message_sent", by=by, at=at, codes={"message": made.pk, "from_person": from_person})
    held.save(update_fields=["chain_seq", "chain_head"])
    if not from_person and ways.by_itself(held.applicant):
        outbox.put(held, KIND, key=f"{KIND}:{made.pk}", not_before=at)
    return made


def seen(application: Application, *, by: User, at: dt.datetime) -> None:
    """Somebody opens the thread; for staff that is witnessed before it is shown."""
    own = access.is_own(by, application)
    if not own:
        record(application, "messages_read", by=by, at=at)
    Message.objects.filter(application=application, from_person=not own, seen_at=None).update(seen_at=at)


def move_to_private(message: Message, *, by: User, at: dt.datetime) -> None:
    """Take the words of a person's message away for good; the person reads that we would like to talk. Doing it again is no change."""
    with transaction.atomic():
        held = lock_application(message.application)
        if _writes_as_person(held, by, at):
            raise StepRefused([NOT_YOURS])
        mine = Message.objects.filter(pk=message.pk, from_person=True, moved_at=None)
        if not mine.update(words="", moved_at=at, answered_at=at):
            return
        append(held, "message_moved", by=by, at=at, codes={"message": message.pk})
        held.save(update_fields=["chain_seq", "chain_head"])
        _send(held, IN_PRIVATE, by=by, at=at, key=f"private:{message.pk}", from_person=False)


def purge_messages(*, at: dt.datetime) -> int:
    """Erase what was answered 90 days ago; ours that needed no answer likewise; and what nobody ever answered after a year."""
    last = at - KEPT
    over = Q(answered_at__lte=last) | Q(from_person=False, sent_at__lte=last) | Q(moved_at__lte=last) | Q(sent_at__lte=at - UNANSWERED)
    return Message.objects.filter(over).delete()[0]
