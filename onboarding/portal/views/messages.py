"""Messages with the named person: read and written by the person they are about, on a page of their own."""

from __future__ import annotations

import secrets

from allauth.core import ratelimit
from django import forms
from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from onboarding import access
from onboarding.actions.messages import EMPTY, LONG, seen, write
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.messages import LONGEST, may_write, thread
from onboarding.queries.progress_list import listed


class MessageForm(forms.Form):
    """What somebody writes; the key makes a second click the same message."""

    words = forms.CharField(
        label="Your message", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        error_messages={"required": EMPTY, "max_length": LONG},
    )  # fmt: skip
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


def blank() -> MessageForm:
    """An empty form with a key of its own."""
    return MessageForm(initial={"key": secrets.token_hex(16)})


@own_page
@require_safe
def index(request: OwnRequest) -> HttpResponse:
    """Straight to the messages of the only application; else a list."""
    own = listed(access.own_applications(request.user))
    if len(own) == 1:
        return redirect("messages", own[0].reference)
    return render(request, "portal/messages_of.html", {"own": own})


@own_page
def show(request: OwnRequest, reference: str) -> HttpResponse:
    """The thread, help first; posted, one message more."""
    application = access.get_own(request.user, reference)
    form = MessageForm(request.POST) if request.method == "POST" else blank()
    if form.is_bound and not ratelimit.consume(request, action="message"):
        return render(request, "429.html", status=429)
    if form.is_bound and form.is_valid():
        try:
            write(application, form.cleaned_data["words"], by=request.user, at=clock.now(), key=form.cleaned_data["key"])
        except StepRefused as refused:
            form.add_error("words", refused.reasons[0].sentence)
        else:
            notices.success(request, "Your message is sent.")
            return redirect("messages", reference)
    seen(application, by=request.user, at=clock.now())
    values = {"thread": thread(application), "form": form, "application": application, "open": may_write(application)}
    return render(request, "portal/messages.html", values, status=422 if form.errors else 200)
