"""The days on which somebody is away, and who stands in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.refused import refuse
from onboarding.actions.away import set_away
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField, offer
from onboarding.queries.choices import who_can_stand_in


class AwayForm(forms.Form):
    """From when to when, and who is there meanwhile; empty when somebody is back."""

    first = BoxedDateField(label="First day away", required=False, help_text="Leave all empty when you are back")
    last = BoxedDateField(label="Last day away", required=False)
    stand_in = forms.TypedChoiceField(
        label="Who stands in?", coerce=int, empty_value=None, required=False,
        help_text="People you look after see this name, and it is on their letters",
    )  # fmt: skip

    def __init__(self, *given: Any, choices: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "stand_in", [("", "Nobody"), *choices])


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def away_page(request: StaffRequest) -> HttpResponse:
    """One's own days away."""
    me = request.user
    shown = {"first": me.away_from, "last": me.away_until, "stand_in": me.stand_in_id}
    form = AwayForm(request.POST if request.method == "POST" else None, initial=shown, choices=who_can_stand_in(me))
    if form.is_valid():
        try:
            set_away(me, by=me, at=clock.now(), **form.cleaned_data)
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved. Your people see who is there for them.")
            return redirect("worklist")
    values = {"form": form, "title": "Days when you are away", "submit": "Save", "back": reverse("worklist")}
    return render(request, "hr/form.html", values)


urls = [path("staff/away/", away_page, name="away")]
