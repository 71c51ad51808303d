"""Sign-ins and what belongs to them, in the organisation's chain: who (as a reference), how, when. Never an address."""

from __future__ import annotations

import datetime as dt

from onboarding.door.chain import record
from onboarding.models import User


def witness(what: str, *, by: User | None, at: dt.datetime, how: str = "", about: str = "") -> None:
    """Witness one event: `what` happened, by whom (None: nobody has signed in), how, and about which e-mail address.

    The address only serves to find the person's reference; an address nobody owns leaves the reference empty.
    """
    codes = {"how": how} if how else {}
    if about:
        codes["about"] = User.objects.filter(email=about.strip().lower()).values_list("ref", flat=True).first() or ""
    record(None, what, by=by, at=at, codes=codes)
