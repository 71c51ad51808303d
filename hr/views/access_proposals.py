"""Roles that open restricted records wait here for a second person: all of them, and the yes or no to one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from onboarding.actions import confirm_access
from onboarding.actions.add_staff import NotStaff
from onboarding.lib import clock
from onboarding.queries import access_proposals


@staff("confirm_access")
@require_safe
def list_page(request: StaffRequest) -> HttpResponse:
    """What waits."""
    return render(request, "hr/staff/access.html", {"waiting": access_proposals.waiting(request.user)})


@staff("confirm_access")
@require_http_methods(["GET", "HEAD", "POST"])
def one_page(request: StaffRequest, number: int) -> HttpResponse:
    """What was proposed, and the second person's yes or no."""
    refused = ""
    if request.method == "POST":
        try:
            _DO.get(request.POST.get("do", ""), _drop)(request, number)
        except NotStaff as refusal:
            refused = str(refusal)
        else:
            return redirect("access_proposals")
    found = access_proposals.one(number, request.user)
    values = {"found": found, "refused": [{"words": refused}] if refused else [], "back": reverse("access_proposals")}
    return render(request, "hr/staff/access_one.html", values, status=422 if refused else 200)


def _confirm(request: StaffRequest, number: int) -> None:
    added = confirm_access.confirm(number, by=request.user, at=clock.now())
    reset = request.build_absolute_uri(reverse("account_reset_password"))
    new = f" They choose their password here: {reset}" if added.password else ""
    messages.success(request, f"Confirmed. {added.user.name} has the role from now on.{new}")


def _drop(request: StaffRequest, number: int) -> None:
    confirm_access.drop(number, by=request.user, at=clock.now())
    messages.success(request, "The role is not given.")


_DO: dict[str, Any] = {"confirm": _confirm, "drop": _drop}
urls = [
    path("staff/access/", list_page, name="access_proposals"),
    path("staff/access/<int:number>/", one_page, name="access_proposal"),
]
