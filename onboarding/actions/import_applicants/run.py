"""One run for one file: everything checked before anything is written, hidden until complete, resumed by the same file."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from onboarding import access
from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker, check
from onboarding.actions.import_applicants.choices import Choice, standing, to_come_in
from onboarding.actions.import_applicants.duplicates import Earlier
from onboarding.actions.import_applicants.earlier import kept_digest, known
from onboarding.actions.import_applicants.reading import Sheet, read_tracker
from onboarding.actions.import_applicants.refused import TrackerRefused
from onboarding.actions.import_applicants.rows import normalised
from onboarding.actions.import_applicants.write import imported, write_row
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, ImportRow, ImportRun, User

# Seconds between rows: whoever waits for the one writer of an SQLite database comes in between.
BREATH = 0.01
NO_CHOICES: Mapping[int, Choice] = {}


@dataclass(frozen=True)
class Look:
    """A file looked at, with nothing written: its digest, what it says, and the run it began earlier, if it did."""

    digest: str
    name: str
    tracker: CheckedTracker
    run: ImportRun | None

    @property
    def unfinished(self) -> bool:
        """Whether this file was begun and is not all here."""
        return self.run is not None and self.run.completed_at is None


def look(content: bytes, *, filename: str, at: dt.datetime) -> Look:
    """Read and judge a file against what is known. Raises TrackerRefused with a sentence."""
    sheet, digest = read_tracker(content, filename=filename), hashlib.sha256(content).hexdigest()
    run = ImportRun.objects.filter(file_digest=digest).first()
    return Look(digest, filename[-200:], _judged(sheet, run, at), run)


def _judged(sheet: Sheet, run: ImportRun | None, at: dt.datetime) -> CheckedTracker:
    """A file that is not all here yet is judged as it was when it was begun."""
    besides = run if run is not None and run.completed_at is None else None
    rows = [normalised(number, cells) for number, cells in sheet.rows]
    return check(sheet, earlier=known(rows, besides=besides), as_at=clock.local_date(at, ZONE))


def begin(looked: Look, *, by: User, at: dt.datetime, choices: Mapping[int, Choice] = NO_CHOICES) -> ImportRun | None:
    """Plan every row that comes in, in one transaction, or go on with what this file began; None: nothing is to come in.

    Files are judged one at a time, so that one tracker saved twice cannot bring the same people in side by side.
    Raises TrackerRefused for who may not, and while the run is being removed.
    """
    with transaction.atomic():
        organisation = chain.lock(None)
        run = ImportRun.objects.select_for_update(of=("self",)).filter(file_digest=looked.digest).first()
        if run is not None and run.discarded_at:
            raise TrackerRefused("This spreadsheet is being removed. Remove it to the end, then bring it again.")
        if run is not None and run.completed_at is None:
            return run
        tracker = _judged(looked.tracker.sheet, run, at)
        rows = to_come_in(tracker, choices)
        if not rows:
            return run
        _refuse_strangers(rows, by)
        run = _plan(replace(looked, tracker=tracker, run=run), rows, choices, by=by, at=at)
        chain.append(organisation, "import_begun", by=by, at=at, codes={"run": run.pk, "rows": len(rows)})
        organisation.save(update_fields=["chain_seq", "chain_head"])
    return run


def _refuse_strangers(rows: list[CheckedRow], by: User) -> None:
    services = {imported(engagement).service_id for engagement in {row.engagement for row in rows}}
    if not all(access.may_in(by, "import", service) for service in services):
        raise TrackerRefused("You may not bring people into this service.")


def _plan(
    looked: Look, rows: list[CheckedRow], choices: Mapping[int, Choice], *, by: User, at: dt.datetime
) -> ImportRun:
    run = looked.run or ImportRun(file_digest=looked.digest, started_at=at)
    run.file_name, run.as_at, run.by, run.completed_at = looked.name, looked.tracker.as_at, by, None
    run.rows_accepted += len(rows)
    run.save()
    ImportRow.objects.bulk_create(_planned(run, row, choices.get(row.sheet_row, Choice())) for row in rows)
    return run


def _planned(run: ImportRun, row: CheckedRow, choice: Choice) -> ImportRow:
    return ImportRow(run=run, sheet_row=row.sheet_row, ref=row.ref, digest=kept_digest(row), evidence=choice.as_plan())


def go_on(run: ImportRun, sheet: Sheet, *, by: User, at: dt.datetime, most: int | None = None) -> bool:
    """Write the next rows (`most`, or all) of a run that began with this sheet. True when it is complete and to be seen."""
    rows = {row.sheet_row: row for row in check(sheet, earlier=Earlier(), as_at=run.as_at).rows}
    waiting = ImportRow.objects.filter(run=run, application=None).order_by("sheet_row")
    for planned, number in list(waiting.values_list("pk", "sheet_row")[:most]):
        if number not in rows:
            raise TrackerRefused("This is not the file that was begun. Choose that file again.")
        time.sleep(BREATH)
        write_row(planned, standing(rows[number]), run=run, by=by, at=at)
    return _finish(run, by=by, at=at)


def _finish(run: ImportRun, *, by: User, at: dt.datetime) -> bool:
    """All rows are there: show them all in one statement."""
    with transaction.atomic():
        organisation = chain.lock(None)
        now = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if now.discarded_at or now.rows.filter(application=None).exists():
            return False
        if now.completed_at is None:
            brought = Application.objects.filter(import_run=now, import_row__isnull=False, hidden=True).update(
                hidden=False
            )
            ImportRun.objects.filter(pk=now.pk).update(completed_at=at)
            chain.append(organisation, "import_complete", by=by, at=at, codes={"run": now.pk, "applications": brought})
            organisation.save(update_fields=["chain_seq", "chain_head"])
    return True


def bring_file(
    looked: Look, *, by: User, at: dt.datetime, choices: Mapping[int, Choice] = NO_CHOICES
) -> ImportRun | None:
    """Begin (or resume) and bring in everything. None when nothing was to come in."""
    run = begin(looked, by=by, at=at, choices=choices)
    if run is not None and run.completed_at is None and not go_on(run, looked.tracker.sheet, by=by, at=at):
        raise TrackerRefused("This spreadsheet was removed while it was brought in. Nothing of it is here.")
    return run
