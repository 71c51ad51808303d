"""The mail or text after a message of ours: it says that there is an update, and nothing of what was written or by whom."""

from __future__ import annotations

import datetime as dt
from email.utils import formataddr
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from onboarding.door import chain, outbox
from onboarding.letters.base import SUBJECT
from onboarding.models import Message, Organisation, OutboxItem
from onboarding.models.outgoing import SENDING
from onboarding.queries import arrival, ways
from onboarding.queries.messages import KIND, may_write
from onboarding.tasks import post, text_post


def deliver(item: OutboxItem, *, at: dt.datetime) -> None:
    """Send one claimed note, unless the person has seen the message already, or it may reach nobody any more."""
    unseen = Message.objects.filter(pk=item.key.removeprefix(f"{KIND}:"), seen_at=None).exists()
    if not unseen or not may_write(item.application):
        outbox.stop(item.pk, at=at, error="no longer needed", statuses=(SENDING,))
    elif (later := arrival.next_note(item.application, at=at)) > at:
        outbox.put_off(item.pk, not_before=later)
    elif not ways.by_itself(item.application.applicant):
        outbox.give_back(item.pk, at=at, error="address", again_in=None)
    elif outbox.still_mine(item.pk, claimed_at=at):
        _hand_over(item, at)


def _hand_over(item: OutboxItem, at: dt.datetime) -> None:
    by_text = ways.by_itself(item.application.applicant) == ways.TEXT
    leave = partial(text_post.send, item) if by_text else partial(post.send, _mail(item))
    if post.handed_over(item, leave, at=at):
        chain.record(item.application, "message_note_sent", by=None, at=at, codes={"outbox": item.pk})
        outbox.finish(item.pk, at=at)


def _mail(item: OutboxItem) -> EmailMessage:
    house = Organisation.objects.get()
    values = {"house": house, "application": item.application, "url": f"{settings.SITE_URL}/progress/"}
    return EmailMessage(
        subject=SUBJECT,
        body=render_to_string("portal/message_note.txt", values),
        from_email=formataddr((house.name_for_others, settings.DEFAULT_FROM_EMAIL)),
        to=[item.application.applicant.email],
        reply_to=[house.email],
        headers={"Message-ID": post.message_id(item), "Auto-Submitted": "auto-generated"},
    )
