"""Being in touch with a person: a contact logged, who looks after them, telling them from now on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.assign_owner import assign_owner
from onboarding.actions.contact import log_contact
from onboarding.actions.start_telling import start_telling
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField, offer
from onboarding.queries.choices import staff as staff_choices
from onboarding.queries.contacts import ABOUT, HOW, LONGEST, WHO


class ContactForm(forms.Form):
    """A contact: every answer from a list, and one line the person can read."""

    who = forms.ChoiceField(
        label="Who with?", choices=WHO, widget=forms.RadioSelect, error_messages={"required": "Select who it was with"}
    )
    how = forms.ChoiceField(
        label="How?", choices=HOW, widget=forms.RadioSelect, error_messages={"required": "Select how you were in touch"}
    )
    about = forms.ChoiceField(
        label="What about?",
        choices=ABOUT,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it was about"},
    )
    day = BoxedDateField(label="When, if it was not today", required=False, help_text="For example, 23 11 2026")
    line = forms.CharField(
        label="One line", required=False, max_length=LONGEST, help_text="They can read this. Nothing about health or records.",
        widget=forms.TextInput(attrs={"class": "govuk-js-character-count"}),
    )  # fmt: skip


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def contact_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Log a contact."""
    application = access.get_application(request.user, reference, "contact")
    form = ContactForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        now = clock.now()
        happened = clock.day_start(day, settings.ORG_TIME_ZONE) if (day := given.pop("day")) else now
        try:
            log_contact(application, by=request.user, at=now, happened_at=happened, **given)
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "The contact is logged.")
            return redirect(person_url(reference))
    return _asked(request, application, form, "Log a contact", "Save")


class OwnerForm(forms.Form):
    """Who looks after somebody."""

    owner = forms.TypedChoiceField(label="Who looks after them?", coerce=int, empty_value=None, required=False)

    def __init__(self, *given: Any, choices: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "owner", [("", "Nobody yet"), *choices])


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def owner_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Choose who looks after a person."""
    application = access.get_application(request.user, reference, "contact")
    data = request.POST if request.method == "POST" else None
    form = OwnerForm(data, choices=staff_choices(application), initial={"owner": application.owner_id})
    if form.is_valid():
        try:
            assign_owner(application, form.cleaned_data["owner"], by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved.")
            return redirect(person_url(reference))
    return _asked(request, application, form, "Choose who looks after them", "Save")


class TellForm(forms.Form):
    """Nothing to fill in: the page says what starts."""


@staff("start_telling")
@require_http_methods(["GET", "HEAD", "POST"])
def telling_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Start telling somebody who was brought in from a spreadsheet."""
    application = access.get_application(request.user, reference, "start_telling")
    form = TellForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            promise = start_telling(application, by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(
                request, f"From now on they are told. We promised to write by {promise.due_on.day} {promise.due_on:%B}."
            )
            return redirect(person_url(reference))
    return _asked(request, application, form, f"Start telling {application.applicant.called}", "Start telling")


def _asked(request: StaffRequest, application: Any, form: forms.Form, title: str, submit: str) -> HttpResponse:
    values = {"form": form, "title": title, "submit": submit, "who": application.applicant, "application": application}
    return render(request, "hr/form.html", {**values, "back": person_url(application.reference)})


urls = [
    path("staff/people/<str:reference>/contact/", contact_page, name="log_contact"),
    path("staff/people/<str:reference>/owner/", owner_page, name="assign_owner"),
    path("staff/people/<str:reference>/start-telling/", telling_page, name="start_telling"),
]
