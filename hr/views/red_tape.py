"""The register of red tape: what people would drop, for who may read reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from onboarding import access
from onboarding.lib import clock
from onboarding.reports import red_tape


@staff("view_reports")
@require_safe
def red_tape_page(request: StaffRequest) -> HttpResponse:
    """The last three years that are over."""
    may_change = access.may(request.user, "view_settings")
    values = {"may_change": may_change, "register": red_tape.register(at=clock.now()), "small_print": red_tape.SMALL_PRINT}
    return render(request, "hr/reports/red_tape.html", values)


urls = [path("staff/reports/red-tape/", red_tape_page, name="red_tape")]
