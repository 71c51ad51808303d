"""What a rung asks of a person: a call, a look at a tracker, something passed on; done in two clicks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.settle_chase import ANSWERED, NOBODY, settle_chase
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import tasks_due
from onboarding.queries.contacts import HOW
from onboarding.stages.ladders import ANOTHER, ASK, CALL, ESCALATE, LOOK, REMIND

DONE = {
    CALL: "Save the call",
    LOOK: "I have looked at the tracker",
    REMIND: "I have reminded them",
    ANOTHER: "I have asked",
    ASK: "I have asked",
    ESCALATE: "I take it on",
}
HINTS = {
    CALL: "Ask how they are and what would help. Nobody is ended by silence: they can rest, and come back with one click.",
    LOOK: "Say only that you looked. What stands there about a record is nobody’s here.",
    ESCALATE: "It has been past its target for days. Find out what it needs.",
}


class HowForm(forms.Form):
    """How somebody was in touch."""

    how = forms.ChoiceField(
        label="How?", choices=[way for way in HOW if way[0] != "online"], widget=forms.RadioSelect,
        error_messages={"required": "Select how you were in touch"},
    )  # fmt: skip


class CallForm(HowForm):
    """A call: how, and whether anybody answered."""

    reached = forms.ChoiceField(
        label="Did they answer?", choices=[(ANSWERED, "Yes, we spoke"), (NOBODY, "No, nobody answered")],
        widget=forms.RadioSelect, error_messages={"required": "Select whether they answered"},
    )  # fmt: skip


FORMS: dict[str, type[forms.Form]] = {LOOK: forms.Form, ESCALATE: forms.Form, CALL: CallForm}


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def chase_page(request: StaffRequest, reference: str, chase: int) -> HttpResponse:
    """One thing to do: what and why, and saying that it is done."""
    application = access.get_application(request.user, reference, "contact")
    task = tasks_due.task(request.user, application, chase)
    form = FORMS.get(task.do, HowForm)(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            settle_chase(application, chase, by=request.user, at=clock.now(), **form.cleaned_data)
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved. Thank you.")
            return redirect(person_url(reference))
    values: dict[str, Any] = {
        "form": form, "task": task, "hint": HINTS.get(task.do, ""), "submit": DONE[task.do], "who": application.applicant,
        "application": application, "back": person_url(reference),
    }  # fmt: skip
    return render(request, "hr/chase.html", values)


urls = [path("staff/people/<str:reference>/chases/<int:chase>/", chase_page, name="chase")]
