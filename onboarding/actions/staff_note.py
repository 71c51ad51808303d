"""A mail to a member of staff that says only that there is an update: one for each thing, however often it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onboarding.door import outbox
from onboarding.models import Application, User

KIND = "staff_note"


def tell(application: Application, people: Iterable[User], *, about: str, at: dt.datetime) -> None:
    """Put one mail for each of them into the outbox, once for what it is about; inside the caller's transaction."""
    for user in people:
        if user.is_active:
            outbox.put(application, KIND, key=f"{KIND}:{about}:{user.pk}", not_before=at)
