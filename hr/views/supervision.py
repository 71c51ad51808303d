"""Supervision of one person, and whom somebody supports: the log, its actions, reviews, and the wish to talk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.forms import StepForm, step_form
from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import SENT_TWICE, refuse, sentences
from onboarding import access
from onboarding.actions.how_it_felt import read_log
from onboarding.actions.talk_today import talked
from onboarding.door import KeyReused, Stale, StepRefused, take
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries.plain_words import day
from onboarding.queries.step_page import StepPage, step_page
from onboarding.queries.supervision import WHO_WORDS, Action, log_of
from onboarding.queries.support_due import RIGHT, Supported, supported
from onboarding.queries.what_next import what_next

HEAD = ["Person", "Team", "Where it stands", "Supervisor", "Next supervision", "Next review"]
REVIEWS_HEAD = ["Held on", "Week", "What came of it", "Held by", "Next one"]
STEPS = {"on_placement": ("log_supervision", "hold_review"), "closed": ("log_later_supervision",)}
CHANGED = "Somebody has saved something since you opened this. Look at it, then save again."


@staff(RIGHT)
@require_safe
def supported_page(request: StaffRequest) -> HttpResponse:
    """Everybody whom this person supports, or whose support they see."""
    rows = supported(request.user, today=clock.local_date(clock.now(), ZONE))
    return render(request, "hr/supported.html", {"head": HEAD, "rows": [_row(one) for one in rows]})


def _row(one: Supported) -> list[Any]:
    words = "Would like to talk today" if one.wishes else ""
    name = format_html('<a class="govuk-link" href="{}">{}</a>{}', reverse("supervision", args=[one.reference]), one.name,
                       format_html('<br><strong class="ob-quiet">{}</strong>', words) if words else "")  # fmt: skip
    supervision = f"{day(one.supervision_due)}{' (late)' if one.late else ''}" if one.supervision_due else "Not set"
    return [name, one.team, one.state, one.supervisor, supervision, day(one.review_due) if one.review_due else "None"]


@staff(RIGHT)
@require_safe
def supervision_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The log; where the person shared how it felt, the reading is witnessed first."""
    application = access.get_supervised(request.user, reference)
    log = read_log(application, by=request.user, at=clock.now())
    may = {right: access.may(request.user, right, application) for right in ("supervise", "review_placement", "view_application")}
    links = [
        {"label": label, "url": reverse("supervision_step", args=[reference, name])}
        for name, label, right in (
            ("log_supervision", "Record supervision", "supervise"), ("log_later_supervision", "Record supervision", "supervise"),
            ("hold_review", "Record a review", "review_placement"),
        )
        if name in STEPS.get(log.state, ()) and may[right]
    ]  # fmt: skip
    reviews = [[day(one.on), one.week, one.outcome, one.by, day(one.next_on) if one.next_on else "None"] for one in log.reviews]
    values = {
        "who": application.applicant, "application": application, "log": log, "links": links, "may": may, "reviews": reviews,
        "next": what_next(application), "reviews_head": REVIEWS_HEAD,
        "actions": [_line(application.applicant.called, one) for one in log.actions],
        "late": log.supervision_due is not None and log.supervision_due < clock.local_date(clock.now(), ZONE),
        "back": person_url(reference) if may["view_application"] else reverse("supported"),
    }  # fmt: skip
    response = render(request, "hr/supervision.html", values)
    response["Cache-Control"] = "no-store"
    return response


def _line(called: str, one: Action) -> dict[str, object]:
    who = called if one.who == "applicant" else WHO_WORDS[one.who]
    return {"number": one.number, "what": one.what, "who": who, "by": one.by, "done": one.done}


@staff(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def step_of_support(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """A supervision or a review on a page of its own, also for who opens no application."""
    application = access.get_supervised(request.user, reference)
    log = log_of(application, felt="none")
    if name not in STEPS.get(log.state, ()):
        raise Http404
    page = step_page(application, str(log.stage), name, by=request.user, at=clock.now())
    form = step_form(page.step.asks, page.rows, version=page.version, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _taken(page, form, request.user):
        messages.success(request, f"Saved: {page.step.label}.")
        return redirect("supervision", reference)
    cancel = {"label": "Cancel", "url": reverse("supervision", args=[reference])}
    values = {"opened": page, "form": form, "who": application.applicant, "called": application.applicant.called, "cancel": cancel}
    return render(request, "hr/step.html", values)


def _taken(page: StepPage, form: StepForm, by: Any) -> bool:
    given = form.cleaned_data
    try:
        take(
            page.application, page.stage, page.step.name, by=by, at=clock.now(), effective_at=form.effective_at,
            expected_version=given["expected_version"], key=given["key"], **form.facts,
        )  # fmt: skip
    except Stale:
        form.add_error(None, CHANGED)
        form.data = {**{name: form.data[name] for name in form.data}, "expected_version": str(page.version)}
    except StepRefused as refused:
        refuse(form, refused, page.application.opportunity.nation)
    except KeyReused:
        form.add_error(None, SENT_TWICE)
    else:
        return True
    return False


@staff("supervise")
@require_POST
def supervision_action(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """One action is done: one click, through the door."""
    application = access.get_supervised(request.user, reference, "supervise")
    try:
        take(application, "placement", "supervision_action_done", by=request.user, at=clock.now(), number=number)
    except StepRefused as refused:
        messages.error(request, " ".join(sentences(refused, application.opportunity.nation)))
    else:
        messages.success(request, "Saved: the action is done.")
    return redirect("supervision", reference)


@staff("supervise")
@require_POST
def talk_held(request: StaffRequest, reference: str) -> HttpResponse:
    """They have talked: the wish is off the lists. Nothing of it is kept."""
    talked(access.get_supervised(request.user, reference, "supervise"), by=request.user, at=clock.now())
    messages.success(request, "Saved: you have talked.")
    return redirect("supervision", reference)


urls = [
    path("staff/supervision/", supported_page, name="supported"),
    path("staff/people/<str:reference>/supervision/", supervision_page, name="supervision"),
    path("staff/people/<str:reference>/supervision/talked/", talk_held, name="talk_held"),
    path("staff/people/<str:reference>/supervision/<int:number>/done/", supervision_action, name="supervision_action"),
    path("staff/people/<str:reference>/supervision/<slug:name>/", step_of_support, name="supervision_step"),
]
