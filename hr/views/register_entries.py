"""New entries of the registers: a complaint taken down for somebody, and something that went wrong."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from hr.register_forms import ComplaintForm, IncidentForm
from onboarding import access
from onboarding.actions.complaints import complain
from onboarding.actions.incidents import report_incident
from onboarding.door import StepRefused
from onboarding.lib import clock

NOBODY = "No application of this reference is within your reach. Leave it empty, or check the letters and numbers."


@staff("complain")
@require_http_methods(["GET", "HEAD", "POST"])
def data_complaint(request: StaffRequest, reference: str) -> HttpResponse:
    """Take down a complaint about data that somebody made by phone, in person or in writing."""
    application, now = access.get_application(request.user, reference, "complain"), clock.now()
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        received = given.pop("day") or clock.local_date(now, settings.ORG_TIME_ZONE)
        try:
            complain(application, received_on=received, by=request.user, at=now, **given)
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, f"It is in the register. {application.applicant.called} is told that we have it.")
            return redirect(person_url(reference))
    values = {"form": form, "title": "A complaint about data", "submit": "Put it in the register", "back": person_url(reference)}
    return render(request, "hr/form.html", {**values, "who": application.applicant, "application": application})


@staff("report_incident")
@require_http_methods(["GET", "HEAD", "POST"])
def new_incident(request: StaffRequest) -> HttpResponse:
    """Write down that something went wrong with data. Whoever finds it may."""
    asked = {"reference": request.GET.get("about", "")[:16]}
    form = IncidentForm(request.POST if request.method == "POST" else None, initial=asked)
    if form.is_valid() and _reported(request, form):
        messages.success(request, "Thank you. It is in the register, and somebody looks at it within 72 hours.")
        return redirect("after_sign_in")
    values = {"form": form, "title": "Something went wrong with data", "submit": "Put it in the register"}
    return render(request, "hr/form.html", {**values, "back": reverse("after_sign_in")})


def _reported(request: StaffRequest, form: IncidentForm) -> bool:
    given = dict(form.cleaned_data)
    reference = given.pop("reference").strip().upper()
    try:
        application = access.get_application(request.user, reference) if reference else None
        report_incident(application=application, by=request.user, at=clock.now(), **given)
    except Http404:
        form.add_error("reference", NOBODY)
    except StepRefused as refused:
        refuse(form, refused)
    return not form.errors


urls = [
    path("staff/people/<str:reference>/data-complaint/", data_complaint, name="data_complaint"),
    path("staff/something-went-wrong/", new_incident, name="new_incident"),
]
