"""Holidays and closures: what the calendar knows of each nation in a year, what was added, and where it ends."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import calendar_page
from onboarding.queries.calendar_page import KNOWN_TO, Place

HEAD = ["Day", "Why"]


@staff("view_settings")
@require_safe
def holidays(request: StaffRequest, year: int | None = None) -> HttpResponse:
    """One year, this one unless named; 404 for a year that is not known or over."""
    this = clock.local_date(clock.now(), ZONE).year
    shown = year or this
    if not this <= shown <= KNOWN_TO.year:
        raise Http404
    places = [*calendar_page.nations(year=shown), *calendar_page.bodies(year=shown)]
    values = {
        "year": shown, "known_to": KNOWN_TO, "tables": [_table(place) for place in places], "head": HEAD, "back": reverse("settings"),
        "may_add": access.may(request.user, "settings"),
        "years": [{"label": str(one), "url": reverse("holidays_of", args=[one])} for one in range(this, KNOWN_TO.year + 1) if one != shown],
    }  # fmt: skip
    return render(request, "hr/holidays.html", values)


def _table(place: Place) -> dict[str, object]:
    rows = [[f"{one.day:%A} {one.day.day} {one.day:%B}", f"{one.words} (added here)" if one.added else one.words] for one in place.days]
    return {"title": place.title, "rows": rows}


urls = [
    path("staff/settings/holidays/", holidays, name="holidays"),
    path("staff/settings/holidays/<int:year>/", holidays, name="holidays_of"),
]
