"""Words that somebody typed while their sign-in ran out: sealed, so that nobody reads them where they lie until the next sign-in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cryptography.fernet import InvalidToken

from onboarding.models.fields import box

MOST = 20_000  # characters; more than any page of the form takes


def seal(where: str, typed: Mapping[str, list[str]]) -> str:
    """What was typed on one page, as one sealed text; empty where it is more than a page takes."""
    text = json.dumps({"where": where, "typed": dict(typed)})
    return box().encrypt(text.encode()).decode() if len(text) <= MOST else ""


def unseal(sealed: str, where: str) -> dict[str, list[str]]:
    """What was typed on that page, or nothing."""
    try:
        kept = json.loads(box().decrypt(sealed.encode()))
    except InvalidToken:
        return {}
    return dict(kept["typed"]) if kept["where"] == where else {}
