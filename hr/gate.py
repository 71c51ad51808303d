"""Who may open a staff page: signed in, and with the permission. To everyone else the page is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from onboarding import access
from onboarding.actions.kept_words import keep

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in; the gate has seen to it."""

    user: Any


def staff(permission: str) -> Callable[[View], View]:
    """Signed out: to the sign-in. Signed in without the permission anywhere: 404, like a page that does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            if not access.may(request.user, permission):
                raise Http404
            return view(request, *given, **named)

        return login_required(guarded)

    return decorate


def keeps_words(view: View) -> View:
    """What is posted after the sign-in ran out is kept, sealed, for this page and whoever may open it on this browser."""

    @wraps(view)
    def shown(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            keep(request.session, request.path, dict(request.POST.lists()))
        return view(request, *given, **named)

    return shown
