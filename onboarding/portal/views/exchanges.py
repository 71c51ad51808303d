"""Skills and times: what members of a group give each other. Opt-in, without names or numbers; one of us passes it on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from onboarding import access
from onboarding.actions.exchanges import ask_for, end_line, write_line
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.exchanges import is_member, line_in, lists
from onboarding.stages.exchanges import WHAT, WHEN


class LineForm(forms.Form):
    """Give or would like, what, when."""

    gives = forms.TypedChoiceField(
        label="Do you give it, or would you like it?", choices=[("1", "I give it"), ("0", "I would like it")],
        coerce=lambda value: value == "1", widget=forms.RadioSelect, error_messages={"required": "Choose one"},
    )  # fmt: skip
    what = forms.ChoiceField(label="What is it?", choices=WHAT, error_messages={"required": "Choose what it is"})
    when = forms.ChoiceField(label="When does it suit you?", choices=WHEN, error_messages={"required": "Choose when"})


def _mine(request: OwnRequest, reference: str) -> Any:
    application = access.get_own(request.user, reference)
    if not is_member(application):
        raise Http404
    return application


@own_page
def show(request: OwnRequest, reference: str) -> HttpResponse:
    """The lists; posted, one more line of one's own."""
    application = _mine(request, reference)
    form = LineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            write_line(application, by=request.user, at=clock.now(), **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(None, [reason.sentence for reason in refused.reasons])
        else:
            messages.success(request, "It is on the list. Your name and your number are not.")
            return redirect("exchanges", reference)
    values = {"form": form, "lists": lists(application), "application": application}
    return render(request, "portal/exchanges.html", values, status=422 if form.errors else 200)


@require_POST
@own_page
def end(request: OwnRequest, reference: str, line: int) -> HttpResponse:
    """Take one's own line away."""
    application = _mine(request, reference)
    found = line_in(application, line)
    if found.application_id != application.pk:
        raise Http404
    end_line(found, by=request.user, at=clock.now())
    messages.success(request, "It is off the list.")
    return redirect("exchanges", reference)


@require_POST
@own_page
def ask(request: OwnRequest, reference: str, line: int) -> HttpResponse:
    """Say that one would like to meet about another's line."""
    application = _mine(request, reference)
    try:
        ask_for(line_in(application, line), application, by=request.user, at=clock.now())
    except StepRefused:
        raise Http404 from None
    messages.success(request, "We ask them, and then get in touch with you.")
    return redirect("exchanges", reference)
