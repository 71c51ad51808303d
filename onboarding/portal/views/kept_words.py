"""Nobody loses what they typed because they were signed out meanwhile: it is there again after the next sign-in on this browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

from onboarding.actions.kept_words import keep, take_back

View = Callable[..., HttpResponseBase]


def keeps_words(view: View) -> View:
    """Keep what is posted by somebody who is not signed in any more, before they are led to the sign-in."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            keep(request.session, request.path, dict(request.POST.lists()))
        return view(request, *args, **kwargs)

    return shown


def kept(request: HttpRequest) -> QueryDict | None:
    """What was kept for this very page, once; else None."""
    data = QueryDict(mutable=True)
    for name, values in take_back(request.session, request.path).items():
        data.setlist(name, values)
    return data or None
