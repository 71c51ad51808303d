"""What suits the person, and with whom they would rather not be: their own lists, with no reason asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from onboarding import access
from onboarding.actions.suits import save_suits
from onboarding.lib import clock
from onboarding.lib.suits_form import SuitsForm
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.matching import choices, said

ASKED = {
    "skills": ("What can you offer?", ""),
    "areas": ("Where can you travel to?", "Leave it empty if anywhere is fine."),
    "times": ("When could you work?", "Leave it empty if any time is fine."),
    "teams": ("Which teams would you rather not be with?", "We do not ask why. They will not see this."),
    "people": ("Who would you rather not meet?", "We do not ask why. They will not see your application."),
}


@own_page
def suits(request: OwnRequest, reference: str) -> HttpResponse:
    """The lists, and saving them."""
    application = access.get_own(request.user, reference)
    posted = request.POST if request.method == "POST" else None
    form = SuitsForm(ASKED, choices(application), posted, initial=said(application))
    if form.is_bound and form.is_valid():
        save_suits(application, form.ticked, by=request.user, at=clock.now())
        messages.success(request, "Saved. Thank you for telling us.")
        return redirect("progress", reference)
    response = render(request, "portal/suits.html", {"application": application, "form": form}, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
