"""All people: the list, and adding one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from hr.details_form import StaffReachForm
from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from hr.views.saved_views import panel
from onboarding import access
from onboarding.actions.add_person import NewPerson, add_person
from onboarding.actions.invite import CannotInvite, invite
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import offer
from onboarding.queries import people

HEAD = ["Person", "Role", "Where", "Looked after by"]


class FindForm(forms.Form):
    """What the list of people is narrowed to."""

    name = forms.CharField(label="Name or reference", required=False, max_length=100)
    state = forms.ChoiceField(label="Where", required=False)
    whose = forms.ChoiceField(label="Whose", required=False, choices=[("", "Everyone"), ("mine", "My people")])
    order = forms.ChoiceField(
        label="Order", required=False, choices=[("", "By name"), ("spoken", "Longest since we spoke, of those under way")]
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "state", [("", "Anywhere"), *people.states()])


@staff("view_application")
@require_safe
def people_page(request: StaffRequest) -> HttpResponse:
    """Everyone this person may see, by name, 50 to a page."""
    form = FindForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    name, state = given.get("name", "").strip().replace("\x00", ""), given.get("state", "")
    mine, spoken = given.get("whose") == "mine", given.get("order") == "spoken"
    after, now = request.GET.get("after", "").replace("\x00", ""), clock.now()
    found = people.people(request.user, name=name, state=state, after=after, mine=mine, by_spoken=spoken, at=now)
    narrowed = {"name": name, "state": state, "whose": given.get("whose", ""), "order": given.get("order", "")}
    following = urlencode({**narrowed, "after": found.after}) if found.after else ""
    values = {
        "form_filter": FindForm(request.GET), "head": [*HEAD, *(["Last spoke"] if spoken else [])],
        "rows": [[*_line(person), *([person.spoken] if spoken else [])] for person in found.people], "name": name,
        "caption": "People under way, longest since we spoke first" if spoken else "People, by surname",
        "narrowed": any(narrowed.values()), "saved": panel(request, "people", narrowed), "nearly": found.nearly,
        "next": {"url": f"?{following}"} if following else None,
        "first": {"url": f"?{urlencode(narrowed)}"} if request.GET.get("after") else None,
        "may_add": access.may(request.user, "add_person"),
        "import_url": reverse("imports") if access.may(request.user, "import") else "",
    }  # fmt: skip
    return render(request, "hr/people.html", values)


def _line(person: people.Person) -> list[Any]:
    link = format_html(
        '<a class="govuk-link" href="{}">{}</a> <small class="ob-nowrap">{}</small>',
        person_url(person.reference), person.name, person.reference,
    )  # fmt: skip
    where = person.state if person.told else f"{person.state}. Not being told yet"
    return [link, person.role, where, person.owner or "Nobody yet"]


class AddForm(StaffReachForm):
    """A person who applies. Nothing about health is asked."""

    opportunity = forms.TypedChoiceField(label="Role", coerce=int, error_messages={"required": "Select the role"})
    send = forms.BooleanField(label="Send the application now, as they asked", required=False)

    def __init__(self, *given: Any, roles: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, initial={"channel": "email", "points": 14}, **named)
        offer(self, "opportunity", [("", "Choose one"), *roles])


def _let_in(request: StaffRequest, application: Any) -> None:
    """A sign-in of their own, where their address allows one; else why not."""
    try:
        invite(application.applicant, by=request.user, at=clock.now())
    except CannotInvite as reason:
        change = reverse("change_details", args=[application.reference])
        link = format_html('{} <a class="govuk-link" href="{}">Change how we reach {}</a>', reason, change, application.applicant.called)
        messages.warning(request, link)


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
            refuse(form, refused)
        else:
            messages.success(request, "The person is added.")
            _let_in(request, application)
            return redirect(person_url(application.reference))
    return render(
        request,
        "hr/form.html",
        {"form": form, "title": "Add a person", "submit": "Add this person", "back": reverse("people")},
    )


urls = [
    path("staff/people/", people_page, name="people"),
    path("staff/people/add/", add_page, name="add_person"),
]
