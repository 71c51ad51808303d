"""Messages with a person, for the one who looks after them, or stands in. To everybody else the page is not there."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.messages import EMPTY, LONG, move_to_private, seen, write
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import ways
from onboarding.queries.messages import LONGEST, may_write, message_in, reads_messages, thread

BY_HAND = {
    "text": "They like a text. Text them: “There is an update for you.”",
    "phone": "They like a call. Ring them and say that there is a message.",
    "post": "They like post. Ring or write to them, and say that there is a message.",
}


def _by_hand(person: Any) -> str:
    return "" if ways.by_itself(person) else BY_HAND.get(person.channel, "")


class AnswerForm(forms.Form):
    """An answer; the key makes a second click the same message."""

    words = forms.CharField(
        label="Your answer", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        error_messages={"required": EMPTY, "max_length": LONG}, help_text="Plain words. Nothing about health or records.",
    )  # fmt: skip
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


def _mine(request: StaffRequest, reference: str) -> Any:
    """An application whose messages this person reads, or 404."""
    application = access.get_application(request.user, reference, "contact")
    if not reads_messages(request.user, application, at=clock.now()):
        raise Http404
    return application


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def thread_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The thread, witnessed as read; posted, an answer."""
    application = _mine(request, reference)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"key": secrets.token_hex(16)})
    if form.is_bound and form.is_valid() and _written(request, application, form):
        return redirect("thread", reference)
    seen(application, by=request.user, at=clock.now())
    values = {
        "application": application, "who": application.applicant, "thread": thread(application), "form": form,
        "open": may_write(application), "by_hand": _by_hand(application.applicant), "back": person_url(reference),
    }  # fmt: skip
    return render(request, "hr/thread.html", values, status=422 if form.errors else 200)


def _written(request: StaffRequest, application: Any, form: AnswerForm) -> bool:
    try:
        write(application, form.cleaned_data["words"], by=request.user, at=clock.now(), key=form.cleaned_data["key"])
    except StepRefused as refused:
        refuse(form, refused)
        return False
    notices.success(request, "Your message is sent.")
    return True


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def move_page(request: StaffRequest, reference: str, message: int) -> HttpResponse:
    """One message taken away for good: what happens is said first."""
    application = _mine(request, reference)
    found = message_in(application, message)
    if request.method == "POST":
        move_to_private(found, by=request.user, at=clock.now())
        notices.success(request, "The message is deleted. Get in touch with them now.")
        return redirect("thread", reference)
    back = reverse("thread", args=[reference])
    return render(request, "hr/move_message.html", {"application": application, "who": application.applicant, "back": back})


urls = [
    path("staff/people/<str:reference>/messages/", thread_page, name="thread"),
    path("staff/people/<str:reference>/messages/<int:message>/move/", move_page, name="move_message"),
]
