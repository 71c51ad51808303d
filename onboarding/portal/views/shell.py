"""What every page of an applicant needs: somebody signed in, and an application of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from onboarding import access

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in; `signed_in` has seen to it."""

    user: Any


class OwnRequest(SignedInRequest):
    """A request of somebody who applies, too; `own_page` has seen to it."""


def signed_in(view: View) -> View:
    """For everybody who is signed in with a code or a password; strangers sign in first, with a code."""
    return login_required(view, login_url="account_request_login_code")


def own_page(view: View) -> View:
    """Only for people who apply: strangers sign in first; staff without an application of their own see 404.

    What a page is not for (to put, to delete) is refused with 405; one that is only read says `require_safe` itself.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.own_applications(request.user).exists():  # type: ignore[arg-type]
            raise Http404
        return view(request, *args, **kwargs)

    shown.__name__, shown.__doc__ = view.__name__, view.__doc__
    return login_required(shown, login_url="account_request_login_code")


def with_a_password(view: View) -> View:
    """Only for people who sign in with a password: to others, who get a code, there is none to change."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # `user` is there before anybody has signed in, too.
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        return view(request, *args, **kwargs)

    return shown
