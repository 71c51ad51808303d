"""“I would like to talk today”: it reaches the supervisor and the deputy at once, and no reason is asked."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.actions.staff_note import tell
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Match, TalkWish, User
from onboarding.queries.supervision import WITH_US

NOBODY = "Nobody supports you yet. Call us, or write to us."
NOT_YOURS = "You may not do this"
KEPT = dt.timedelta(days=365)


def ask_to_talk(application: Application, *, by: User, at: dt.datetime) -> TalkWish:
    """Write the wish of the person down and tell who supports them; while one is open, asking again is the same wish.

    Raises StepRefused for anybody else, and where nobody supports them yet.
    """
    if not access.is_own(by, application):
        raise StepRefused([NOT_YOURS])
    with transaction.atomic():
        held = lock_application(application)
        open_one = TalkWish.objects.filter(application=held, met_at=None).first()
        if open_one is not None:
            return open_one
        matches = Match.objects.filter(stage__application=held, stage__kind="placement", current=True)
        match = matches.select_related("supervisor", "deputy").first()
        if match is None or held.state not in WITH_US:
            raise StepRefused([NOBODY])
        made = TalkWish.objects.create(application=held, asked_at=at)
        tell(held, (match.supervisor, match.deputy), about=f"talk:{made.pk}", at=at)
        append(held, "talk_asked", by=by, at=at, codes={"wish": made.pk})
        held.save(update_fields=["chain_seq", "chain_head"])
    return made


def talked(application: Application, *, by: User, at: dt.datetime) -> None:
    """Somebody who supports them has talked with them; nothing of what was said. Twice is once. Raises StepRefused."""
    if not access.may(by, "supervise", application):
        raise StepRefused([NOT_YOURS])
    with transaction.atomic():
        held = lock_application(application)
        if TalkWish.objects.filter(application=held, met_at=None).update(met_at=at, met_by=by):
            append(held, "talk_held", by=by, at=at, codes={})
            held.save(update_fields=["chain_seq", "chain_head"])


def purge_wishes(*, at: dt.datetime) -> int:
    """Erase each wish a year after it was made."""
    return TalkWish.objects.filter(asked_at__lte=at - KEPT).delete()[0]
