"""What committees have agreed to: each role at a site, until when. Later people use the same yes until it ends."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries.approvals import Agreed, approvals
from onboarding.queries.desk.approved import RIGHT

HEAD = ["Role", "Team", "Committee", "On condition", "Until", "People who rest on it"]


@staff(RIGHT)
@require_safe
def approvals_page(request: StaffRequest) -> HttpResponse:
    """Every approval that stands, what ends first at the top."""
    rows = [_row(one) for one in approvals(today=clock.local_date(clock.now(), ZONE))]
    return render(request, "hr/approvals.html", {"head": HEAD, "rows": rows})


def _row(one: Agreed) -> list[Any]:
    until = f"{one.until.day} {one.until:%B %Y}"
    warned = "Ran out on " if one.band == "run_out" else ""
    near = f", in {one.band} days or less" if one.band and not warned else ""
    return [one.role, one.site, one.body, one.condition, f"{warned}{until}{near}", one.people]


urls = [path("staff/approvals/", approvals_page, name="approvals")]
