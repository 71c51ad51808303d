"""Ask one body about all its open requests in one mail: its own references and a link to its list, no name in it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.actions.contact import log_contact
from onboarding.actions.reply_links import NO_ADDRESS, send_list
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Body, Chase, OutboxItem, User, Wait
from onboarding.queries import together
from onboarding.queries.contacts import BODY
from onboarding.stages.ladders import ASK

NOTHING = "Nothing that is with them may be asked about now"
BY_HAND = 0  # the place of a request that is asked about before its rung is due


def chase_together(body_id: int, *, by: User, at: dt.datetime) -> OutboxItem:
    """Put one mail about every open request of a body into the outbox; the same day again gives the mail that is there.

    Raises StepRefused: no right, no address, nothing to ask about. Each request has its event, and its contact once the mail
    is out.
    """
    if not access.may(by, "send_link"):
        raise StepRefused(["You may not write to organisations"])
    with transaction.atomic():
        body = Body.objects.select_for_update().get(pk=body_id)
        waits = [wait for wait in together.open_waits(body, by) if together.may_be_asked(wait, at=at)]
        if not waits:
            raise StepRefused([NOTHING])
        if not body.email:
            raise StepRefused([NO_ADDRESS])
        there = _todays(body, at)
        return there or _put(body, waits, by, at)


def _todays(body: Body, at: dt.datetime) -> OutboxItem | None:
    """The mail to this body of today, unless it did not get there."""
    since = clock.day_start(clock.local_date(at, ZONE), ZONE)
    mails = OutboxItem.objects.filter(chases__settled_at__gte=since, chases__do=ASK, reply_link__body=body)
    return mails.exclude(status__in=together.NOT_OUT).order_by("-pk").first()


def _put(body: Body, waits: list[Wait], by: User, at: dt.datetime) -> OutboxItem:
    item = send_list(body, by=by, at=at).item
    if item is None:  # pragma: no cover  (a list link has its mail from the start)
        raise StepRefused([NOTHING])
    for wait in waits:
        holder = chain.lock_application(wait.application)
        _take(wait, item, by, at)
        chain.append(holder, "body_asked", by=by, at=at, codes={"body": body.pk, "outbox": item.pk, "kind": wait.kind})
        holder.save(update_fields=["chain_seq", "chain_head"])
    return item


def _take(wait: Wait, item: OutboxItem, by: User, at: dt.datetime) -> None:
    """The rungs that asked for this are done with it; where none was due yet, a row of its own says it was asked."""
    turn = Chase.objects.filter(stage=wait.stage, move=wait.began_by)
    if not turn.filter(together.still_to_ask()).update(item=item, settled_at=at, settled_by=by):
        Chase.objects.create(
            application=wait.application, stage=wait.stage, move=wait.began_by, place=BY_HAND,
            round=turn.filter(place=BY_HAND).count() + 1, do=ASK, made_at=at, item=item, settled_at=at, settled_by=by,
        )  # fmt: skip


def nothing_left(item: OutboxItem) -> bool:
    """Whether a mail that asks about requests has none left that is still with the body."""
    return Chase.objects.filter(item=item).exists() and not together.waits_of(item)


def went_to_body(item: OutboxItem, *, at: dt.datetime) -> None:
    """The mail is out: for each of its requests a contact that can truly be told. The caller holds the transaction."""
    still = {wait.stage_id for wait in together.waits_of(item)}
    for chase in Chase.objects.filter(item=item).select_related("application", "settled_by").order_by("pk"):
        if chase.stage_id in still and chase.settled_by:
            log_contact(
                chase.application, by=chase.settled_by, at=at, happened_at=at, who=BODY, how="email", about="next_step"
            )
