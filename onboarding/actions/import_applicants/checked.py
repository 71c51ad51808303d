"""Judge every row of a tracker. Pure: the same sheet and the same `earlier` give the same answer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onboarding.actions.import_applicants import rules
from onboarding.actions.import_applicants.duplicates import EXACT, Earlier, Seen
from onboarding.actions.import_applicants.reading import Sheet
from onboarding.actions.import_applicants.report import report
from onboarding.actions.import_applicants.rows import TrackerRow, normalised
from onboarding.actions.import_applicants.state import reached
from onboarding.actions.import_applicants.vocabulary import HEADINGS, STAGE_DATES


@dataclass(frozen=True, kw_only=True)
class CheckedRow(TrackerRow):
    """A row and its one outcome: accepted, rejected or skipped_duplicate. Only accepted rows have a state."""

    outcome: str
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    state: str | None = None
    on_hold_at: str | None = None

    @property
    def accepted(self) -> bool:
        """Whether the row is to be taken in."""
        return self.outcome == "accepted"

    @property
    def dates(self) -> Mapping[str, date]:
        """Heading of the stage's column -> day, for the columns that hold one."""
        return {HEADINGS[field]: self.days[field] for field in STAGE_DATES if field in self.days}


@dataclass(frozen=True, kw_only=True)
class CheckedTracker:
    """A whole tracker, judged. `as_at`: its export stamp, else the day handed to `check`."""

    sheet: Sheet
    as_at: date | None
    rows: tuple[CheckedRow, ...]

    @property
    def accepted(self) -> tuple[CheckedRow, ...]:
        """The rows to be taken in, in sheet order."""
        return tuple(row for row in self.rows if row.accepted)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows had each outcome; every outcome is named, also with 0."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in ("accepted", "skipped_duplicate", "rejected")}

    def as_report(self) -> dict[str, Any]:
        """Everything but the notes, in values that JSON holds."""
        return report(self)


def check(sheet: Sheet, *, earlier: Earlier | None = None, as_at: date | None = None) -> CheckedTracker:
    """Judge `sheet` against itself and `earlier`. `as_at` is used where the file has no export stamp."""
    day = sheet.as_at or as_at
    seen = Seen(earlier or Earlier())
    return CheckedTracker(sheet=sheet, as_at=day, rows=tuple(_judged_in_order(sheet, seen, day)))


def _judged_in_order(sheet: Sheet, seen: Seen, as_at: date | None) -> Iterator[CheckedRow]:
    for number, cells in sheet.rows:
        judged = _judged(normalised(number, cells), seen, as_at)
        if judged.outcome != "rejected":
            # A row that is here already counts too, as it stood in the sheet: whatever was mended by hand since,
            # the rows below it are judged as they were the first time.
            seen.add(judged)
        yield judged


def _judged(row: TrackerRow, seen: Seen, as_at: date | None) -> CheckedRow:
    if seen.is_exact(row):
        return CheckedRow(**_fields(row), outcome="skipped_duplicate", reasons=(f"{EXACT}{row.ref}",))
    against = (*rules.reasons(row, as_at=as_at), *seen.reasons(row))
    stands = reached(row.status, row.days)
    if against or stands is None:
        return CheckedRow(**_fields(row), outcome="rejected", reasons=against)
    return CheckedRow(
        **_fields(row),
        outcome="accepted",
        warnings=(*rules.warnings(row), *seen.warnings(row)),
        state=stands.state,
        on_hold_at=stands.on_hold_at,
    )


def _fields(row: TrackerRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
