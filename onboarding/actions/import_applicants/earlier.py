"""What is known from before a file: rows brought in (as they stood in their sheet) and people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from onboarding.actions.import_applicants.duplicates import Earlier, Person
from onboarding.actions.import_applicants.rows import TrackerRow
from onboarding.engine.hashing import commitment
from onboarding.models import Applicant, Application, ImportRow, ImportRun

ANOTHER = "another row"


def known(rows: Iterable[TrackerRow], *, besides: ImportRun | None = None) -> Earlier:
    """What is known about the references of `rows`, and everybody's addresses; `besides` a run that is not finished yet."""
    people, emails = _people(besides)
    return Earlier(digests=_digests(rows, besides), people=people, emails=emails)


def kept_digest(row: TrackerRow) -> str:
    """The digest of a row as it is kept: under the field key, so that a guessed row cannot be tried against it."""
    return commitment(_keys()[0], row.digest)


def is_kept(row: TrackerRow, digest: str) -> bool:
    """Whether `digest` was kept of this very row, under the present key or an earlier one."""
    return any(commitment(key, row.digest) == digest for key in _keys())


def _keys() -> list[bytes]:
    return [key.strip().encode() for key in settings.FIELD_KEY.split(",")]


def _digests(rows: Iterable[TrackerRow], besides: ImportRun | None) -> dict[str, str]:
    unfinished = Q(run=besides) & (Q(application=None) | Q(application__hidden=True))
    kept = dict(ImportRow.objects.exclude(unfinished).values_list("ref", "digest"))
    found = dict.fromkeys(kept, ANOTHER)
    found |= {row.ref: row.digest for row in rows if row.ref in kept and is_kept(row, kept[row.ref])}
    return found


def _people(besides: ImportRun | None) -> tuple[set[Person], dict[str, set[dt.date | None]]]:
    theirs = Application.objects.filter(applicant=OuterRef("pk"))
    mine = Q(import_run=besides, hidden=True) if besides else Q(pk__in=())
    there = Applicant.objects.exclude(Exists(theirs.filter(mine)) & ~Exists(theirs.exclude(mine)))
    people: set[Person] = set()
    emails: dict[str, set[dt.date | None]] = {}
    for born, mobile, email in there.values_list("date_of_birth", "mobile", "email"):
        people.update({(born, contact) for contact in (mobile, email) if born and contact})
        if email:
            emails.setdefault(email, set()).add(born)
    return people, emails
