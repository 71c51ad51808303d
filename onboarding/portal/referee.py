"""What does not fit in the name of a referee, in the words of the person who gives it; all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onboarding.queries.own_step import OwnStep

NOWHERE = "Type their e-mail address or their phone number"
YOURS = "That is your own e-mail address. Type theirs"
TELLS = "That name tells others that you have lived experience. Choose another, or say yes below"
# What the door says to everybody, as the person reads it.
IN_THEIR_WORDS = {
    "This person is named already: each reference is from somebody else": "You have named this person already. Think of someone else",
}


def wrong_with(own: OwnStep) -> Callable[[Mapping[str, Any]], Sequence[tuple[str, str]]] | None:
    """The check of the page on which a referee is named; None for every other page."""
    if own.step != "name_referee":
        return None
    email = own.application.applicant.email.strip().casefold()
    return lambda given: [pair for stands, pair in _checks(given, email) if stands]


def _checks(given: Mapping[str, Any], own_email: str) -> Sequence[tuple[bool, tuple[str, str]]]:
    typed = str(given.get("email") or "").strip().casefold()
    return (
        (not typed and not given.get("phone"), ("email", NOWHERE)),
        (bool(typed) and typed == own_email, ("email", YOURS)),
        (given.get("role_words") == "peer" and given.get("knows") in ("no", "not_sure"), ("role_words", TELLS)),
    )
