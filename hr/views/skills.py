"""Skills that a person wrote in their own words: one of us who has seen it signs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url
from onboarding import access
from onboarding.actions.skills import answer
from onboarding.lib import clock
from onboarding.queries import skills
from onboarding.queries.skills import MAY_SIGN

SAID = {"seen": "You signed it. It stands on their record with your name.", "not-seen": "They read that we have not seen it yet."}


@staff(MAY_SIGN)
@require_safe
def skills_page(request: StaffRequest, reference: str) -> HttpResponse:
    """What waits for a name; the reading is recorded."""
    application = access.get_application(request.user, reference, MAY_SIGN)
    rows = skills.read(application, by=request.user, at=clock.now())
    values = {"rows": rows, "who": application.applicant, "application": application, "back": person_url(reference)}
    return render(request, "hr/skills.html", values)


@staff(MAY_SIGN)
@require_POST
def sign(request: StaffRequest, reference: str, skill: int, verb: str) -> HttpResponse:
    """Sign one, or say that one has not seen it."""
    application = access.get_application(request.user, reference, MAY_SIGN)
    if verb not in SAID:
        raise Http404
    answer(skills.skill_in(application, skill), seen=verb == "seen", by=request.user, at=clock.now())
    messages.success(request, SAID[verb])
    return redirect("skills", reference)


urls = [
    path("staff/people/<str:reference>/skills/", skills_page, name="skills"),
    path("staff/people/<str:reference>/skills/<int:skill>/<slug:verb>/", sign, name="sign_skill"),
]
