"""What people read of a member of staff: their number, their hours, and, only if they say so, that they have lived experience."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import User

LONGEST_PHONE, LONGEST_HOURS = 30, 100


def say_about_me(*, phone: str, hours: str, open_about_it: bool, by: User, at: dt.datetime) -> None:
    """Keep one's own words about oneself; nobody says them for another. The same again changes nothing. Raises StepRefused.

    The chain says that something was changed, and never what: whoever takes a yes back leaves no trace of it there.
    """
    if not access.may(by, "contact"):
        raise StepRefused(["You may not change this"])
    if len(phone) > LONGEST_PHONE or len(hours) > LONGEST_HOURS:
        raise StepRefused(["Use fewer words"])
    given = {"phone": phone.strip(), "hours": hours.strip(), "shares_lived_experience": open_about_it}
    with transaction.atomic():
        holder = chain.lock(None)
        row = User.objects.select_for_update(no_key=True).get(pk=by.pk)
        changed = [name for name, value in given.items() if getattr(row, name) != value]
        if not changed:
            return
        for name in changed:
            setattr(row, name, given[name])
        row.save(update_fields=changed)
        chain.append(holder, "about_me_changed", by=by, at=at, codes={"who": row.ref})
        holder.save(update_fields=["chain_seq", "chain_head"])
