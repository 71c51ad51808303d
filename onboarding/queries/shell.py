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
    Entry("Selection", "selection_days", "/staff/selection/", "score"),
    Entry("Supervision", "supported", "/staff/supervision/", "supervise"),
    Entry("Courses", "courses", "/staff/courses/", "keep_register"),
    Entry("Organisations", "bodies", "/staff/bodies/", "send_link"),
    Entry("Letters", "letters", "/staff/letters/", "view_letters"),
    Entry("Reports", "reports", "/staff/reports/", "view_reports"),
    Entry("Complaints and incidents", "registers", "/staff/registers/", "keep_registers"),
    Entry("Settings", "settings", "/staff/settings/", "view_settings"),
    Entry("Access to confirm", "access_proposals", "/staff/access/", "confirm_access"),
    Entry("Your sign-in", "mfa_index", "/accounts/app/"),
)


# What can be set, each with the words under its name on the settings page.
SETTINGS = (
    (Entry("Who works here", "staff_list", "/staff/settings/staff/", "settings"), "Staff, their roles, and who leaves"),
    (Entry("Colour and logo", "brand", "/staff/settings/look/", "settings"), "How pages and letters look"),
    (Entry("Words by nation", "nation_words", "/staff/settings/words/", "settings"), "Help right now and advice, looked at by whom"),
    (Entry("Pathways", "pathways", "/staff/pathways/", "view_settings"), "The steps of each kind of role, and who signed them off"),
    (Entry("Groups", "groups", "/staff/groups/", "welcome"), "What groups for mutual support agreed on, and if their door is open"),
    (Entry("Holidays", "holidays", "/staff/settings/holidays/", "view_settings"), "What the calendar knows, and where it ends"),
    (Entry("How people see you", "about_me", "/staff/you/", "contact"), "Your number, your hours, and if you are a peer"),
    (Entry("Reminders", "ladders", "/staff/ladders/", "settings"), "After how many days we remind, call or ask again"),
    (Entry("Fees", "fees", "/staff/fees/", "settings"), "What the DBS, Disclosure Scotland and AccessNI ask for a check"),
)


def settings_menu(user: Any) -> tuple[tuple[Entry, str], ...]:
    """What this member of staff may set on pages of its own, each with a line of words."""
    return tuple((entry, words) for entry, words in SETTINGS if access.may(user, entry.permission))


def staff_menu(user: Any) -> tuple[Entry, ...]:
    """The entries this member of staff may open, in order."""
    return tuple(entry for entry in STAFF_MENU if not entry.permission or access.may(user, entry.permission))
