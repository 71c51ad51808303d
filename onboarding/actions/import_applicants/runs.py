"""The runs as the pages show them: what is not complete, and what one run brought."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from onboarding import access
from onboarding.actions.import_applicants.evidence import OPEN, SEEN, Evidence, in_words
from onboarding.models import ImportRow, ImportRun, User


@dataclass(frozen=True)
class Progress:
    """A run: how many of its rows are written, whether they can be seen, whether it is being removed."""

    run: ImportRun
    rows: int
    here: int

    @property
    def complete(self) -> bool:
        """Whether its people can be seen."""
        return self.run.completed_at is not None

    @property
    def being_removed(self) -> bool:
        """Whether its removal was begun and not ended."""
        return self.run.discarded_at is not None


@dataclass(frozen=True)
class ToConfirm:
    """One piece of evidence: whose, what, and what the sheet says about the day."""

    name: str
    reference: str
    words: str
    says: str


def _counted() -> list[Progress]:
    runs = ImportRun.objects.annotate(n=Count("rows"), done=Count("rows", filter=Q(rows__application__isnull=False)))
    return [Progress(run, run.n, run.done) for run in runs.order_by("-started_at") if run.n]


def unfinished() -> list[Progress]:
    """The runs that are not complete, latest first."""
    return [progress for progress in _counted() if not progress.complete]


def progress_of(pk: int) -> Progress | None:
    """One run, or None when it is not there or was removed."""
    return next((progress for progress in _counted() if progress.run.pk == pk), None)


def to_confirm(run: ImportRun, *, user: User) -> list[ToConfirm]:
    """The evidence of a run that this person may look at, as it stood in the sheet."""
    seen = access.applications_for(user).filter(import_run=run)
    rows = ImportRow.objects.filter(application__in=seen).select_related("application__applicant").order_by("sheet_row")
    return [_item(row, item) for row in rows for item in row.evidence]


def _item(row: ImportRow, item: Evidence) -> ToConfirm:
    application = row.application
    if application is None:
        raise ValueError("A row without an application has no evidence")
    return ToConfirm(application.applicant.full_name, application.reference, in_words(item), _says(item))


def _says(item: Evidence) -> str:
    if item["on"]:
        day = dt.date.fromisoformat(item["on"])
        return f"{day.day} {day:%B %Y}"
    return "date not known" if item["what"] in (SEEN, OPEN) else ""
