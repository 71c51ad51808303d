"""Two members of a group who may give each other a hand: one of us asks both, and says that it is passed on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from onboarding.actions.exchanges import pass_on
from onboarding.lib import clock
from onboarding.queries.exchanges import PASSES_ON, wish, wish_words


@staff(PASSES_ON)
@require_http_methods(["GET", "HEAD", "POST"])
def wish_page(request: StaffRequest, number: int) -> HttpResponse:
    """Who, what about, how to reach both; posted, it is passed on."""
    found = wish(request.user, number)
    if request.method == "POST":
        pass_on(found, by=request.user, at=clock.now())
        messages.success(request, "Thank you. It is passed on.")
        return redirect("worklist")
    people = {"asks": found.application.applicant, "other": found.exchange.application.applicant}
    return render(request, "hr/exchange.html", {**people, "words": wish_words(found), "back": reverse("worklist")})


urls = [path("staff/groups/wishes/<int:number>/", wish_page, name="exchange_wish")]
