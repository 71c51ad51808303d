"""Chase together: one organisation with all its open requests, and one mail about all of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from onboarding.actions.chase_together import chase_together
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import together
from onboarding.queries.together import Request

HEAD = ["Reference", "What for", "With them since", "Target", "Asked last"]


@staff("send_link")
@require_http_methods(["GET", "HEAD", "POST"])
def together_page(request: StaffRequest, body: int) -> HttpResponse:
    """Every open request of one organisation; sending asks about all of them at once."""
    page = together.body_page(request.user, body, at=clock.now())
    if request.method == "POST":
        try:
            chase_together(body, by=request.user, at=clock.now())
        except StepRefused as refused:
            messages.error(request, " ".join(reason.sentence for reason in refused.reasons))
        else:
            messages.success(request, f"One e-mail to {page.name} goes out now, about everything on this page.")
        return redirect("together", body)
    values: dict[str, Any] = {"page": page, "head": HEAD, "rows": [_row(row) for row in page.requests], "back": reverse("worklist")}
    return render(request, "hr/together.html", values)


def _row(row: Request) -> list[str]:
    target = f"{_day(row.due_on)}{', over' if row.over else ''}" if row.due_on else "Not known"
    reference = f"{row.theirs} (ours: {row.reference})" if row.theirs else row.reference
    return [reference, row.about, _day(row.since), target, _day(row.asked_on) if row.asked_on else "Not yet"]


def _day(day: Any) -> str:
    return f"{day.day} {day:%B}" if day else ""


urls = [path("staff/bodies/<int:body>/together/", together_page, name="together")]
