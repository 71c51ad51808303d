"""Reply links made, made anew, and stopped. The secret itself is made when the mail is, and kept nowhere."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from onboarding import access
from onboarding.door import chain, outbox
from onboarding.door.held import Held, look
from onboarding.door.refusal import StepRefused
from onboarding.engine.hashing import digest_of
from onboarding.models import Application, Body, BodyReference, OutboxItem, ReplyLink, Stage, User, Wait
from onboarding.models.replies import REPLACED, STOPPED
from onboarding.queries.reply_answers import answers, is_their_turn
from onboarding.queries.reply_to import Recipient, recipients
from onboarding.stages import ALL_KINDS

KIND, LIST_KIND = "reply_link", "reply_list"
LASTS = dt.timedelta(days=14)
NOBODY = "Select who is to answer"
NO_ADDRESS = "We have no e-mail address for them. Add one first, or ring them."
NOTHING_YET = "There is nothing they could answer yet: take the next step here first"
MOVED_ON = "This has moved on since the page was shown. Look again."


def send_link(
    application: Application, stage_id: int, to: str, *, by: User, at: dt.datetime, their_reference: str = ""
) -> ReplyLink:
    """Ask one party about one stage: a new link, mailed soon; the one before dies. Raises StepRefused.

    `to` is the code of a recipient; `their_reference` what they call this check, shown to them instead of a name.
    """
    with transaction.atomic():
        locked = chain.lock_application(application)
        if not access.may(by, "send_link", locked):
            raise StepRefused(["You may not send links about this person"])
        held = look(locked)
        stage = next((row for row in held.stages if row.pk == stage_id), None)
        chosen = next((one for one in recipients(locked, stage) if one.code == to), None) if stage else None
        if stage is None or chosen is None:
            raise StepRefused([NOBODY])
        if not chosen.email:
            raise StepRefused([NO_ADDRESS])
        if not _can_answer(held, stage, chosen, at):
            raise StepRefused([NOTHING_YET])
        if their_reference:
            values = {"reference": their_reference}
            BodyReference.objects.update_or_create(stage=stage, party=chosen.party, defaults=values)
        return _made(held, stage, chosen.party, chosen.body, by=by, at=at)


def _can_answer(held: Held, stage: Stage, to: Recipient, at: dt.datetime) -> bool:
    body = Body.objects.filter(pk=to.body or 0).first()
    found = answers(held, stage, to.party, body, at=at)
    return is_their_turn(stage, to.party) or any(not one.passes_on for one in found)


def link_of_step(item: OutboxItem, *, at: dt.datetime) -> ReplyLink | None:
    """The link that a step sends by itself, made as its mail is about to leave; None where nobody can be asked any more.

    A mail that is tried again finds the link of its first try.
    """
    with transaction.atomic():
        held = look(chain.lock_application(item.application))
        made = ReplyLink.objects.filter(item=item).first()
        asked = None if made else _asked_by(held, item)
        return _made(held, asked[0], asked[1].party, asked[1].body, by=None, at=at, item=item) if asked else made


def _asked_by(held: Held, item: OutboxItem) -> tuple[Stage, Recipient] | None:
    """The stage that the step left as it still stands, and who can be asked about it at an address."""
    move = held.by_id(item.move_id or 0)
    stage = next((row for row in held.stages if row.pk == move.stage_id), None)
    later = [m for m in held.standing if m.row == move.stage_id and m.number > move.number and m.source != m.target]
    party = ALL_KINDS[move.kind].steps[move.step].link
    if stage is None or later or stage.state != move.target or not is_their_turn(stage, party):
        return None
    waits = Wait.objects.filter(stage=stage, ended_at=None, party=party)
    asked = next((one for one in recipients(held.application, stage) if one.party == party), None)
    return (stage, asked) if asked and asked.email and waits.exists() else None  # nobody else in their place


def _made(
    held: Held, stage: Stage, party: str, body: int | None, *, by: User | None, at: dt.datetime, item: OutboxItem | None = None
) -> ReplyLink:
    """The link itself, inside the lock on its application; the mail about it waits in the outbox, or is `item` already."""
    application = held.application
    end(ReplyLink.objects.filter(stage=stage, party=party), REPLACED, at=at)
    theirs = is_their_turn(stage, party)
    link = ReplyLink.objects.create(
        application=application, stage=stage, party=party, body_id=body, state=stage.state, waited_for=theirs,
        turn_id=_turn(held, stage, theirs), made_at=at, made_by=by, expires_at=at + LASTS,
    )  # fmt: skip
    link.item = item or outbox.put(application, KIND, key=f"{KIND}:{link.pk}", not_before=at)
    link.save(update_fields=["item"])
    codes = {"kind": stage.kind, "party": party, "link": link.pk}
    chain.record(application, "reply_link_made", by=by, at=at, codes=codes)
    return link


def _turn(held: Held, stage: Stage, theirs: bool) -> int:
    """The move the question hangs on: what began their turn, or what brought the stage to where it stands."""
    if theirs:
        return Wait.objects.get(stage=stage, ended_at=None).began_by_id
    return next(m.id for m in reversed(held.facts) if m.row == stage.pk and m.source != m.target)


def send_list(body: Body, *, by: User, at: dt.datetime) -> ReplyLink:
    """One link to all that a body is asked. Raises StepRefused."""
    if not access.may(by, "send_link"):
        raise StepRefused(["You may not send links"])
    if not body.email:
        raise StepRefused([NO_ADDRESS])
    return _list_made(body, by=by, at=at)


def _list_made(body: Body, *, by: User | None, at: dt.datetime) -> ReplyLink:
    with transaction.atomic():
        chain.record(None, "reply_list_made", by=by, at=at, codes={"body": body.pk, "party": body.party})
        end(ReplyLink.objects.filter(stage=None, body=body), REPLACED, at=at)
        link = ReplyLink.objects.create(
            party=body.party, body=body, made_at=at, made_by=by, expires_at=at + LASTS
        )
        link.item = outbox.put(None, LIST_KIND, key=f"{LIST_KIND}:{link.pk}", not_before=at)
        link.save(update_fields=["item"])
    return link


def renew(link: ReplyLink, *, at: dt.datetime) -> ReplyLink:
    """Who holds a link wants another 14 days: a new one goes to the same address, and theirs dies. Raises StepRefused."""
    if link.body is not None and link.application is None:
        return _list_made(link.body, by=None, at=at)
    with transaction.atomic():
        held = look(chain.lock_application(link.application))  # type: ignore[arg-type]
        if not ReplyLink.objects.live(at).filter(pk=link.pk).exists():
            raise StepRefused([MOVED_ON])
        stage = next(row for row in held.stages if row.pk == link.stage_id)
        return _made(held, stage, link.party, link.body_id, by=None, at=at)


def stop_link(link: ReplyLink, *, by: User, at: dt.datetime) -> None:
    """The link shall open nothing any more. Raises StepRefused without the right."""
    with transaction.atomic():
        if not access.may(by, "send_link", link.application):
            raise StepRefused(["You may not stop this link"])
        codes = {"party": link.party, "link": link.pk}
        chain.record(link.application, "reply_link_stopped", by=by, at=at, codes=codes)
        end(ReplyLink.objects.filter(pk=link.pk), STOPPED, at=at)


def end(links: object, how: str, *, at: dt.datetime) -> None:
    """These links are over; what was chosen and not sent goes with them, and so does a mail that has not left yet."""
    rows = list(links.filter(ended_at=None).select_related("item"))  # type: ignore[attr-defined]
    for row in rows:
        ReplyLink.objects.filter(pk=row.pk).update(ended_at=at, ended_as=how, saved="")
        if row.item is not None:
            outbox.stop(row.item.pk, at=at, error="by a person")


def seal(link: ReplyLink) -> str:
    """A new secret for a mail about to leave; only its digest is kept. One that a mail before had carried dies."""
    secret = secrets.token_urlsafe(32)
    ReplyLink.objects.filter(pk=link.pk).update(digest=digest(secret))
    return secret


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return digest_of({"reply": secret})
