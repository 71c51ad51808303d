"""All people: the list, adding one, and what is kept about being in touch with them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url
from onboarding import access
from onboarding.actions.add_person import NewPerson, add_person
from onboarding.actions.assign_owner import assign_owner
from onboarding.actions.contact import log_contact
from onboarding.actions.start_telling import start_telling
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries import people
from onboarding.queries.choices import staff as staff_choices
from onboarding.queries.contacts import ABOUT, HOW, LONGEST, WHO

CHANNELS = [("email", "E-mail"), ("sms", "Text, do not phone"), ("phone", "Phone"), ("post", "Post")]
FORMATS = [("easy_read", "Easy read"), ("audio", "Audio"), ("braille", "Braille")]
POINTS = [
    ("14", "14 point, our usual size"),
    ("18", "18 point"),
    ("20", "20 point"),
    ("24", "24 point"),
    ("28", "28 point"),
]
HEAD = ["Person", "Role", "Where", "Looked after by"]
Wrong = list[str]


class FindForm(forms.Form):
    """What the list of people is narrowed to."""

    name = forms.CharField(label="Name or reference", required=False, max_length=100)
    state = forms.ChoiceField(label="Where", required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["state"].choices = [("", "Anywhere"), *people.states()]  # type: ignore[attr-defined]


@staff("view_application")
@require_safe
def people_page(request: StaffRequest) -> HttpResponse:
    """Everyone this person may see, by name, 50 to a page."""
    form = FindForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    name, state = given.get("name", "").strip().replace("\x00", ""), given.get("state", "")
    found = people.people(request.user, name=name, state=state, after=request.GET.get("after", "").replace("\x00", ""))
    following = urlencode({"name": name, "state": state, "after": found.after}) if found.after else ""
    values = {
        "form_filter": FindForm(request.GET), "head": HEAD, "rows": [_line(person) for person in found.people], "name": name,
        "narrowed": bool(name or state), "next": {"url": f"?{following}"} if following else None,
        "first": {"url": f"?{urlencode({'name': name, 'state': state})}"} if request.GET.get("after") else None,
        "may_add": access.may(request.user, "add_person"), "may_import": access.may(request.user, "import"),
    }  # fmt: skip
    return render(request, "hr/people.html", values)


def _line(person: people.Person) -> list[Any]:
    link = format_html(
        '<a class="govuk-link" href="{}">{}</a> <small class="ob-nowrap">{}</small>',
        person_url(person.reference), person.name, person.reference,
    )  # fmt: skip
    where = person.state if person.told else f"{person.state}. Not being told yet"
    return [link, person.role, where, person.owner or "Nobody yet"]


class AddForm(forms.Form):
    """A person who applies. Nothing about health is asked."""

    first_name = forms.CharField(
        label="First name", max_length=120, error_messages={"required": "Enter the first name"}
    )
    surname = forms.CharField(label="Surname", max_length=120, error_messages={"required": "Enter the surname"})
    known_as = forms.CharField(label="Likes to be called", max_length=120, required=False)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, like name@example.com"},
    )
    mobile = forms.CharField(label="Mobile number", max_length=20, required=False)
    channel = forms.ChoiceField(
        label="How do they want to hear from us?", choices=CHANNELS, widget=forms.RadioSelect, initial="email"
    )
    points = forms.TypedChoiceField(label="Size of letters", choices=POINTS, coerce=int, initial="14")
    formats = forms.MultipleChoiceField(
        label="Other formats", choices=FORMATS, required=False, widget=forms.CheckboxSelectMultiple
    )
    opportunity = forms.TypedChoiceField(label="Role", coerce=int, error_messages={"required": "Select the role"})
    send = forms.BooleanField(label="Send the application now, as they asked", required=False)

    def __init__(self, *given: Any, roles: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["opportunity"].choices = [("", "Choose one"), *roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody we write to needs an address of that kind."""
        cleaned = super().clean() or {}
        if cleaned.get("channel") == "email" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the e-mail address, or choose another way to hear from us")
        if cleaned.get("channel") in ("sms", "phone") and not cleaned.get("mobile"):
            self.add_error("mobile", "Enter the number, or choose another way to hear from us")
        return cleaned


@staff("add_person")
@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: StaffRequest) -> HttpResponse:
    """Add a person and start their application."""
    form = AddForm(request.POST or None, roles=people.open_opportunities(request.user))
    if form.is_valid():
        given = dict(form.cleaned_data)
        send = given.pop("send")
        try:
            application = add_person(NewPerson(**given), by=request.user, at=clock.now(), send=send)
        except StepRefused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, "The person is added.")
            return redirect(person_url(application.reference))
    return render(
        request,
        "hr/form.html",
        {"form": form, "title": "Add a person", "submit": "Add this person", "back": reverse("people")},
    )


def _refuse(form: forms.Form, refused: StepRefused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason.sentence)


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
            _refuse(form, refused)
        else:
            messages.success(request, "The contact is logged.")
            return redirect(person_url(reference))
    return _asked(request, application, form, "Log a contact", "Save")


class OwnerForm(forms.Form):
    """Who looks after somebody."""

    owner = forms.TypedChoiceField(label="Who looks after them?", coerce=int, empty_value=None, required=False)

    def __init__(self, *given: Any, choices: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["owner"].choices = [("", "Nobody yet"), *choices]  # type: ignore[attr-defined]


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
            _refuse(form, refused)
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
            _refuse(form, refused)
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
    path("staff/people/", people_page, name="people"),
    path("staff/people/add/", add_page, name="add_person"),
    path("staff/people/<str:reference>/contact/", contact_page, name="log_contact"),
    path("staff/people/<str:reference>/owner/", owner_page, name="assign_owner"),
    path("staff/people/<str:reference>/start-telling/", telling_page, name="start_telling"),
]
