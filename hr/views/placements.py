"""The page of a host: who is matched with their teams, and where each stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from onboarding.lib import clock
from onboarding.queries.agreed_support import agreed_support
from onboarding.queries.placements import ASKED, Placed, placed

HEAD = ["Person", "Team", "Where it stands", "Supervisor", "Stands in", "Whom to ring"]


@staff("view_placement")
@require_safe
def placements_page(request: StaffRequest) -> HttpResponse:
    """Everybody matched with a team of this host's own."""
    return render(request, "hr/placements.html", {"head": HEAD, "rows": [_line(one) for one in placed(request.user)]})


@staff("view_placement")
@require_safe
def support_page(request: StaffRequest, reference: str) -> HttpResponse:
    """What somebody needs to work well: the list they said yes to, for who answers for their team."""
    shown = agreed_support(request.user, reference, at=clock.now())
    response = render(request, "hr/agreed_support.html", {"shown": shown, "back": reverse("placements")})
    response["Cache-Control"] = "no-store"
    return response


def _line(one: Placed) -> list[Any]:
    since = f", since {one.since.day} {one.since:%B %Y}" if one.since else ""
    return [
        _name(one),
        one.team,
        f"{one.state}{since}",
        one.supervisor,
        one.deputy,
        one.ring or "Our office",
    ]


def _name(one: Placed) -> Any:
    """Once the team has said yes, with the way to what they need to work well."""
    if one.state == ASKED:
        return f"{one.name}, {one.role}"
    link = '{}, {}<br><a class="govuk-link" href="{}">What they need to work well<span class="govuk-visually-hidden">: {}</span></a>'
    return format_html(link, one.name, one.role, reverse("agreed_support", args=[one.reference]), one.name)


urls = [
    path("staff/placements/", placements_page, name="placements"),
    path("staff/placements/<str:reference>/support/", support_page, name="agreed_support"),
]
