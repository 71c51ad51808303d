"""A call instead of typing: a stranger leaves a number, somebody with a form asks us to fill it in with them."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding import access
from onboarding.actions.ask_call import ask_call, leave_number
from onboarding.actions.begin import RoleClosed
from onboarding.door import StepRefused
from onboarding.engine.asked_form import AskedForm
from onboarding.engine.asks import Ask
from onboarding.lib import clock
from onboarding.portal.views.roles import closed
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries import roles
from onboarding.stages.application_form import BY_CODE

_NAME, _REACH = ({ask.name: ask for ask in BY_CODE[code].asks} for code in ("name", "reach"))
ASKS = (
    _NAME["first_name"], _NAME["surname"],
    Ask("mobile", "Phone number", form="phone", error="Type a phone number, like 01632 960 001"), _REACH["leave"],
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: OwnRequest, role: int) -> HttpResponse:
    """A name and a number for one role; the same thanks, whoever it is."""
    found = roles.role(role)
    if found is None:
        return closed(request, role)
    form = AskedForm(ASKS, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _left(request, role, form)
    return render(request, "portal/leave_number.html", {"role": found, "form": form}, status=422 if form.errors else 200)


def _left(request: OwnRequest, role: int, form: AskedForm) -> HttpResponse:
    answers = {**form.answers, "mobile": " ".join(form.answers["mobile"].split())}
    number = "".join(character for character in answers["mobile"] if character.isdigit())
    if not (ratelimit.consume(request, action="begin") and ratelimit.consume(request, action="number", key=number)):
        return render(request, "429.html", status=429)
    try:
        leave_number(role, at=clock.now(), **answers)
    except RoleClosed:
        return closed(request, role)
    return redirect("number_left")


@require_safe
def left(request: OwnRequest) -> HttpResponse:
    """Thanks, and when we call."""
    return render(request, "portal/number_left.html")


@require_POST
@own_page
def ask(request: OwnRequest, reference: str) -> HttpResponse:
    """Somebody who has begun asks for a call."""
    application = access.get_own(request.user, reference)
    try:
        ask_call(application, by=request.user, at=clock.now())
    except StepRefused as refused:
        messages.warning(request, refused.reasons[0].sentence)
        return redirect("form_part", reference, "reach") if not application.applicant.mobile else redirect("form", reference)
    messages.success(request, "We will call you within 2 working days.")
    return redirect("form", reference)
