"""Saved views: the panel that a list shows, saving what it is narrowed to, and taking one away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hr.gate import StaffRequest, staff
from hr.refused import sentences
from onboarding.actions.saved_views import remove_view, save_view
from onboarding.door import StepRefused
from onboarding.queries.saved_views import LONGEST, PAGES, views


def panel(request: StaffRequest, page: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The views of this person, and what can be saved of a list narrowed to `given` (empty: nothing)."""
    query = urlencode({name: value for name, value in given.items() if value})
    shown = [{"own": one.own, "name": one.name, "url": f"{reverse(one.page)}?{one.query}"} for one in views(request.user)]
    return {"views": shown, "page": page, "query": query, "longest": LONGEST}


@staff("view_application")
@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """Keep what a list is narrowed to under a name."""
    page, query = request.POST.get("page", ""), request.POST.get("query", "")
    try:
        save_view(request.user, page, request.POST.get("name", "").replace("\x00", ""), query)
    except StepRefused as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
    else:
        messages.success(request, "The view is saved.")
    back = f"{reverse(page if page in PAGES else 'people')}?{query}"
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse("people"))


@staff("view_application")
@require_POST
def remove(request: StaffRequest) -> HttpResponse:
    """Take one away."""
    remove_view(request.user, request.POST.get("name", ""))
    messages.success(request, "The view is taken away.")
    return redirect("people")


urls = [
    path("staff/views/", save, name="save_view"),
    path("staff/views/remove/", remove, name="remove_view"),
]
