"""The applicant behind a sign-in, and somebody's details as a form shows them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from onboarding.models import Applicant, User

SHOWN = ("known_as", "mobile", "address", "postcode", "points", "channel", "formats")
TO_STAFF = ("first_name", "surname", "email", *SHOWN, "quiet_until")


def applicant_of(user: User) -> Applicant | None:
    """Who applies under this sign-in, or None."""
    return Applicant.objects.filter(user=user).first()


def details_of(applicant: Applicant) -> dict[str, Any]:
    """What the person can change, by field."""
    return {name: getattr(applicant, name) for name in SHOWN}


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
