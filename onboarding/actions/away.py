"""Days on which a member of staff is away, and who stands in for them: their people are never without somebody."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import User

LONGEST = dt.timedelta(days=366)


def set_away(
    user: User, *, first: dt.date | None, last: dt.date | None, stand_in: int | None, by: User, at: dt.datetime
) -> None:
    """Say that somebody is away from `first` to `last` (both None: they are here), with who stands in. Raises StepRefused.

    One's own days, or anybody's for who has the settings. Letters and pages name who is there on the day.
    """
    other = User.objects.filter(pk=stand_in or 0, is_active=True).first()
    if refused := _why_not(user, first, last, stand_in, other, by, at):
        raise StepRefused(refused)
    with transaction.atomic():
        holder = chain.lock(None)
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        row.away_from, row.away_until, row.stand_in = first, last, other
        row.save(update_fields=["away_from", "away_until", "stand_in"])
        codes = {"who": row.ref, "from": str(first or ""), "until": str(last or ""), "stands_in": other.ref if other else ""}
        chain.append(holder, "away", by=by, at=at, codes=codes)
        holder.save(update_fields=["chain_seq", "chain_head"])


def _why_not(
    user: User, first: dt.date | None, last: dt.date | None, stand_in: int | None, other: User | None, by: User, at: dt.datetime
) -> list[str]:
    today = clock.local_date(at, ZONE)
    both = first is not None and last is not None
    able = other is not None and other.pk != user.pk and access.may(other, "contact")
    in_the_way = {
        "You may not change this": by.pk != user.pk and not access.may(by, "settings"),
        "Enter the first day and the last": (first is None) != (last is None),
        "The last day must not lie before the first": bool(first and last and last < first),
        "The last day must be today or later": bool(last and last < today),
        "A year at most": bool(first and last and last - first > LONGEST),
        "Choose somebody else who works here": bool(stand_in) and not able,
        "Say from when to when, or take the name away": bool(stand_in) and not both,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]
