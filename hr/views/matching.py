"""The teams for one person with what fits; what suits the person, for the one role that may change it; what a team looks for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url, step_url
from onboarding import access
from onboarding.actions.suits import RIGHT, read_suits, save_site, save_suits
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.suits_form import SuitsForm
from onboarding.queries import setup
from onboarding.queries.matching import Matching, Team, choices, matching, said_by_site, tags
from onboarding.queries.plain_words import day

HEAD = ["Team", "Does it fit?", "What they look for and the person offers", "Free places"]
COMMITTEE = "Committee"
OF_PERSON = {
    "skills": ("What can they offer?", ""),
    "areas": ("Where can they travel to?", "Empty: anywhere"),
    "times": ("When could they work?", "Empty: any time"),
    "teams": ("Which teams would they rather not be with?", "Ask for no reason, and keep none."),
    "people": ("Who would they rather not meet?", "To them this application is not there any more."),
}
OF_TEAM = {
    "skills": ("What does the team look for?", ""),
    "areas": ("Where is it?", "Empty: it fits everybody’s travel"),
    "times": ("When are its sessions?", "Empty: they fit everybody’s times"),
}


@staff("place")
@require_safe
def match_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Every team of the service, those that fit first. Why one does not fit is not said, here or anywhere."""
    application = access.get_application(request.user, reference, "place")
    found = matching(application, today=clock.local_date(clock.now(), ZONE))
    ask = step_url(reference, found.stage, found.step) if found.stage else ""
    values = {
        "who": application.applicant, "application": application, "back": person_url(reference), "ask": ask,
        "head": [*HEAD, COMMITTEE] if found.committee else HEAD, "rows": [_row(one, found) for one in found.teams],
        "change": reverse("suits_of", args=[reference]) if access.may(request.user, RIGHT, application) else "",
    }  # fmt: skip
    response = render(request, "hr/match.html", values)
    response["Cache-Control"] = "no-store"
    return response


def _row(one: Team, found: Matching) -> list[Any]:
    fits = format_html("<strong>{}</strong>", "Fits") if one.fits else "Does not fit"
    free = "None" if not one.free else str(one.free)
    until = f"Agreed until {day(one.approved_until)} {one.approved_until.year}" if one.approved_until else "Not agreed"
    return [one.name, fits, ", ".join(one.skills) or "Nothing noted", free, *([until] if found.committee else [])]


@staff(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def suits_page(request: StaffRequest, reference: str) -> HttpResponse:
    """What the person told us in another way, ticked for them; each reading is witnessed."""
    application = access.get_application(request.user, reference, RIGHT)
    ticked = read_suits(application, by=request.user, at=clock.now())
    form = SuitsForm(OF_PERSON, choices(application), request.POST if request.method == "POST" else None, initial=ticked)
    if form.is_bound and form.is_valid():
        save_suits(application, form.ticked, by=request.user, at=clock.now())
        messages.success(request, "Saved.")
        gone = str(request.user.pk) in form.ticked["people"]
        return redirect("people") if gone else redirect("match", reference)
    values = {"form": form, "title": "What suits them", "submit": "Save", "back": reverse("match", args=[reference])}
    response = render(request, "hr/form.html", {**values, "who": application.applicant, "application": application})
    response["Cache-Control"] = "no-store"
    return response


@staff("arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def site_suits(request: StaffRequest, number: int) -> HttpResponse:
    """What a team looks for, where it is and when."""
    site = setup.one_of(setup.SITES, number)
    form = SuitsForm(OF_TEAM, tags(), request.POST if request.method == "POST" else None, initial=said_by_site(site))
    if form.is_bound and form.is_valid():
        save_site(site, form.ticked, by=request.user, at=clock.now())
        messages.success(request, "Saved.")
        return redirect("set_up", "sites", number)
    values = {"form": form, "title": f"What {site} looks for", "submit": "Save", "back": reverse("set_up", args=["sites", number])}
    return render(request, "hr/form.html", values)


urls = [
    path("staff/people/<str:reference>/match/", match_page, name="match"),
    path("staff/people/<str:reference>/suits/", suits_page, name="suits_of"),
    path("staff/settings/sites/<int:number>/suits/", site_suits, name="site_suits"),
]
