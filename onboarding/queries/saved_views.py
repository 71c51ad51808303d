"""The saved views of one member of staff."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from onboarding.models import User

PAGES = {"worklist": "view_worklist", "people": "view_application"}
LONGEST = 40
SHIPPED = (("people", "My people: last spoke", urlencode({"whose": "mine", "order": "spoken"})),)


@dataclass(frozen=True)
class View:
    """One view: its name, the list's address and what it is narrowed to, and whether it is one's own."""

    name: str
    page: str
    query: str
    own: bool = False


def views(user: User) -> list[View]:
    """What everybody has, then one's own, by name."""
    own = [View(view["name"], view["page"], view["query"], own=True) for view in user.views if view["page"] in PAGES]
    return [View(name, page, query) for page, name, query in SHIPPED] + own
