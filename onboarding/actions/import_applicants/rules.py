"""What speaks against taking a row in (reasons) and what somebody should know about it (warnings)."""

from collections.abc import Iterator
from datetime import date

from onboarding.actions.import_applicants.rows import TrackerRow
from onboarding.actions.import_applicants.state import reached
from onboarding.actions.import_applicants.vocabulary import STAGE_DATES, TEXTS

ADULT = 18
LONGEST_TEXT = 200
# A longer text in one of these columns is a cell that slipped.
LONGEST = {"ref": 60, "title": 30, "first_name": 120, "surname": 120, "known_as": 120, "postcode": 12}


def reasons(row: TrackerRow, *, as_at: date | None) -> Iterator[str]:
    """Codes of everything that speaks against the row by itself; none means it can be taken in."""
    yield from _missing(row)
    yield from (f"invalid_date:{field}" for field in row.not_dates)
    yield from (f"too_long:{field}" for field in TEXTS if len(getattr(row, field)) > longest(field))
    yield from _out_of_order(row, as_at)
    yield from _status(row)


def longest(field: str) -> int:
    """How many characters a text of this column may have."""
    return LONGEST.get(field, LONGEST_TEXT)


def warnings(row: TrackerRow) -> Iterator[str]:
    """Codes of what is worth knowing about a row that can be taken in."""
    if row.email_dropped:
        yield "invalid_email_dropped"
    elif row.email is None:
        yield "no_email"
    if row.mobile_dropped:
        yield "invalid_mobile_dropped"
    if not row.status_typed:
        yield "status_derived_from_dates"
    if row.engagement is None:
        yield "engagement_unknown"


def _missing(row: TrackerRow) -> Iterator[str]:
    # Without a reference the same file brought again could not be recognised, and people would be doubled.
    for field in ("ref", "surname", "first_name"):
        if not getattr(row, field):
            yield f"missing_required:{field}"
    if "date_applied" not in row.days and "date_applied" not in row.not_dates:
        yield "missing_required:date_applied"
    if row.email is None and row.mobile is None:
        yield "missing_required:contact"


def _out_of_order(row: TrackerRow, as_at: date | None) -> Iterator[str]:
    applied, born = row.days.get("date_applied"), row.date_of_birth
    if applied and as_at and applied > as_at:
        yield "date_in_future:date_applied"
    sent, cleared = row.days.get("oh_sent"), row.days.get("oh_cleared")
    if sent and cleared and cleared < sent:
        yield "date_order:oh_cleared_before_oh_sent"
    if _placed_before_clearance(row):
        yield "placement_before_clearance"
    if applied and born and _age(born, on=applied) < ADULT:
        yield "under_18"


def _placed_before_clearance(row: TrackerRow) -> bool:
    placed, clear = row.days.get("placement_start"), row.days.get("dbs_clear")
    if placed is None or "dbs_clear" in row.not_dates:
        return False
    return clear is None or placed < clear


def _age(born: date, *, on: date) -> int:
    """Full years; who was born on 29 February has the birthday on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _status(row: TrackerRow) -> Iterator[str]:
    if row.status_typed and row.status is None:
        yield "unknown_status"
    elif not any(field in row.not_dates for field in STAGE_DATES) and reached(row.status, row.days) is None:
        # A date that cannot be read is named by itself; a conflict that follows from it would say it twice.
        yield "status_conflict"
