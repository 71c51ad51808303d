"""The menu of staff as addresses, without those of pages that are not installed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from onboarding.queries.shell import Entry, staff_menu


def staff_entries(request: HttpRequest) -> list[dict[str, Any]]:
    """What the signed-in member of staff may open; the one they are on is marked, the longest address wins."""
    placed = [(entry, url) for entry in staff_menu(request.user) if (url := _url(entry))]
    here = max((e.under for e, _url_ in placed if request.path.startswith(e.under)), key=len, default="")
    return [{"label": entry.label, "url": url, "current": entry.under == here} for entry, url in placed]


def _url(entry: Entry) -> str:
    """The address, or nothing where the installation has no such page."""
    try:
        return reverse(entry.name)
    except NoReverseMatch:
        return ""
