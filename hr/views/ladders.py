"""Reminders and what follows: the ladders in force, and changing the days of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.refused import refuse
from onboarding.actions.change_ladder import change_ladder
from onboarding.door import StepRefused
from onboarding.engine.ladder import Rung
from onboarding.lib import clock
from onboarding.queries import ladder_page
from onboarding.queries.ladder_page import Ladder

LEAST, MOST = -30, 365


class DaysForm(forms.Form):
    """The days of every rung of a ladder, and how often its last one comes again."""

    def __init__(self, data: Any, ladder: Ladder) -> None:
        super().__init__(data)
        self.ladder = ladder
        for rung in ladder.rungs:
            self.fields[f"days_{rung.place}"] = _days(ladder_page.does(rung), ladder_page.when(rung), rung.days, LEAST)
        if ladder.rungs[-1].every:
            last = ladder.rungs[-1]
            self.fields["every"] = _days("And again every so many days", "The same days as above", last.every, 1)

    @property
    def rungs(self) -> list[Rung]:
        """The ladder as it was filled in."""
        given, last = self.cleaned_data, self.ladder.rungs[-1]
        return [
            replace(rung, days=given[f"days_{rung.place}"], every=given.get("every", rung.every) if rung == last else 0)
            for rung in self.ladder.rungs
        ]


def _days(label: str, hint: str, now: int, least: int) -> forms.IntegerField:
    wrong = f"Use a whole number from {least} to {MOST}"
    return forms.IntegerField(
        label=label, help_text=f"Now: {hint}", initial=now, min_value=least, max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip


@staff("settings")
@require_safe
def ladders_page(request: StaffRequest) -> HttpResponse:
    """Every ladder in force."""
    shown = [
        {"title": ladder.title, "rows": [[when, does] for when, does in ladder.lines], "url": reverse("ladder", args=[ladder.code])}
        for ladder in ladder_page.all_ladders()
    ]  # fmt: skip
    return render(request, "hr/ladders.html", {"ladders": shown, "head": ["When", "What happens"]})


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def ladder_form(request: StaffRequest, code: str) -> HttpResponse:
    """Change the days of one ladder."""
    ladder = ladder_page.one_ladder(code)
    form = DaysForm(request.POST if request.method == "POST" else None, ladder)
    if form.is_valid():
        try:
            change_ladder(ladder.party, ladder.kind, form.rungs, by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved. Turns under way go on from where they are.")
            return redirect("ladders")
    values = {"form": form, "title": format_html("Reminders: {}", ladder.title), "submit": "Save", "back": reverse("ladders")}
    return render(request, "hr/form.html", values)


urls = [
    path("staff/ladders/", ladders_page, name="ladders"),
    path("staff/ladders/<slug:code>/", ladder_form, name="ladder"),
]
