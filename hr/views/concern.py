"""“I am worried about this person”: whom to call now, and that it was passed on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import sentences
from onboarding import access
from onboarding.actions.concern import NOBODY, pass_on
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import offer
from onboarding.queries.concern import ToCall, to_call


class ConcernForm(forms.Form):
    """Whom one told; nothing of what about."""

    to = forms.TypedChoiceField(
        label="Whom have you told?", coerce=int, widget=forms.RadioSelect, error_messages={"required": NOBODY, "invalid_choice": NOBODY}
    )

    def __init__(self, data: QueryDict | None, people: list[ToCall]) -> None:
        super().__init__(data)
        offer(self, "to", [(one.id, one.name) for one in people])


@staff("view_application")
@require_http_methods(["GET", "HEAD", "POST"])
def concern_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Help right now, who is there, and the form."""
    application = access.get_application(request.user, reference)
    people = to_call(application)
    form = ConcernForm(request.POST if request.method == "POST" else None, people)
    if form.is_bound and form.is_valid():
        try:
            pass_on(application, form.cleaned_data["to"], by=request.user, at=clock.now())
        except StepRefused as refused:
            for sentence in sentences(refused, application.opportunity.nation):
                form.add_error(None, sentence)
        else:
            messages.success(request, "Saved: you passed it on. What it was about is written nowhere here.")
            return redirect(person_url(reference))
    values = {"form": form, "people": people, "who": application.applicant, "application": application, "back": person_url(reference)}
    return render(request, "hr/concern.html", values, status=422 if form.errors else 200)


urls = [path("staff/people/<str:reference>/worried/", concern_page, name="concern")]
