"""The one view of every step, and the ways to put a step right: confirm, undo, change its date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from hr.forms import StepForm, step_form
from hr.gate import StaffRequest, staff
from hr.letter_words import missing_words
from hr.links import person_url
from hr.refused import SENT_TWICE, refuse, sentences
from onboarding import access
from onboarding.actions.taking import take_whole
from onboarding.door import KeyReused, Stale, StepRefused
from onboarding.door.amend import amend
from onboarding.door.confirm import confirm
from onboarding.door.undo import undo
from onboarding.letters import base
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries import restricted
from onboarding.queries.coming_back import coming_back
from onboarding.queries.legal_windows import legal_windows
from onboarding.queries.move_page import move_page, reasons
from onboarding.queries.step_page import DONE, LIFE, PROPOSED, StepPage, outcome_of, saved_since, step_page
from onboarding.stages.returning import STEPS as RETURNS
from onboarding.tasks.rehearsing import proposed_letter


@staff("view_application")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: StaffRequest, reference: str, row: str, name: str) -> HttpResponse:
    """A step on a page of its own; sent, it is taken at the door or refused with every sentence."""
    application = access.get_application(request.user, reference)
    page = step_page(application, row, name, by=request.user, at=clock.now())
    form = step_form(
        page.step.asks, page.rows, version=page.version, data=request.POST if request.method == "POST" else None
    )
    if form.is_bound and form.is_valid():
        done = _take(request, page, form)
        if done is not None:
            return done
    values = {"opened": page, "form": form, "who": application.applicant, "called": application.applicant.called}
    if page.row == LIFE and name in RETURNS:
        values["back"] = coming_back(application, at=clock.now())
    if page.row == LIFE and name == "pause":
        values["windows"] = legal_windows(application, at=clock.now())
    if page.kind in restricted.readable(application, request.user):
        values["record"] = reverse("restricted", args=[reference, page.kind])
    return render(request, "hr/step.html", {**values, "cancel": {"label": "Cancel", "url": person_url(reference)}})


def _take(request: StaffRequest, page: StepPage, form: StepForm) -> HttpResponse | None:
    """The redirect after the step was taken; None when it was refused, with the sentences in the form."""
    given = form.cleaned_data
    try:
        taken = take_whole(
            page.application, page.stage, page.step.name, by=request.user, at=clock.now(), effective_at=form.effective_at,
            expected_version=given["expected_version"], key=given["key"], **form.facts,
        )  # fmt: skip
    except Stale as stale:
        since = saved_since(page.application, page.stage, given["expected_version"])
        _refuse(form, [since] if since else sentences(stale, page.application.opportunity.nation))
        _show_version(form, page.version)
        return None
    except StepRefused as refused:
        refuse(form, refused, page.application.opportunity.nation)
        return None
    except KeyReused:
        _refuse(form, [SENT_TWICE])
        return None
    return _saved(request, page.application.reference, taken, page.step.label)


def _refuse(form: forms.Form, sentences: list[str]) -> None:
    for sentence in sentences:
        form.add_error(None, sentence)


def _show_version(form: StepForm, version: int) -> None:
    """The answers stay; the next sending is about how things stand now. No question of a step has two answers."""
    form.data = {**{name: form.data[name] for name in form.data}, "expected_version": str(version)}


def _saved(request: StaffRequest, reference: str, taken: Any, label: str) -> HttpResponseRedirect:
    outcome = outcome_of(taken)
    if outcome == DONE:
        messages.success(request, f"Saved: {label}.", extra_tags=f"undo:{reverse('undo', args=[reference, taken.pk])}")
    elif outcome == PROPOSED:
        messages.info(request, f"Proposed: {label}. A second person must confirm it.")
        if taken.stage_id is None:  # looking at what is proposed inside a record would leave a reading there
            return redirect("proposal", reference, taken.pk)
    else:
        messages.success(request, "Saved in the restricted record.")
    return redirect(person_url(reference))


@staff("view_application")
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """What somebody proposed, and the second person's yes."""
    application = access.get_application(request.user, reference)
    found = restricted.proposal_for(application, number, by=request.user)
    refused: list[str] = []
    if request.method == "POST":
        try:
            taken = confirm(found, by=request.user, at=clock.now())
        except StepRefused as refusal:
            refused = sentences(refusal, application.opportunity.nation)
        else:
            return _saved(request, reference, taken, "confirmed")
    shown = restricted.proposal_page(found, by=request.user, at=clock.now())
    values = {
        **_letter(found, request.user), "proposal": shown, "application": application, "who": application.applicant, "refused": refused,
    }  # fmt: skip
    return render(request, "hr/proposal.html", values)


def _letter(found: Any, by: Any) -> dict[str, Any]:
    """The letter as it would go out after the second yes, or what is in the way of it."""
    try:
        written = proposed_letter(found, by=by, at=clock.now())
    except StepRefused as refusal:
        return {"in_the_way": sentences(refusal, found.application.opportunity.nation)}
    except base.MissingFacts as missing:
        return {"in_the_way": [missing_words(missing.names)]}
    return {"twin": base.screen(written) if written else ""}


class UndoForm(forms.Form):
    """Why a step is undone, once the 10 minutes are over."""

    reason = forms.ChoiceField(
        label="Why is this undone?", required=False, choices=reasons(), widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select why this is undone"},
    )  # fmt: skip


class AmendForm(forms.Form):
    """The day on which it really happened, and why the date changes."""

    happened_on = BoxedDateField(label="When did it really happen?", help_text="For example, 23 11 2026")
    reason = forms.ChoiceField(
        label="Why does the date change?", choices=reasons(), widget=forms.RadioSelect,
        error_messages={"required": "Select why the date changes", "invalid_choice": "Select why the date changes"},
    )  # fmt: skip


@staff("view_application")
@require_http_methods(["GET", "HEAD"])
def move(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """One move, with the ways to put it right."""
    return _move(request, reference, number, UndoForm(auto_id="undo_%s"), AmendForm())


def _move(
    request: StaffRequest, reference: str, number: int, undoing: forms.Form, amending: forms.Form
) -> HttpResponse:
    application = access.get_application(request.user, reference)
    found = move_page(application, number, by=request.user, at=clock.now())
    undoing.fields["reason"].required = not found.fresh  # only how it is shown: the door asks for it
    wrong = next((form for form in (undoing, amending) if form.errors), None)
    values = {"move": found, "undoing": undoing, "amending": amending, "application": application, "form": wrong}
    return render(request, "hr/move.html", {**values, "who": application.applicant})


@staff("view_application")
@require_POST
def undo_move(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Undo one move: one click for its own person in the first 10 minutes, a reason afterwards."""
    application = access.get_application(request.user, reference)
    form = UndoForm(request.POST, auto_id="undo_%s")
    if form.is_valid():
        try:
            undo(application, number, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"])
        except StepRefused as refused:
            refuse(form, refused, application.opportunity.nation)
        else:
            messages.success(request, "Undone. What it would have sent stays here.")
            return redirect(person_url(reference))
    return _move(request, reference, number, form, AmendForm())


@staff("view_application")
@require_POST
def amend_move(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Give one move the day on which it really happened."""
    application = access.get_application(request.user, reference)
    form = AmendForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            amend(
                application,
                number,
                effective_at=given["happened_on"],
                by=request.user,
                at=clock.now(),
                reason=given["reason"],
            )
        except StepRefused as refused:
            refuse(form, refused, application.opportunity.nation)
        else:
            messages.success(request, "The date is changed. All waits are counted anew.")
            return redirect(person_url(reference))
    return _move(request, reference, number, UndoForm(auto_id="undo_%s"), form)


urls = [
    path("staff/people/<str:reference>/step/<str:row>/<str:name>/", step, name="step"),
    path("staff/people/<str:reference>/proposal/<int:number>/", proposal, name="proposal"),
    path("staff/people/<str:reference>/move/<int:number>/", move, name="move"),
    path("staff/people/<str:reference>/move/<int:number>/undo/", undo_move, name="undo"),
    path("staff/people/<str:reference>/move/<int:number>/amend/", amend_move, name="amend"),
]
