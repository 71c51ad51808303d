"""The page of a host: who is matched with their teams, and where each stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from onboarding.queries.placements import Placed, placed

HEAD = ["Person", "Team", "Where it stands", "Supervisor", "Stands in", "Whom to ring"]


@staff("view_placement")
@require_safe
def placements_page(request: StaffRequest) -> HttpResponse:
    """Everybody matched with a team of this host's own."""
    return render(request, "hr/placements.html", {"head": HEAD, "rows": [_line(one) for one in placed(request.user)]})


def _line(one: Placed) -> list[str]:
    since = f", since {one.since.day} {one.since:%B %Y}" if one.since else ""
    return [
        f"{one.name}, {one.role}",
        one.team,
        f"{one.state}{since}",
        one.supervisor,
        one.deputy,
        one.ring or "Our office",
    ]


urls = [path("staff/placements/", placements_page, name="placements")]
