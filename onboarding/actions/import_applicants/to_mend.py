"""The rows to mend as a file: the rejected rows as they stand in the sheet, with why, never the notes. Mended, it can be brought in."""

from __future__ import annotations

from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker
from onboarding.actions.import_applicants.choices import is_perhaps_known
from onboarding.actions.import_applicants.quotes import said
from onboarding.actions.import_applicants.text import tidy
from onboarding.actions.import_applicants.vocabulary import HEADINGS
from onboarding.lib.spreadsheets import OutCell, write_csv

ROW, WHY = "Row in your file", "Why it cannot come in yet"  # no columns of a tracker: left unread when it is brought again
COLUMNS = {field: heading for field, heading in HEADINGS.items() if field != "notes"}


def rows_to_mend(tracker: CheckedTracker) -> list[CheckedRow]:
    """The rows that stay out until somebody mends them; a person who may be known already is a choice, and nothing to mend."""
    return [row for row in tracker.rows if row.outcome == "rejected" and not is_perhaps_known(row)]


def file_to_mend(tracker: CheckedTracker) -> bytes:
    """The CSV, in which no cell acts as a formula."""
    cells = dict(tracker.sheet.rows)
    head = [*COLUMNS.values(), ROW, WHY]
    lines: list[list[OutCell]] = [
        [*(tidy(cells[row.sheet_row].get(field)) for field in COLUMNS), row.sheet_row, " ".join(said(row, code) for code in row.reasons)]
        for row in rows_to_mend(tracker)
    ]
    day = tracker.sheet.as_at  # what was after it in the whole file is after it in these rows, too
    stamp: list[list[OutCell]] = [[f"Exported on {day:%d/%m/%Y}"]] if day else []
    return write_csv([*stamp, head, *lines])
