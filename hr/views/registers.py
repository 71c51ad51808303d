"""The registers of complaints and incidents: the lists, and each entry with its answer or decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.refused import refuse
from hr.register_forms import AnswerForm, DecisionForm
from onboarding.actions.complaints import answer_complaint
from onboarding.actions.incidents import decide_incident
from onboarding.door import StepRefused
from onboarding.letters import base
from onboarding.lib import clock
from onboarding.queries import register_words, registers
from onboarding.tasks import making


@staff("keep_registers")
@require_safe
def registers_page(request: StaffRequest) -> HttpResponse:
    """What is open with its clock, then what is done."""
    found = registers.register(request.user)
    return render(request, "hr/registers/list.html", {"register": register_words.in_words(found, at=clock.now())})


@staff("keep_registers")
@require_http_methods(["GET", "HEAD", "POST"])
def complaint_page(request: StaffRequest, number: int) -> HttpResponse:
    """One complaint; its answer is looked at as the letter it will be, then sent."""
    complaint, now = registers.one_complaint(request.user, number), clock.now()
    form = AnswerForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {}
    if form.is_valid():
        if "look" in request.POST:
            said = registers.answer_facts(**form.cleaned_data)
            shown = {"twin": base.screen(making.preview("complaint_answered", complaint.application, at=now, **said))}
        elif _answered(request, complaint, form):
            return redirect("registers")
    values = {"one": register_words.complaint(complaint, by=request.user, at=now), "form": form, "back": reverse("registers"), **shown}
    return render(request, "hr/registers/complaint.html", values)


def _answered(request: StaffRequest, complaint: Any, form: AnswerForm) -> bool:
    try:
        answer_complaint(complaint, by=request.user, at=clock.now(), **form.cleaned_data)
    except StepRefused as refused:
        refuse(form, refused)
        return False
    messages.success(request, "The answer goes out in 10 minutes. You can stop it until then.")
    return True


@staff("keep_registers")
@require_http_methods(["GET", "HEAD", "POST"])
def incident_page(request: StaffRequest, number: int) -> HttpResponse:
    """One incident, and what was decided."""
    incident = registers.one_incident(request.user, number)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decide_incident(incident, by=request.user, at=clock.now(), **form.cleaned_data)
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved. The register says what was done, when and by whom.")
            return redirect("registers")
    values = {"one": register_words.incident(incident, at=clock.now()), "form": form, "back": reverse("registers")}
    return render(request, "hr/registers/incident.html", values)


urls = [
    path("staff/registers/", registers_page, name="registers"),
    path("staff/registers/complaints/<int:number>/", complaint_page, name="complaint"),
    path("staff/registers/incidents/<int:number>/", incident_page, name="incident"),
]
