"""What can be set in pages: one list, each with its words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from onboarding.queries.shell import settings_menu


@staff("view_settings")
@require_safe
def settings_page(request: StaffRequest) -> HttpResponse:
    """The list of what this person may set."""
    links = [{"label": entry.label, "url": reverse(entry.name), "words": words} for entry, words in settings_menu(request.user)]
    return render(request, "hr/settings.html", {"links": links})


urls = [path("staff/settings/", settings_page, name="settings")]
