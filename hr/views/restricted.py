"""A restricted record: reading it, and the steps inside it. One address for all, so that no log tells what was done."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.forms import StepForm, step_form
from hr.gate import StaffRequest, staff
from hr.links import own_step_url
from hr.refused import SENT_TWICE, refuse
from onboarding import access
from onboarding.door import KeyReused, StepRefused, take
from onboarding.lib import clock
from onboarding.queries import restricted
from onboarding.queries.inside import inside_page, steps_inside
from onboarding.queries.step_page import PROPOSED, StepPage, outcome_of


@staff("view_application")
@require_http_methods(["GET", "HEAD", "POST"])
def restricted_page(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """The record, its reading witnessed before anything is loaded; posted, one step inside it."""
    application = access.get_application(request.user, reference)
    if kind not in restricted.RECORDS:
        raise Http404
    if request.method == "POST":
        return _inside(request, reference, kind)
    now = clock.now()
    found = restricted.read(application, kind, by=request.user, at=now)
    steps = steps_inside(application, kind, by=request.user, at=now)
    ready = [
        {"one": one, "url": "" if one.inner else own_step_url(reference, one.row, one.name)}
        for one in steps
        if not one.reasons
    ]
    later = [one for one in steps if one.reasons]
    values = {"record": found, "application": application, "who": application.applicant, "kind": kind}
    return render(request, "hr/restricted.html", {**values, "steps": ready, "later": later})


def _inside(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """The page of one inner step; with its key in the body, the step itself."""
    application = access.get_application(request.user, reference)
    page = inside_page(application, kind, request.POST.get("inner", ""), by=request.user, at=clock.now())
    sent = "key" in request.POST
    form = step_form(page.step.asks, page.rows, version=page.version, data=request.POST if sent else None)
    if sent and form.is_valid():
        done = _taken(request, page, form)
        if done is not None:
            return done
    hidden = [{"name": "inner", "value": page.step.name}]
    values = {"opened": page, "form": form, "who": application.applicant, "called": application.applicant.called}
    cancel = {"label": "Cancel", "url": reverse("restricted", args=[reference, kind])}
    return render(request, "hr/inner_step.html", {**values, "hidden": hidden, "cancel": cancel})


def _taken(request: StaffRequest, page: StepPage, form: StepForm) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        taken = take(
            page.application, page.stage, page.step.name, by=request.user, at=clock.now(), key=given["key"],
            effective_at=form.effective_at, expected_version=given["expected_version"], **form.facts,
        )  # fmt: skip
    except StepRefused as refused:
        refuse(form, refused, page.application.opportunity.nation)
        return None
    except KeyReused:
        form.add_error(None, forms.ValidationError(SENT_TWICE))
        return None
    proposed = outcome_of(taken) == PROPOSED
    messages.success(request, "Proposed. A second person must confirm it." if proposed else "Saved in the restricted record.")
    return redirect("restricted", page.application.reference, page.kind)


urls = [path("staff/people/<str:reference>/restricted/<str:kind>/", restricted_page, name="restricted")]
