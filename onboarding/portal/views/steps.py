"""The applicant's own steps: one view for all, with the offer and the two ways of giving the ball back to us."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from onboarding import access, door
from onboarding.actions.ask_a_question import ask_a_question
from onboarding.actions.more_time import more_time
from onboarding.door.due import calendar_of
from onboarding.lib import clock
from onboarding.portal.forms import AskForm, QuestionForm
from onboarding.portal.referee import IN_THEIR_WORDS, wrong_with
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.portal.words import ASKS, IN_GROUP, NO_PLAN, WORDS, StepWords
from onboarding.queries.coming_back import coming_back
from onboarding.queries.legal_windows import legal_windows
from onboarding.queries.offer_page import offer_page
from onboarding.queries.own_step import OwnStep, own_step
from onboarding.queries.progress import progress
from onboarding.queries.second_view import who_looks_again
from onboarding.stages.returning import STEPS as RETURNS

ACTS: dict[str, Callable[..., Any]] = {"time": more_time, "question": ask_a_question}
FORMS: dict[str, type[AskForm]] = {"question": QuestionForm}
SECOND_VIEW, AGREE = ("readiness", "ask_look_again"), ("readiness", "agree_plan")
FIXED = {("application", "pause"): {"asked": "self"}}


@own_page
def take(request: OwnRequest, reference: str, kind: str, step: str) -> HttpResponse:
    """Any step that is the person's own: its page, and taking it."""
    application = access.get_own(request.user, reference)
    own = own_step(application, kind, step, at=clock.now())
    words = (IN_GROUP if own.in_group else {}).get((own.kind, step), WORDS.get((own.kind, step))) if own else None
    if own is None or own.inner or words is None:
        raise Http404
    words = NO_PLAN if (own.kind, step) == AGREE and not own.lines else words
    return _asked_and_taken(request, own, words, _fixed(own, kind, step))


def _fixed(own: OwnStep, kind: str, step: str) -> dict[str, Any]:
    """Answers that are not asked for: how a break was asked for, and why somebody would rather not join a group."""
    if (kind, step) == SECOND_VIEW:
        return {"who": who_looks_again(own.application)}
    nothing_asked = own.in_group and (kind, step) == ("application", "withdraw")
    return {"reason": None} if nothing_asked else FIXED.get((kind, step), {})


@own_page
def ask_us(request: OwnRequest, reference: str, kind: str, reason: str) -> HttpResponse:
    """More time, a question, help: always granted, no reason asked; the next step is ours from then on."""
    application = access.get_own(request.user, reference)
    own = own_step(application, kind, "take_back")
    if own is None or reason not in ASKS:
        raise Http404
    if request.POST.get("words", "").strip() and not ratelimit.consume(request, action="message"):
        return render(request, "429.html", status=429)
    kind_of = FORMS.get(reason, AskForm)
    return _asked_and_taken(request, own, ASKS[reason], {"reason": reason}, ACTS.get(reason, door.take), kind_of)


@own_page
@require_safe
def offer(request: OwnRequest, reference: str) -> HttpResponse:
    """The offer, or for volunteers the invitation, with everything that starts when they say yes."""
    application = access.get_own(request.user, reference)
    own, page = own_step(application, "selection", "accept"), offer_page(application)
    if own is None or page is None:
        raise Http404
    values = {
        "offer": page,
        "progress": progress(application, at=clock.now()),
        "own": own,
        "key": secrets.token_hex(16),
    }
    return render(request, "portal/offer.html", values)


def _asked_and_taken(
    request: OwnRequest, own: OwnStep, words: StepWords, fixed: dict[str, Any], act: Callable[..., Any] = door.take,
    kind_of: type[AskForm] = AskForm,
) -> HttpResponse:  # fmt: skip
    asks = tuple(ask for ask in own.asks if ask.name not in fixed)
    data, days = request.POST if request.method == "POST" else None, calendar_of(own.application)
    form = kind_of(asks, at=clock.now(), rows=own.rows, days=days, together=wrong_with(own), data=data)
    refused: list[str] = []
    status = 200
    if request.method == "POST":
        if form.is_valid():
            refused = _take(request, own, {**form.facts, **fixed}, act)
            if not refused:
                messages.success(request, words.fitted(own.fit).done)
                return redirect("progress", own.application.reference)
        status = 409 if refused else 422
    return render(request, "portal/step.html", _page(request, own, words, form, refused), status=status)


def _take(request: OwnRequest, own: OwnStep, facts: dict[str, Any], act: Callable[..., Any]) -> list[str]:
    """Takes the step; what is in the way, as sentences."""
    version = request.POST.get("version", "")
    try:
        act(
            own.application, own.stage, own.step, by=request.user,
            at=clock.now(), key=request.POST.get("key", "")[:64] or None,
            expected_version=int(version) if version.isdecimal() else None, **facts,
        )  # fmt: skip
    except door.StepRefused as refusal:
        return [own.fit(IN_THEIR_WORDS.get(reason.sentence, reason.sentence)) for reason in refusal.reasons]
    except door.KeyReused:
        return ["This page was sent before with other answers. Open it again, then try once more."]
    return []


def _page(request: OwnRequest, own: OwnStep, words: StepWords, form: AskForm, refused: list[str]) -> dict[str, Any]:
    return {
        "words": words.fitted(own.fit),
        "form": form,
        "refused": [{"words": sentence, "href": ""} for sentence in refused],
        "own": own,
        "key": request.POST.get("key") if form.is_bound and form.errors else secrets.token_hex(16),
        "progress": progress(own.application, at=clock.now()),
        "windows": legal_windows(own.application, at=clock.now()) if own.step == "pause" else [],
        "back": coming_back(own.application, at=clock.now()) if own.step in RETURNS else [],
    }
