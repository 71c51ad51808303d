"""“I have a question”: the step is ours at once, and what they wrote goes to their messages, for the one who looks after them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onboarding.actions.messages import write
from onboarding.door import take
from onboarding.models import Application, User


def ask_a_question(
    application: Application, stage: Any, step: str, *, by: User, at: dt.datetime, key: str | None = None, words: str = "", **more: Any
) -> None:
    """Take the step that gives the ball to us, and send the words, if there are any, as a message: both, or neither.

    Takes what `take` takes, and refuses as it and `write` do. The same again changes nothing.
    """
    with transaction.atomic():
        take(application, stage, step, by=by, at=at, key=key, **more)
        if words.strip():
            write(application, words, by=by, at=at, key=f"asked:{key or at.isoformat()}"[:64])
