"""Nobody loses what they typed because they were signed out meanwhile: it is there again after the next sign-in on this browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

from onboarding.actions.kept_words import seal, unseal

KEPT = "kept_words"
View = Callable[..., HttpResponseBase]


def keeps_words(view: View) -> View:
    """Keep what is posted by somebody who is not signed in any more, before they are led to the sign-in."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
            request.session[KEPT] = seal(request.path, typed)
        return view(request, *args, **kwargs)

    return shown


def kept(request: HttpRequest) -> QueryDict | None:
    """What was kept for this very page, once; else None."""
    sealed = request.session.get(KEPT)
    found = unseal(sealed, request.path) if sealed else {}
    if not found:
        return None
    del request.session[KEPT]
    data = QueryDict(mutable=True)
    for name, values in found.items():
        data.setlist(name, values)
    return data
