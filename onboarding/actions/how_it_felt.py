"""How a supervision felt, in the worker's own words: theirs alone, until they share it with who supports them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door.chain import append, lock_application, record
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, HowItFelt, User
from onboarding.queries.supervision import Log, entry_of, log_of

LONGEST = 1000
LONG = f"Write {LONGEST} characters or fewer"
NOT_YOURS = "Only the person writes here"
KEPT = dt.timedelta(days=365)


def write(application: Application, move: int, words: str, *, shared: bool, by: User, at: dt.datetime) -> None:
    """Keep what the person wrote about one talk, in place of what they wrote before; no words take it away. Raises StepRefused."""
    said = words.strip()
    if not access.is_own(by, application):
        raise StepRefused([NOT_YOURS])
    if len(said) > LONGEST:
        raise StepRefused([LONG])
    entry = entry_of(application, move)
    with transaction.atomic():
        held = lock_application(application)
        mine = HowItFelt.objects.filter(application=held, move=entry.move)
        before = mine.first()
        if (before.words if before else "", before.shared if before else False) == (said, shared and bool(said)):
            return
        mine.delete()
        if said:
            HowItFelt.objects.create(application=held, move_id=entry.move, words=said, shared=shared, written_at=at)
        append(held, "felt_written", by=by, at=at, codes={"shared": shared and bool(said)})
        held.save(update_fields=["chain_seq", "chain_head"])


def read_log(application: Application, *, by: User, at: dt.datetime) -> Log:
    """The log for who supports the person; where words are shared in it, the reading is witnessed first."""
    supports = access.may(by, "supervise", application)
    if supports and HowItFelt.objects.filter(application=application, shared=True).exists():
        record(application, "felt_read", by=by, at=at)
    return log_of(application, felt="shared" if supports else "none")


def purge_felt(*, at: dt.datetime) -> int:
    """Erase what was written a year ago."""
    return HowItFelt.objects.filter(written_at__lte=at - KEPT).delete()[0]
