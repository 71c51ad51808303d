"""A fee of a disclosure body from a day on: written beside those before it, witnessed in the organisation's chain."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Fee, User
from onboarding.queries.fees import fee_on
from onboarding.stages.fees import CHECKS


def change_fee(scheme: str, check_code: str, *, pence: int, volunteer_pence: int, since: dt.date, by: User, at: dt.datetime) -> None:
    """Write what a check costs from `since` on. A second word about the same day takes the place of the first.

    Fees of days before stay, so that what was told then can be told again. Raises StepRefused with every sentence in the way.
    """
    if not access.may(by, "settings"):
        raise StepRefused(["You may not change this"])
    sentences = [] if (scheme, check_code) in CHECKS else ["Choose a kind of check"]
    if volunteer_pence > pence:
        sentences.append("A volunteer does not pay more than others do")
    if sentences:
        raise StepRefused(sentences)
    with transaction.atomic():
        holder = chain.lock(None)
        today = clock.local_date(at, ZONE)
        before = fee_on(scheme, check_code, since)
        values = {"pence": pence, "volunteer_pence": volunteer_pence, "checked_by": by.name, "checked_on": today}
        Fee.objects.update_or_create(scheme=scheme, check_code=check_code, since=since, defaults=values)
        was = [before.pence, before.volunteer_pence, str(before.since or "")] if before else []
        codes = {"scheme": scheme, "check": check_code, "before": was, "after": [pence, volunteer_pence, str(since)]}
        chain.append(holder, "fee_changed", by=by, at=at, codes=codes)
        holder.save(update_fields=["chain_seq", "chain_head"])
