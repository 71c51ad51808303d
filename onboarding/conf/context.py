"""What every template is given: the organisation and the menu. Read when a page draws them, and only then."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from onboarding.queries.shell import Entry, menu, organisation


def shell(request: HttpRequest) -> dict[str, Any]:
    """`organisation` and `navigation` of base.html."""
    return {
        "organisation": SimpleLazyObject(organisation),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
    }


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    entries = menu(getattr(request, "user", None))
    placed = [(entry, url) for entry in entries if (url := _url(entry))]
    here = max((e.under for e, _u in placed if request.path.startswith(e.under)), key=len, default="")
    return [{"label": e.label, "url": url, "current": e.under == here, "method": e.method} for e, url in placed]


def _url(entry: Entry) -> str:
    """The address, or nothing where the installation has no such page."""
    try:
        return reverse(entry.name)
    except NoReverseMatch:
        return ""
