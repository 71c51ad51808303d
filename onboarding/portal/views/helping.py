"""Helping somebody: where they are, their open letters, small things done for them. Each look and each act is witnessed."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from onboarding import access, door
from onboarding.actions.more_time import more_time
from onboarding.door.due import calendar_of
from onboarding.lib import clock
from onboarding.portal.forms import AskForm
from onboarding.portal.referee import wrong_with
from onboarding.portal.views.shell import SignedInRequest, signed_in
from onboarding.portal.words import ASKS, WORDS, StepWords
from onboarding.queries import helpers
from onboarding.queries.own_step import OwnStep, own_step
from onboarding.queries.progress import progress
from onboarding.stages import ALL_KINDS

TIME = "time"


def _shown(request: SignedInRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page with the menu of a helper: their own pages only where they have any."""
    own = [{"label": "Your progress", "url": reverse("progress_list")}] if access.own_applications(request.user).exists() else []
    here = {"label": "Who you help", "url": reverse("helping"), "current": True}
    out = {"label": "Sign out", "url": reverse("account_logout"), "method": "post"}
    menu = [here, *own, {"label": "Help now", "url": reverse("help")}, out]
    return render(request, template, {**values, "navigation": menu}, status=status)


@signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Whom one helps, and until when."""
    return _shown(request, "portal/helping_list.html", {"helped": helpers.helped(request.user, at=clock.now())})


@signed_in
@require_safe
def show(request: SignedInRequest, reference: str) -> HttpResponse:
    """Where the person is, with what can be done for them; never their private page, what they wrote, or their messages."""
    application, helper = helpers.read(request.user, reference, "progress", at=clock.now())
    shown = progress(application, at=clock.now())
    turns = [{"turn": turn, "acts": _acts(turn) if helper.may_act else []} for turn in shown.turns]
    values = {"progress": shown, "turns": turns, "letters": helpers.letters_for(application)}
    return _shown(request, "portal/helping.html", {**values, "helper": helper, "helped": application.applicant})


def _acts(turn: Any) -> list[dict[str, str]]:
    """The buttons of one thing to do that a helper may press."""
    steps = [(act.row, act.step, act.label) for act in turn.acts if _may(act.kind, act.step)]
    asks = [(turn.row, TIME, "Ask for 2 more weeks")] if turn.can_ask else []
    return [{"row": row, "step": step, "label": label} for row, step, label in [*steps, *asks]]


def _may(kind: str, step: str) -> bool:
    found = ALL_KINDS[kind].steps.get(step)
    return found is not None and (kind, step) in WORDS and found.permission in access.ROLES["helper"]


@signed_in
@require_safe
def letter(request: SignedInRequest, reference: str, letter: int) -> HttpResponse:
    """One letter as a page."""
    application, helper = helpers.read(request.user, reference, "letter", at=clock.now())
    found = helpers.letter_for(application, letter)
    # Written by our own templates, which escape every word of a person, and stored as it was sent.
    values = {"letter": found, "words": SafeString(found.html), "helper": helper, "helped": application.applicant}
    return _shown(request, "portal/helping_letter.html", {**values, "reference": reference})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: SignedInRequest, reference: str, row: str, step: str) -> HttpResponse:
    """One small thing done for the person, as the helper, through the door."""
    application, helper = helpers.read(request.user, reference, "step", at=clock.now())
    own, words, fixed = _step(application, row, step)
    if not helper.may_act or own is None or words is None:
        raise Http404
    asks = tuple(ask for ask in own.asks if ask.name not in fixed)
    form = AskForm(asks, at=clock.now(), days=calendar_of(application), together=wrong_with(own), data=request.POST or None)
    refused: list[str] = []
    if request.method == "POST" and form.is_valid():
        refused = _take(request, own, {**form.facts, **fixed})
        if not refused:
            messages.success(request, "Done. They can see that you did it.")
            return redirect("helped", reference)
    values = {
        "own": own, "words": words.fitted(own.fit), "form": form, "refused": [{"words": one, "href": ""} for one in refused],
        "key": secrets.token_hex(16), "helper": helper, "helped": application.applicant,
    }  # fmt: skip
    return _shown(request, "portal/helping_step.html", values, status=409 if refused else 422 if form.errors else 200)


def _step(application: Any, row: str, step: str) -> tuple[OwnStep | None, StepWords | None, dict[str, Any]]:
    """The step, its words, and what is not asked; “time” gives the turn back to us with the reason that it is needed."""
    if step == TIME:
        return own_step(application, row, "take_back"), ASKS[TIME], {"reason": TIME}
    own = own_step(application, row, step)
    if own is None or own.inner or not _may(own.kind, step):
        return None, None, {}
    return own, WORDS.get((own.kind, step)), {"asked": "self"} if step == "pause" else {}


def _take(request: SignedInRequest, own: OwnStep, facts: dict[str, Any]) -> list[str]:
    version = request.POST.get("version", "")
    try:
        (more_time if facts.get("reason") == TIME else door.take)(
            own.application, own.stage, own.step, by=request.user, at=clock.now(),
            key=request.POST.get("key", "")[:64] or None, expected_version=int(version) if version.isdecimal() else None, **facts,
        )  # fmt: skip
    except door.StepRefused as refusal:
        return [own.fit(reason.sentence) for reason in refusal.reasons]
    except door.KeyReused:
        return ["This page was sent before with other answers. Open it again, then try once more."]
    return []
