"""The first page, and where a person goes after signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.portal.views.start import wish_of
from onboarding.queries.shell import staff_menu


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whoever has signed in goes on; a stranger sees the roles first, and how to sign in."""
    return redirect("after_sign_in") if request.user.is_authenticated else render(request, "portal/front.html")


@login_required(login_url="account_request_login_code")
@require_safe
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Who has asked for a role goes on with it; staff to the first page of theirs, applicants to their progress, others to the roles."""
    if wish_of(request) is not None:
        return redirect("begin")
    if access.is_staff(request.user):
        return redirect(staff_menu(request.user)[0].name)
    if access.own_applications(request.user).exists():  # type: ignore[arg-type]
        return redirect("progress_list")
    return redirect("helping" if access.helping(request.user, clock.local_date(clock.now(), ZONE)).exists() else "roles")
