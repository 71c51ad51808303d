"""The menu of staff: what this person may open, by the names of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onboarding import access


@dataclass(frozen=True)
class Entry:
    """One entry: `name` is the name of its address, `under` where the pages that belong to it stand."""

    label: str
    name: str
    under: str
    permission: str = ""


STAFF_MENU = (
    Entry("Your work", "worklist", "/staff/", "view_worklist"),
    Entry("All people", "people", "/staff/people/", "view_application"),
    Entry("Your teams", "placements", "/staff/placements/", "view_placement"),
    Entry("Organisations", "bodies", "/staff/bodies/", "send_link"),
    Entry("Letters", "letters", "/staff/letters/", "view_letters"),
    Entry("Bring in a spreadsheet", "imports", "/staff/import/", "import"),
    Entry("Reports", "reports", "/staff/reports/", "view_reports"),
    Entry("Pathways", "pathways", "/staff/pathways/", "sign_off_pathway"),
    Entry("Reminders", "ladders", "/staff/ladders/", "settings"),
    Entry("Fees", "fees", "/staff/fees/", "settings"),
    Entry("Your sign-in", "mfa_index", "/accounts/app/"),
)


def staff_menu(user: Any) -> tuple[Entry, ...]:
    """The entries this member of staff may open, in order."""
    return tuple(entry for entry in STAFF_MENU if not entry.permission or access.may(user, entry.permission))
