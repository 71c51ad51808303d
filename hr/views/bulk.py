"""One step for several people at once: each goes through the door alone, and each has a result of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.forms import StepForm, step_form
from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import SENT_TWICE, sentences
from onboarding import access
from onboarding.actions.taking import take_whole
from onboarding.door import KeyReused, StepRefused
from onboarding.lib import clock
from onboarding.queries import bulk
from onboarding.queries.bulk import One, Together


@staff("view_worklist")
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_page(request: StaffRequest, kind: str, name: str) -> HttpResponse:
    """The people and the questions; sent, what became of each."""
    page = bulk.together(request.user, kind, name, at=clock.now())
    form = _form(request, page)
    if form.is_bound and form.is_valid():
        chosen = [one for one in page.people if str(one.stage) in form.cleaned_data["people"]]
        done = [_taken(request, page, form, one, kind) for one in chosen]
        values = {"page": page, "saved": [one for one in done if not one["reasons"]], "kept": [one for one in done if one["reasons"]]}
        return render(request, "hr/bulk_done.html", {**values, "back": reverse("worklist")})
    return render(request, "hr/bulk.html", {"page": page, "form": form, "back": reverse("worklist")})


def _form(request: StaffRequest, page: Together) -> StepForm:
    """The step's own form, with nobody ticked to begin with, and the version of each that the page showed."""
    form = step_form(page.asks, page.rows, version=0, data=request.POST if request.method == "POST" else None)
    form.fields["people"] = forms.MultipleChoiceField(
        label="Who?", choices=[(str(one.stage), f"{one.name}, {one.reference}") for one in page.people],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one person", "invalid_choice": "The list has changed. Look again."},
    )  # fmt: skip
    for one in page.people:
        form.fields[f"version_{one.stage}"] = forms.IntegerField(widget=forms.HiddenInput, initial=one.version)
    form.order_fields(["people", *form.fields])
    return form


def _taken(request: StaffRequest, page: Together, form: StepForm, one: One, kind: str) -> dict[str, Any]:
    application = access.get_application(request.user, one.reference)
    result: dict[str, Any] = {"name": one.name, "url": person_url(one.reference), "reasons": []}
    stage = application.stages.get(pk=one.stage)
    try:
        take_whole(
            application, stage, page.step.name, by=request.user, at=clock.now(), effective_at=form.effective_at,
            expected_version=form.cleaned_data[f"version_{one.stage}"], key=f"{form.cleaned_data['key'][:48]}.{one.stage}", **form.facts,
        )  # fmt: skip
    except StepRefused as refused:
        result["reasons"] = sentences(refused, application.opportunity.nation)
    except KeyReused:
        result["reasons"] = [SENT_TWICE]
    return result


urls = [path("staff/together/<slug:kind>/<slug:name>/", bulk_page, name="bulk")]
