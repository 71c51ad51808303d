"""The mail that carries a reply link: no name in it, and the only place where the secret stands."""

from __future__ import annotations

import datetime as dt
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from onboarding.actions.chase_together import nothing_left, went_to_body
from onboarding.actions.reply_links import KIND, LIST_KIND, link_of_step, seal
from onboarding.door import chain, outbox
from onboarding.models import BodyReference, Organisation, OutboxItem, ReplyLink
from onboarding.models.outgoing import SENDING
from onboarding.queries import together
from onboarding.queries.reply_to import address
from onboarding.queries.reply_words import house_for_others
from onboarding.tasks import post

KINDS = frozenset({KIND, LIST_KIND, outbox.ASK_BY_LINK})
OVER = "over"


def deliver(item: OutboxItem, *, at: dt.datetime) -> None:
    """Send one claimed mail; what is over meanwhile stays here. Each try carries a secret of its own."""
    if item.kind == outbox.ASK_BY_LINK and link_of_step(item, at=at) is None:
        outbox.stop(item.pk, at=at, error=OVER, statuses=(SENDING,))
        return
    link = ReplyLink.objects.select_related("body", "stage").get(item=item)
    to = address(link)
    if not ReplyLink.objects.live(at).filter(pk=link.pk).exists() or nothing_left(item):
        outbox.stop(item.pk, at=at, error=OVER, statuses=(SENDING,))
    elif not to:
        outbox.give_back(item.pk, at=at, error="address", again_in=None)
    elif outbox.still_mine(item.pk, claimed_at=at):
        _hand_over(item, link, _message(item, link, to, at), at)


def _hand_over(item: OutboxItem, link: ReplyLink, message: EmailMessage, at: dt.datetime) -> None:
    if post.left(item, message, at=at):
        with transaction.atomic():
            codes = {"party": link.party, "link": link.pk, "outbox": item.pk}
            chain.record(item.application, "reply_link_sent", by=None, at=at, codes=codes)
            outbox.finish(item.pk, at=at)
            went_to_body(item, at=at)


def _message(item: OutboxItem, link: ReplyLink, to: str, at: dt.datetime) -> EmailMessage:
    house = house_for_others()
    theirs = BodyReference.objects.filter(stage=link.stage, party=link.party).values_list("reference", flat=True)
    values = {
        "house": house, "url": f"{settings.SITE_URL}/r/{seal(link)}/", "until": link.expires_at, "several": link.stage is None,
        "reference": theirs.first() or "", "requests": together.requests(together.waits_of(item), at=at),
    }  # fmt: skip
    return EmailMessage(
        subject=f"{'Questions' if link.stage is None else 'A question'} from {house.name}",
        body=render_to_string("reply/email.txt", values),
        from_email=formataddr((house.name, settings.DEFAULT_FROM_EMAIL)),
        to=[to],
        reply_to=[Organisation.objects.values_list("email", flat=True).get()],
        headers={"Message-ID": post.message_id(item), "Auto-Submitted": "auto-generated"},
    )
