"""The first page, and where a person goes after signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from onboarding import access
from onboarding.queries.shell import staff_menu


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whoever has signed in goes on; others see how to sign in."""
    return redirect("after_sign_in" if request.user.is_authenticated else "account_request_login_code")


@login_required(login_url="account_request_login_code")
@require_safe
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Staff to the first page of theirs (their work, reports, their sign-in), applicants to their progress."""
    return redirect(staff_menu(request.user)[0].name if access.is_staff(request.user) else "progress_list")
