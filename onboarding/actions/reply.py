"""What somebody outside does with a link: opens it, answers, names a day, says it is not theirs, keeps a choice for later."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding.actions.reply_links import digest, end
from onboarding.door import chain, take
from onboarding.door.held import Held, look
from onboarding.door.refusal import StepRefused
from onboarding.door.take import Taken
from onboarding.engine.hashing import digest_of
from onboarding.models import Correspondent, InnerMove, Move, ReplyLink, Stage
from onboarding.models.replies import ANSWERED, PASSED_ON
from onboarding.queries.reply_answers import NEED_UNTIL, Answer, answers, days
from onboarding.queries.reply_list import is_asked

CHOOSE = "Choose an answer"
CHOOSE_DAY = "Choose a day"
GONE = "This has moved on. Your answer was not needed any more."


class LinkOver(Exception):
    """The link opens nothing: used, stopped, too old, replaced, about something that has moved on, or never there."""


def find(secret: str, *, at: dt.datetime) -> ReplyLink:
    """The live link of a secret; LinkOver for every other, in one statement and without saying why."""
    found = ReplyLink.objects.live(at).filter(digest=digest(secret)).select_related("body", "application__applicant")
    link = found.first()
    if link is None:
        raise LinkOver
    return link


def is_live(link: ReplyLink, *, at: dt.datetime) -> bool:
    """Whether a link still opens its question."""
    return ReplyLink.objects.live(at).filter(pk=link.pk).exists()


def reread(link: ReplyLink) -> ReplyLink:
    """The link as it stands now."""
    return ReplyLink.objects.select_related("body", "application__applicant").get(pk=link.pk)


def opened(link: ReplyLink, *, at: dt.datetime) -> None:
    """Somebody asked to see the question: witnessed before it is shown; the first time stands on the link."""
    by, codes = Correspondent.of(link), {"party": link.party, "link": link.pk}
    with transaction.atomic():
        chain.record(link.application, "reply_opened", by=by, at=at, codes=codes)
        ReplyLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)


def answer(link: ReplyLink, stage_id: int, code: str, *, version: int, key: str, at: dt.datetime) -> Taken:
    """Take the step behind a button, once; StepRefused with sentences, LinkOver when the link died meanwhile."""
    with transaction.atomic():
        held, stage = _held(link, stage_id, at)
        found = {one.code: one for one in answers(held, stage, link.party, link.body, at=at)}
        if code not in found:
            raise StepRefused([CHOOSE])
        return _taken(link, held, stage, found[code], version=version, key=key, at=at)


def need_until(link: ReplyLink, stage_id: int, day: str, *, version: int, key: str, at: dt.datetime) -> Move:
    """The day by which they will answer is the new due day; the link lives on."""
    with transaction.atomic():
        held, stage = _held(link, stage_id, at)
        chosen = next((one for one in days(held.application, at=at) if one.isoformat() == day), None)
        if chosen is None:
            raise StepRefused([CHOOSE_DAY])
        by = Correspondent.of(link, stage.pk)
        return take(
            held.application, stage, NEED_UNTIL, by=by, at=at, expected_version=version, key=_key(link, key), until=chosen
        )  # type: ignore[return-value]


def _held(link: ReplyLink, stage_id: int, at: dt.datetime) -> tuple[Held, Stage]:
    """The application locked, the link asked again under the lock, and the stage it is about."""
    stage = Stage.objects.select_related("application").filter(pk=stage_id).first()
    if stage is None:
        raise StepRefused([GONE])
    held = look(chain.lock_application(stage.application))
    if not is_live(link, at=at):
        raise LinkOver
    if not (stage_id == link.stage_id if link.body is None or link.stage_id else is_asked(link.body, stage_id)):
        raise StepRefused([GONE])
    return held, next(row for row in held.stages if row.pk == stage_id)


def _taken(
    link: ReplyLink, held: Held, stage: Stage, chosen: Answer, *, version: int, key: str, at: dt.datetime
) -> Taken:
    by = Correspondent.of(link, stage.pk)
    move = take(
        held.application, stage, chosen.step.name, by=by, at=at, expected_version=version, key=_key(link, key), **chosen.facts
    )
    if isinstance(move, Move):  # inside a restricted record the door has written all that may be known of it outside
        codes = {"kind": stage.kind, "party": link.party, "link": link.pk, "move": move.number}
        event = "reply_passed_on" if chosen.passes_on else "reply_answered"
        chain.record(held.application, event, by=by, at=at, codes=codes)
    over = ReplyLink.objects.filter(pk=link.pk, stage=stage).exclude(pk__in=ReplyLink.objects.live(at).values("pk"))
    end(over, PASSED_ON if chosen.passes_on else ANSWERED, at=at)
    ReplyLink.objects.filter(pk=link.pk).update(saved="")
    return move


def _key(link: ReplyLink, key: str) -> str:
    """One sending of one page, which may come twice; of this link only."""
    return _stored(link.pk, key)


def _stored(link: int, key: str) -> str:
    """The key as a move keeps it: a digest, since a stranger may send anything, and no database takes everything as text."""
    return f"reply:{link}:{digest_of({'key': key})[:32]}"


def sent_before(secret: str, key: str) -> bool:
    """Whether just this sending of just this link was taken before: a click that came twice is thanked, not turned away."""
    row = ReplyLink.objects.filter(digest=digest(secret)).values_list("pk", "application").first()
    link, application = row or (0, 0)
    stored = _stored(link, key)
    inside = InnerMove.objects.filter(stage__application=application, key=stored)
    return Move.objects.filter(application=application, key=stored).exists() or inside.exists()


def save_for_later(link: ReplyLink, code: str, *, at: dt.datetime) -> None:
    """Keep what was chosen, to be shown again; nothing is answered by it."""
    with transaction.atomic():
        held, stage = _held(link, link.stage_id or 0, at)
        if code not in {one.code for one in answers(held, stage, link.party, link.body, at=at)}:
            raise StepRefused([CHOOSE])
        ReplyLink.objects.filter(pk=link.pk).update(saved=code)
