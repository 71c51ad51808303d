"""Words that somebody typed while their sign-in ran out: sealed, so that nobody reads them where they lie until the next sign-in."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

from cryptography.fernet import InvalidToken

from onboarding.models.fields import box

KEPT = "kept_words"  # its name in a session
MOST = 20_000  # characters; more than any page of the form takes


def keep(session: MutableMapping[str, Any], where: str, typed: Mapping[str, list[str]]) -> None:
    """Keep what was posted to a page in a session; what was kept before goes."""
    session[KEPT] = seal(where, {name: values for name, values in typed.items() if name != "csrfmiddlewaretoken"})


def take_back(session: MutableMapping[str, Any], where: str) -> dict[str, list[str]]:
    """What was kept for this very page, once; else nothing."""
    sealed = session.get(KEPT)
    found = unseal(sealed, where) if sealed else {}
    if found:
        del session[KEPT]
    return found


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
