"""The readiness plan of one person: topics, actions with a button each, and the person's own words for their coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from hr.gate import StaffRequest, staff
from hr.links import own_step_url, person_url
from hr.refused import sentences
from onboarding import access
from onboarding.door import StepRefused, take
from onboarding.lib import clock
from onboarding.queries.plain_words import national
from onboarding.queries.readiness_plan import RIGHT, WHO_WORDS, Action, staff_plan

TOPICS_HEAD = ["Topic", "How it stands"]


@staff(RIGHT)
@require_safe
def plan_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The plan as it stands."""
    application = access.get_application(request.user, reference, RIGHT)
    plan = staff_plan(application, by=request.user, at=clock.now())
    values = {
        "who": application.applicant, "application": application, "plan": plan, "topics_head": TOPICS_HEAD,
        "actions": [_line(application.applicant.called, one) for one in plan.actions], "back": person_url(reference),
        "steps": [{"label": one.step.label, "url": own_step_url(reference, plan.stage, one.step.name),
                   "reasons": [national(reason.sentence, application.opportunity.nation) for reason in one.reasons]} for one in plan.steps],
    }  # fmt: skip
    return render(request, "hr/plan.html", values)


def _line(called: str, one: Action) -> dict[str, object]:
    who = called if one.who == "applicant" else WHO_WORDS[one.who]
    return {"number": one.number, "what": one.what, "who": who, "by": one.by, "done": one.done}


@staff(RIGHT)
@require_POST
def action_done(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """One action is done: one click, through the door."""
    application = access.get_application(request.user, reference, RIGHT)
    plan = staff_plan(application, by=request.user, at=clock.now())
    try:
        taken = take(application, plan.stage, "action_done", by=request.user, at=clock.now(), number=number)
    except StepRefused as refused:
        messages.error(request, " ".join(sentences(refused, application.opportunity.nation)))
    else:
        messages.success(request, "Saved: the action is done.", extra_tags=f"undo:{reverse('undo', args=[reference, taken.pk])}")
    return redirect("plan", reference)


urls = [
    path("staff/people/<str:reference>/plan/", plan_page, name="plan"),
    path("staff/people/<str:reference>/plan/<int:number>/done/", action_done, name="action_done"),
]
