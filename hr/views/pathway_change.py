"""Changing a pathway: what differs is shown first, then it becomes its next version."""

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
from onboarding.actions.change_pathway import change_pathway
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import pathway_change, pathways_page
from onboarding.queries.pathway_change import MOST_DAYS, MOST_SLOTS, UNITS


class ChangeForm(forms.Form):
    """How long each turn may take, how many of some, and whether roles follow."""

    def __init__(self, data: Any, pathway: Any) -> None:
        super().__init__(data)
        self.turns, self.slots = pathway_change.turns(pathway), pathway_change.several(pathway)
        for row in self.slots:
            self.fields[f"slots.{row.kind}"] = _number(row.words, "", row.number, MOST_SLOTS)
        for turn in self.turns:
            self.fields[turn.code] = _number(turn.words, f"In {UNITS[turn.unit]}", turn.days, MOST_DAYS)
        self.fields["roles_follow"] = forms.BooleanField(
            label="Open roles take the new version, for whoever applies from now on", required=False, initial=True
        )

    @property
    def asked(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        given = self.cleaned_data
        return {
            "days": {turn.code: given[turn.code] for turn in self.turns},
            "slots": {row.kind: given[f"slots.{row.kind}"] for row in self.slots},
        }


def _number(label: str, hint: str, now: int, most: int) -> forms.IntegerField:
    wrong = f"{label}: use a whole number from 1 to {most}"
    return forms.IntegerField(
        label=label, help_text=hint, initial=now, min_value=1, max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def change_page(request: StaffRequest, code: str) -> HttpResponse:
    """The form; first posted it shows what would differ, posted again it makes the version."""
    seen = pathways_page.one(code)
    row = pathways_page.row_of(seen)
    form = ChangeForm(request.POST if request.method == "POST" else None, row)
    values: dict[str, Any] = {"form": form, "one": seen, "back": reverse("pathways")}
    if form.is_valid():
        if "look" in request.POST:
            values |= {"changes": pathway_change.changes(row, **form.asked), "looked": True, "roles": pathway_change.roles_on(row)}
        elif _made(request, row, form):
            return redirect("pathways")
    return render(request, "hr/pathway_change.html", values)


def _made(request: StaffRequest, row: Any, form: ChangeForm) -> bool:
    try:
        made = change_pathway(row, **form.asked, roles_follow=form.cleaned_data["roles_follow"], by=request.user, at=clock.now())
    except StepRefused as refused:
        refuse(form, refused)
        return False
    messages.success(request, f"Version {made.version} of {made.title} is there. It waits for a peer to sign it off.")
    return True


urls = [path("staff/pathways/<slug:code>/change/", change_page, name="change_pathway")]
