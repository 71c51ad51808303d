"""The progress page, and the list for people with more than one application."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from onboarding import access
from onboarding.actions.three_questions import is_asked
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.exchanges import is_member
from onboarding.queries.progress import progress
from onboarding.queries.progress_list import listed

HIDE = "hide_waiting_times"
A_YEAR = 365 * 24 * 60 * 60


@own_page
@require_safe
def chooser(request: OwnRequest) -> HttpResponse:
    """Straight to the only application; else a list."""
    own = listed(access.own_applications(request.user))
    if len(own) == 1:
        return redirect("progress", own[0].reference)
    return render(request, "portal/chooser.html", {"own": own})


@own_page
@require_safe
def show(request: OwnRequest, reference: str) -> HttpResponse:
    """Where the application stands."""
    application = access.get_own(request.user, reference)
    shown = progress(application, at=clock.now(), times=request.COOKIES.get(HIDE) != "1")
    member = is_member(application)
    values = {"member": member, "progress": shown, "read_only": False, "three": is_asked(application.applicant, at=clock.now())}
    return render(request, "portal/progress.html", values)


@require_POST
@own_page
def waiting_times(request: OwnRequest, reference: str) -> HttpResponse:
    """Hide waiting times, or show them again: the choice of whom they would worry."""
    response = redirect("progress", access.get_own(request.user, reference).reference)
    hide = request.POST.get("show") != "1"
    response.set_cookie(
        HIDE, "1" if hide else "0", max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
