"""The applicant behind a sign-in, and somebody's details as a form shows them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from onboarding.models import Applicant, User
from onboarding.stages.needs import LANGUAGE, LARGE_FROM, LARGE_PRINT, SOME_LANGUAGE, language_of

SHOWN = ("known_as", "mobile", "address", "postcode", "points", "channel", "formats")
TO_STAFF = ("first_name", "surname", "email", *SHOWN, "quiet_until")


def applicant_of(user: User) -> Applicant | None:
    """Who applies under this sign-in, or None."""
    return Applicant.objects.filter(user=user).first()


def details_of(applicant: Applicant) -> dict[str, Any]:
    """What the person can change, by field."""
    values = {name: getattr(applicant, name) for name in SHOWN}
    ticked = [code for code in applicant.formats if code not in (LARGE_PRINT, SOME_LANGUAGE) and not code.startswith(LANGUAGE)]
    return {**values, "points": size_of(applicant), "formats": ticked, "language": language_of(applicant.formats)}


def size_of(applicant: Applicant) -> int:
    """The size of print to begin with: who had only ticked large print begins with the least that is."""
    return max(applicant.points, LARGE_FROM) if LARGE_PRINT in applicant.formats else applicant.points


def details_for_staff(applicant: Applicant) -> dict[str, Any]:
    """What staff can change with the person, by field."""
    return {name: getattr(applicant, name) for name in TO_STAFF}


def plain(value: Any) -> Any:
    """A value as it is compared: days as text, lists in one order, text without white space at its ends and one kind of line end."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return "\n".join(value.split("\r\n")).strip()
    return sorted(value) if isinstance(value, list) else value


def as_seen(values: dict[str, Any]) -> str:
    """What a page showed, for its hidden field."""
    return json.dumps({name: plain(value) for name, value in values.items()}, sort_keys=True)


def seen_of(text: str) -> dict[str, Any]:
    """What a page had shown, from its hidden field; nothing where it is no such text."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
