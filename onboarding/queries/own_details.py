"""The applicant behind a sign-in, and their details as the form shows them."""

from __future__ import annotations

from typing import Any

from onboarding.models import Applicant, User

SHOWN = ("known_as", "mobile", "address", "postcode", "points", "channel", "formats")


def applicant_of(user: User) -> Applicant | None:
    """Who applies under this sign-in, or None."""
    return Applicant.objects.filter(user=user).first()


def details_of(applicant: Applicant) -> dict[str, Any]:
    """What the person can change, by field."""
    return {name: getattr(applicant, name) for name in SHOWN}
