"""The person's own page about their support: talks, actions, reviews, “I would like to talk today”, and how it felt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from onboarding import access
from onboarding.actions.ask_record import FACTS_OF, KINDS, ask_record
from onboarding.actions.how_it_felt import LONG, LONGEST, write
from onboarding.actions.talk_today import ask_to_talk
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.supervision import WHO_WORDS, Log, entry_of, log_of
from onboarding.queries.what_next import what_next


class FeltForm(forms.Form):
    """What somebody writes for themselves, and whether who supports them may read it."""

    words = forms.CharField(
        label="How did it feel?", required=False, max_length=LONGEST, help_text="Leave it empty to take it away.",
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}), error_messages={"max_length": LONG},
    )  # fmt: skip
    shared = forms.BooleanField(label="Let the people who support me read this", required=False)


@own_page
@require_safe
def show(request: OwnRequest, reference: str) -> HttpResponse:
    """Everything about their support on one page."""
    application = access.get_own(request.user, reference)
    log = _begun(application)
    actions = [{"what": one.what, "by": one.by, "done": one.done, "who": "You" if one.who == "applicant" else WHO_WORDS[one.who]}
               for one in log.actions]  # fmt: skip
    values = {"application": application, "log": log, "actions": actions, "asked": application.state in ("in_progress", "in_role"),
              "next": what_next(application), "reference": application.state in FACTS_OF}
    response = render(request, "portal/support.html", values)
    response["Cache-Control"] = "no-store"
    return response


def _begun(application: Any) -> Log:
    log = log_of(application, felt="own")
    if not log.began and log.state != "ready":
        raise Http404
    return log


@own_page
@require_POST
def talk(request: OwnRequest, reference: str) -> HttpResponse:
    """One click: who supports them is told now."""
    application = access.get_own(request.user, reference)
    _begun(application)
    try:
        ask_to_talk(application, by=request.user, at=clock.now())
    except StepRefused as refused:
        messages.error(request, refused.reasons[0].sentence)
    else:
        messages.success(request, "We told the people who support you. One of them will get in touch today.")
    return redirect("support", reference)


@own_page
@require_POST
def record(request: OwnRequest, reference: str, kind: str) -> HttpResponse:
    """The record of their supervision, or a reference of facts, as a letter at their word."""
    application = access.get_own(request.user, reference)
    _begun(application)
    if kind not in KINDS:
        raise Http404
    try:
        ask_record(application, kind, by=request.user, at=clock.now())
    except StepRefused as refused:
        messages.error(request, refused.reasons[0].sentence)
    else:
        messages.success(request, "We send you the letter. It is on your letters page soon.")
    return redirect("support", reference)


@own_page
def felt(request: OwnRequest, reference: str, move: int) -> HttpResponse:
    """How one talk felt: theirs alone, unless they share it."""
    application = access.get_own(request.user, reference)
    entry = entry_of(application, move)
    form = FeltForm(request.POST if request.method == "POST" else None, initial={"words": entry.felt, "shared": entry.shared})
    if form.is_bound and form.is_valid():
        write(application, move, form.cleaned_data["words"], shared=form.cleaned_data["shared"], by=request.user, at=clock.now())
        messages.success(request, "Saved. Thank you.")
        return redirect("support", reference)
    values = {"application": application, "entry": entry, "form": form}
    response = render(request, "portal/felt.html", values, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
