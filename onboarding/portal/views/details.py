"""The applicant's own details and communication needs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from onboarding.actions.needs import change_needs
from onboarding.lib import clock
from onboarding.portal.details_form import DetailsForm
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.own_details import applicant_of, details_of


@own_page
def show(request: OwnRequest) -> HttpResponse:
    """The form, and saving it."""
    applicant = applicant_of(request.user)
    if applicant is None:  # own_page has looked: only a race comes here
        return redirect("home")
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=details_of(applicant))
    if request.method == "POST" and form.is_valid():
        change_needs(applicant, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "Saved. Thank you for telling us.")
        return redirect("own_details")
    status = 422 if form.errors else 200
    return render(request, "portal/details.html", {"form": form, "email": applicant.email}, status=status)
