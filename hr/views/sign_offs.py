"""Signing off what somebody on a course can do: who teaches ticks it, with the day on which it was seen."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from onboarding.actions.sign_off_competences import sign_off
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries import courses
from onboarding.stages.training import REGISTER


class SignOffForm(forms.Form):
    """What they can do, and when it was seen."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, open_ones: Sequence[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4().hex})
        self.fields["can"] = forms.MultipleChoiceField(
            label="What can they do?", choices=[(str(pk), words) for pk, words in open_ones], widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Select what they can do"},
        )  # fmt: skip
        self.fields["day"] = BoxedDateField(label="On which day was it seen?", help_text="For example, 23 11 2026")


@staff(REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off_page(request: StaffRequest, number: int, stage: int) -> HttpResponse:
    """What one person on a course can do."""
    people, _others = courses.pupils(request.user, number)
    one = next((row for row in people if row.stage == stage), None)
    if one is None:
        raise Http404
    open_ones = courses.not_signed(one.stage)
    form = SignOffForm(open_ones, request.POST if request.method == "POST" else None)
    if form.is_valid() and _signed(request, form, one.stage):
        return redirect("course", number)
    values = {"form": form, "one": one, "open_ones": open_ones, "back": reverse("course", args=[number])}
    return render(request, "hr/courses/sign_off.html", values)


def _signed(request: StaffRequest, form: SignOffForm, stage: int) -> bool:
    given = form.cleaned_data
    wanted = [int(pk) for pk in given["can"]]
    try:
        sign_off(stage, wanted, on=given["day"], by=request.user, at=clock.now(), key=given["key"])
    except StepRefused as refused:
        for reason in dict.fromkeys(one.sentence for one in refused.reasons):
            form.add_error(None, reason)
        return False
    messages.success(request, "Saved.")
    return True


urls = [path("staff/courses/<int:number>/person/<int:stage>/sign-off/", sign_off_page, name="sign_off_competences")]
