"""The mail to a member of staff: there is an update, sign in. No name, no reference, nothing of what it is about."""

from __future__ import annotations

import datetime as dt
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from onboarding.actions.staff_note import KIND
from onboarding.door import chain, outbox
from onboarding.letters.base import SUBJECT
from onboarding.models import Organisation, OutboxItem, User
from onboarding.models.outgoing import SENDING
from onboarding.tasks import post


def deliver(item: OutboxItem, *, at: dt.datetime) -> None:
    """Send one claimed mail; who has left meanwhile gets none."""
    user = User.objects.filter(pk=item.key.rpartition(":")[2], is_active=True, roles__isnull=False).first()
    if user is None or not item.application:
        outbox.stop(item.pk, at=at, error="no longer needed", statuses=(SENDING,))
    elif outbox.still_mine(item.pk, claimed_at=at) and post.left(item, _mail(item, user), at=at):
        chain.record(item.application, "staff_note_sent", by=None, at=at, codes={"outbox": item.pk})
        outbox.finish(item.pk, at=at)


def _mail(item: OutboxItem, user: User) -> EmailMessage:
    house = Organisation.objects.get()
    values = {"name": user.name, "url": f"{settings.SITE_URL}/", "house": house}
    return EmailMessage(
        subject=SUBJECT,
        body=render_to_string("hr/staff_note.txt", values),
        from_email=formataddr((house.name_for_others, settings.DEFAULT_FROM_EMAIL)),
        to=[user.email],
        headers={"Message-ID": post.message_id(item), "Auto-Submitted": "auto-generated"},
    )


KINDS = {KIND: deliver}
