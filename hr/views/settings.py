"""What can be set in pages: one list, each with its words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from hr.views.nation_words import stale_links
from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries.first_run import first_run
from onboarding.queries.setup import SETUPS
from onboarding.queries.shell import settings_menu


@staff("view_settings")
@require_safe
def settings_page(request: StaffRequest) -> HttpResponse:
    """The list of what this person may set."""
    rows = [one for one in SETUPS.values() if access.may(request.user, one.permission)]
    links = [{"label": one.title, "url": reverse("set_ups", args=[one.code]), "words": one.words} for one in rows]
    links += [{"label": entry.label, "url": reverse(entry.name), "words": words} for entry, words in settings_menu(request.user)]
    todo = first_run(today=clock.local_date(clock.now(), ZONE)) if access.may(request.user, "settings") else []
    steps = [{"words": one.words, "why": one.why, "done": one.done, "url": reverse(one.name, args=one.given)} for one in todo]
    new = any(one.name == "nation_words" and not one.done for one in todo)  # then it stands there already
    values = {"links": links, "steps": steps, "left": sum(not one.done for one in todo), "stale": [] if new else stale_links(request.user)}
    return render(request, "hr/settings.html", values)


urls = [path("staff/settings/", settings_page, name="settings")]
