"""One row of a tracker, its cells normalised field by field. Still nothing is judged."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onboarding.actions.import_applicants.contacts import read_email, read_mobile
from onboarding.actions.import_applicants.dates import NotADate, read_date
from onboarding.actions.import_applicants.text import folded, tidy
from onboarding.actions.import_applicants.vocabulary import DATES, ENGAGEMENTS, STATUSES, TEXTS, is_blank
from onboarding.lib.sheet import Cell


@dataclass(frozen=True, kw_only=True)
class TrackerRow:
    """Texts are "" where missing, all else None. `notes` are for one look in the preview, never stored."""

    sheet_row: int
    ref: str
    title: str
    first_name: str
    surname: str
    known_as: str
    postcode: str
    locality: str
    interview_outcome: str
    owner: str
    email: str | None
    email_dropped: bool
    mobile: str | None
    mobile_dropped: bool
    engagement: str | None
    status: str | None
    status_typed: str
    days: Mapping[str, date]
    not_dates: Mapping[str, str]
    notes: str

    @property
    def date_of_birth(self) -> date | None:
        """The day of birth, None where it is missing or no date."""
        return self.days.get("date_of_birth")

    @cached_property
    def digest(self) -> str:
        """SHA-256 (64 hex digits) of every normalised field; notes and row number are no part of it."""
        fields = {name: getattr(self, name) for name in (*TEXTS, "email", "mobile", "engagement")}
        fields |= {"status": self.status or self.status_typed, **self.not_dates}
        fields |= {name: day.isoformat() for name, day in self.days.items()}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def normalised(sheet_row: int, cells: Mapping[str, Cell]) -> TrackerRow:
    """The row with every field in the form it is kept in."""
    email, email_dropped = read_email(cells.get("email"))
    mobile, mobile_dropped = read_mobile(cells.get("mobile"))
    days, not_dates = _dates(cells)
    status_typed = tidy(cells.get("status"))
    return TrackerRow(
        sheet_row=sheet_row,
        **{name: tidy(cells.get(name)) for name in TEXTS},
        email=email,
        email_dropped=email_dropped,
        mobile=mobile,
        mobile_dropped=mobile_dropped,
        engagement=ENGAGEMENTS.get(folded(cells.get("engagement"))),
        status=STATUSES.get(folded(status_typed)),
        status_typed="" if is_blank(status_typed) else status_typed,
        days=days,
        not_dates=not_dates,
        notes=tidy(cells.get("notes")),
    )


def _dates(cells: Mapping[str, Cell]) -> tuple[dict[str, date], dict[str, str]]:
    read = {name: read_date(cells.get(name)) for name in DATES}
    days = {name: found for name, found in read.items() if isinstance(found, date)}
    not_dates = {name: found.typed for name, found in read.items() if isinstance(found, NotADate)}
    return days, not_dates
