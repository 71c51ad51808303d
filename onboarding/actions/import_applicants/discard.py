"""Remove what a run that never became complete has written: its people are erased, its applications stay hidden for ever."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from onboarding.door import chain
from onboarding.models import Applicant, Application, ImportRow, ImportRun, User

NOTHING: dict[str, Any] = {
    "title": "", "first_name": "", "surname": "", "known_as": "", "email": "", "mobile": "", "address": "",
    "postcode": "", "date_of_birth": None, "sort_name": "", "formats": [], "points": 14, "channel": "email",
}  # fmt: skip


def discard(run: ImportRun, *, by: User | None, at: dt.datetime) -> bool:
    """Remove a run, row by row, each in a transaction; a killed removal is gone on with by calling this again.

    False for a run that is complete: its people are in use. Rows that an earlier turn of the same file made complete stay.
    """
    if not _stop(run, by=by, at=at):
        return False
    for planned in _unseen(run).values_list("pk", flat=True):
        _remove(planned, by=by, at=at)
    _close(run, at=at)
    return True


def _unseen(run: ImportRun) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(run=run).exclude(application__hidden=False)


def _stop(run: ImportRun, *, by: User | None, at: dt.datetime) -> bool:
    """From here on nobody writes another row of it, or shows it."""
    with transaction.atomic():
        organisation = chain.lock(None)
        now = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if now.completed_at is not None:
            return False
        if now.discarded_at is None:
            ImportRun.objects.filter(pk=run.pk).update(discarded_at=at)
            chain.append(organisation, "import_removed", by=by, at=at, codes={"run": run.pk})
            organisation.save(update_fields=["chain_seq", "chain_head"])
    return True


def _remove(planned: int, *, by: User | None, at: dt.datetime) -> None:
    with transaction.atomic():
        # Locked alone: a join would be read as it stood before the lock was waited for, without what was just written.
        row = ImportRow.objects.select_for_update().filter(pk=planned).first()
        if row is None:
            return
        if row.application is not None:
            _erase(row.application, by=by, at=at)
        row.delete()


def _erase(application: Application, *, by: User | None, at: dt.datetime) -> None:
    """Nobody has seen it. A person who has another application keeps their data there."""
    held = chain.lock(application)
    chain.append(held, "import_removed", by=by, at=at, codes={"run": application.import_run_id})
    held.save(update_fields=["chain_seq", "chain_head"])
    Application.objects.filter(pk=application.pk).update(external_ref="")
    if not Application.objects.filter(applicant=application.applicant_id).exclude(pk=application.pk).exists():
        Applicant.objects.filter(pk=application.applicant_id).update(**NOTHING)


def _close(run: ImportRun, *, at: dt.datetime) -> None:
    """A run that has rows to be seen is complete with those; else its file may be brought in anew."""
    with transaction.atomic():
        now = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        left = now.rows.count()
        if left:
            values: dict[str, Any] = {"completed_at": at, "discarded_at": None, "rows_accepted": left}
        else:
            values = {"file_digest": f"removed-{run.pk}", "file_name": "", "rows_accepted": 0}
        ImportRun.objects.filter(pk=run.pk).update(**values)
