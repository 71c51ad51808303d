"""Log a contact: who, when, how, about what, and one line the person can read. Witnessed without the line."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door.chain import append, lock
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Contact, User
from onboarding.queries.contacts import ABOUT, HOW, LONGEST, WHO


def log_contact(
    application: Application, *, by: User, at: dt.datetime, happened_at: dt.datetime, who: str, how: str, about: str, line: str = ""
) -> Contact:  # fmt: skip
    """Keep one contact, or raise StepRefused: no right, a code not in the lists, a time ahead, a line too long."""
    if not access.may(by, "contact", application):
        raise StepRefused(["You may not log a contact here"])
    refused = _sentences(happened_at, at, who, how, about, line)
    if refused:
        raise StepRefused(refused)
    with transaction.atomic():
        holder = lock(application)
        contact = Contact.objects.create(
            application=application, by=by, at=happened_at, recorded_at=at, who=who, how=how, about=about, line=line
        )
        append(
            holder,
            "contact",
            by=by,
            at=at,
            codes={"who": who, "how": how, "about": about},
            words={"line": line} if line else None,
        )
        holder.save(update_fields=["chain_seq", "chain_head"])
    return contact


def _sentences(happened_at: dt.datetime, at: dt.datetime, who: str, how: str, about: str, line: str) -> list[str]:
    checks = (
        (who in dict(WHO), "Select who it was with"),
        (how in dict(HOW), "Select how you were in touch"),
        (about in dict(ABOUT), "Select what it was about"),
        (happened_at <= at, "The date must be today or earlier"),
        (
            len(line) <= LONGEST and "\n" not in line and "\x00" not in line,
            f"Use {LONGEST} characters or fewer, in one line",
        ),
    )
    return [sentence for holds, sentence in checks if not holds]
