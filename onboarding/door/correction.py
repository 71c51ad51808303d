"""What follows every correction: waits projected again, and contact that is now too early in time brought to light."""

from __future__ import annotations

import datetime as dt

from onboarding.door import compliance, waits
from onboarding.door.chain import append
from onboarding.door.held import Held
from onboarding.models import AuditEvent, User

REASONS = (
    ("wrong_person", "It was meant for another person"),
    ("wrong_date", "The date was wrong"),
    ("wrong_step", "Another step was meant"),
    ("told_later", "We were told otherwise later"),
)
EXCEPTION = "compliance_exception"


def corrected(held: Held, by: User, at: dt.datetime) -> None:
    """Project the waits again and witness every contact that the correction made unlawful in time."""
    waits.rewrite(held)
    witness_exceptions(held, by, at)


def witness_exceptions(held: Held, by: User | None, at: dt.datetime) -> None:
    """Witness, once, each contact that is now known to have been too early by law."""
    exceptions = compliance.exceptions(held)
    events = AuditEvent.objects.filter(application=held.application, type=EXCEPTION)
    known = set(events.values_list("envelope", flat=True)) if exceptions else set()
    for found in exceptions:
        codes = {"move": found.move.number, "rule": found.rule.name}
        if not any(f'"move":{codes["move"]},"rule":"{codes["rule"]}"' in envelope for envelope in known):
            append(held.application, EXCEPTION, by=by, at=at, codes=codes)
