"""The person's private page about their checks: one address whatever stands there, and its steps in the body of the form."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from onboarding import access, door
from onboarding.lib import clock
from onboarding.portal.forms import AskForm
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.portal.words import PRIVATE
from onboarding.queries.own_step import OwnStep
from onboarding.queries.private_page import PrivatePage, private_page, private_step

SENT_TWICE = "This page was sent before with other answers. Open it again, then try once more."


@own_page
def private(request: OwnRequest, reference: str) -> HttpResponse:
    """The page; posted, one of the steps that are the person's own."""
    application = access.get_own(request.user, reference)
    if request.method != "POST":
        return _shown(request, private_page(application, at=clock.now()))
    kind, _dot, name = request.POST.get("inner", "").partition(".")
    own = private_step(application, kind, name)
    if own is None:
        raise Http404
    return _sent(request, own)


def _sent(request: OwnRequest, own: OwnStep) -> HttpResponse:
    form = AskForm(own.asks, at=clock.now(), data=request.POST, auto_id=_ids(own))
    refused = _take(request, own, form.facts) if form.is_valid() else []
    if form.is_valid() and not refused:
        messages.success(request, own.fit(PRIVATE[own.kind, own.step].done))
        return redirect("private", own.application.reference)
    page = private_page(own.application, at=clock.now())
    return _shown(request, page, form=form, sent=own, refused=refused)


def _take(request: OwnRequest, own: OwnStep, facts: dict[str, Any]) -> list[str]:
    try:
        door.take(
            own.application, own.kind, own.step, by=request.user, at=clock.now(),
            key=request.POST.get("key", "")[:64] or None, **facts,
        )  # fmt: skip
    except door.StepRefused as refusal:
        return [own.fit(reason.sentence) for reason in refusal.reasons]
    except door.KeyReused:
        return [SENT_TWICE]
    return []


def _shown(
    request: OwnRequest, page: PrivatePage, *, form: AskForm | None = None, sent: OwnStep | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    parts = [
        {"part": part, "steps": [_form(own, page, form if sent and _name(own) == _name(sent) else None) for own in part.steps]}
        for part in page.parts
    ]
    wrong = [{"words": sentence, "href": ""} for sentence in refused or []]
    values = {"page": page, "parts": parts, "refused": wrong, "form": form, "key": secrets.token_hex(16)}
    return render(request, "portal/private.html", values, status=409 if refused else 422 if form else 200)


def _form(own: OwnStep, page: PrivatePage, sent: AskForm | None) -> dict[str, Any]:
    words = PRIVATE[own.kind, own.step].fitted(page.fit)
    return {"own": own, "words": words, "form": sent or AskForm(own.asks, at=clock.now(), auto_id=_ids(own))}


def _ids(own: OwnStep) -> str:
    """Two records may ask alike on one page: each field has an id of its own."""
    return f"id_{own.kind}_%s"


def _name(own: OwnStep) -> tuple[str, str]:
    return own.kind, own.step
