"""Pages for everybody, signed in or not: help right now, who sees what, and how to read this site your way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.queries.signposts import directory, wanted


@require_safe
def near(request: HttpRequest) -> HttpResponse:
    """The directory of other help, to read and to print."""
    return render(request, "portal/near.html", {"shelves": directory()})


@require_safe
def show(request: HttpRequest, page: str) -> HttpResponse:
    """One page that is words only."""
    return render(request, f"portal/{page}.html", {"wanted": wanted()} if page == "help" else {})
