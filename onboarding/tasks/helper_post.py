"""The mail to somebody who was named as a helper: by whom, until when, and where they sign in. Nothing else."""

from __future__ import annotations

import datetime as dt
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from onboarding.door import chain, outbox
from onboarding.models import Helper, Organisation, OutboxItem
from onboarding.models.outgoing import SENDING
from onboarding.queries.helpers import KIND
from onboarding.tasks import post


def deliver(item: OutboxItem, *, at: dt.datetime) -> None:
    """Send one claimed mail, unless it has ended meanwhile."""
    number = item.key.removeprefix(f"{KIND}:")
    helper = Helper.objects.filter(pk=number, ended_at=None).select_related("user", "applicant").first()
    if helper is None:
        outbox.stop(item.pk, at=at, error="no longer needed", statuses=(SENDING,))
    elif outbox.still_mine(item.pk, claimed_at=at) and post.left(item, _mail(item, helper), at=at):
        chain.record(item.application, "helper_told", by=None, at=at, codes={"outbox": item.pk})
        outbox.finish(item.pk, at=at)


def _mail(item: OutboxItem, helper: Helper) -> EmailMessage:
    house = Organisation.objects.get()
    values = {"house": house, "helper": helper, "called": helper.applicant.called, "url": f"{settings.SITE_URL}/helping/"}
    return EmailMessage(
        subject=f"{helper.applicant.called} asks for your help",
        body=render_to_string("portal/helper_note.txt", values),
        from_email=formataddr((house.name_for_others, settings.DEFAULT_FROM_EMAIL)),
        to=[helper.user.email],
        reply_to=[house.email],
        headers={"Message-ID": post.message_id(item), "Auto-Submitted": "auto-generated"},
    )
