"""The answer to an import as plain values, for a file, a test or another program. Notes are no part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from onboarding.actions.import_applicants.duplicates import EXACT
from onboarding.actions.import_applicants.durations import durations, open_now

if TYPE_CHECKING:
    from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker


def report(tracker: CheckedTracker) -> dict[str, Any]:
    """Facts of the file, counts, and every row. A CSV has no sheet, an XLSX no encoding and no line end."""
    sheet, accepted = tracker.sheet, tracker.accepted
    return {
        "file": sheet.file,
        "as_at": _iso(tracker.as_at),
        "encoding": sheet.encoding,
        "line_end": repr(sheet.line_end) if sheet.line_end else None,
        "sheet": sheet.sheet,
        "header_row": sheet.header_row,
        "last_sheet_row": sheet.last_sheet_row,
        "data_rows": len(tracker.rows),
        "counts": tracker.counts,
        "accepted_by_state": dict(Counter(row.state for row in accepted)),
        "reasons": _counted(reason for row in tracker.rows for reason in row.reasons),
        "warnings": _counted(warning for row in tracker.rows for warning in row.warnings),
        "durations_of_accepted_rows": durations(accepted),
        "open_now": open_now(accepted, as_at=tracker.as_at),
        "rows": [_row(row) for row in tracker.rows],
    }


def _counted(codes: Iterable[str]) -> dict[str, int]:
    return dict(Counter("exact_duplicate" if code.startswith(EXACT) else code for code in codes))


def _row(row: CheckedRow) -> dict[str, Any]:
    return {
        "sheet_row": row.sheet_row,
        "ref": row.ref,
        "outcome": row.outcome,
        "reasons": list(row.reasons),
        "warnings": list(row.warnings),
        "state": row.state,
        "on_hold_at": row.on_hold_at,
        "first_name": row.first_name,
        "surname": row.surname,
        "email": row.email,
        "mobile": row.mobile,
        "engagement": row.engagement,
        "date_of_birth": _iso(row.date_of_birth),
        "dates": {heading: day.isoformat() for heading, day in row.dates.items()} if row.accepted else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
