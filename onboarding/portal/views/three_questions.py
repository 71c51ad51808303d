"""Three questions, once a year: nobody can tell who said what."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from onboarding.actions.three_questions import answer, is_asked, no_thank_you
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.own_details import applicant_of
from onboarding.stages.three_questions import DROPS, HOW_MUCH

ONE = {"required": "Choose one"}


class ThreeForm(forms.Form):
    """Two choices and a list to tick; nothing to write."""

    fair = forms.ChoiceField(label="Was this fair?", choices=HOW_MUCH, widget=forms.RadioSelect, error_messages=ONE)
    kind = forms.ChoiceField(label="Was it kind?", choices=HOW_MUCH, widget=forms.RadioSelect, error_messages=ONE)
    drop = forms.MultipleChoiceField(
        label="What would you drop?", choices=DROPS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Tick as many as you like, or none.",
    )  # fmt: skip


@own_page
def show(request: OwnRequest) -> HttpResponse:
    """The questions; posted, counted."""
    person = applicant_of(request.user)
    if person is None or not is_asked(person, at=clock.now()):
        return redirect("progress_list")
    form = ThreeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer(person, **form.cleaned_data, at=clock.now())
        messages.success(request, "Thank you. It helps us to ask for less.")
        return redirect("progress_list")
    return render(request, "portal/three_questions.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@own_page
def no(request: OwnRequest) -> HttpResponse:
    """Not this year."""
    person = applicant_of(request.user)
    if person is None:
        raise Http404
    no_thank_you(person, at=clock.now())
    messages.success(request, "That is fine. We will not ask again this year.")
    return redirect("progress_list")
