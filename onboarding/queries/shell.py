"""What stands around every page: the organisation, and the menu of the person who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onboarding import access
from onboarding.models import Organisation, User

SERVICE = "Peer worker onboarding"


@dataclass(frozen=True)
class Shown:
    """The organisation as header and footer show it."""

    name: str
    footer_line: str
    phone: str
    email: str
    hours: str
    reply_time: str
    crisis_help: str
    service: str = SERVICE


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: `name` is the name of its address."""

    label: str
    name: str
    under: str
    permission: str = ""
    method: str = "get"


STAFF_MENU = (
    Entry("Your work", "worklist", "/staff/", "view_worklist"),
    Entry("All people", "people", "/staff/people/", "view_application"),
    Entry("Letters", "letters", "/staff/letters/", "view_letters"),
    Entry("Bring in a spreadsheet", "imports", "/staff/import/", "import"),
    Entry("Reports", "reports", "/staff/reports/", "view_reports"),
    Entry("Sign out", "account_logout", "/accounts/logout/", method="post"),
)
APPLICANT_MENU = (
    Entry("Your progress", "progress", "/"),
    Entry("Sign out", "account_logout", "/accounts/logout/", method="post"),
)


def organisation() -> Shown | None:
    """The one organisation, or None before the database is laid out."""
    found = Organisation.objects.first()
    if found is None:
        return None
    return Shown(
        found.name, found.footer_line, found.phone, found.email, found.hours, found.reply_time, found.crisis_help
    )


def menu(user: Any) -> tuple[Entry, ...]:
    """The entries of the menu that this person may open; none for who is not signed in."""
    if not isinstance(user, User):
        return ()
    if not access.is_staff(user):
        return APPLICANT_MENU
    return tuple(entry for entry in STAFF_MENU if not entry.permission or access.may(user, entry.permission))
