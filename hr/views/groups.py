"""Groups for mutual support: what each has agreed on, in its own words, and whether people can join."""

from __future__ import annotations

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
from onboarding.actions.group import LONGEST, NO_WORDS, write_agreement
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import groups


class AgreementForm(forms.Form):
    """The words of the group, and whether its door is open."""

    words = forms.CharField(
        label="What did the group agree on?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="In the group’s own words. Whoever joins reads it and says yes to it.",
        error_messages={"required": NO_WORDS, "max_length": f"Use {LONGEST} characters or fewer"},
    )  # fmt: skip
    is_open = forms.BooleanField(label="People can join this group", required=False)


@staff("welcome")
@require_safe
def groups_page(request: StaffRequest) -> HttpResponse:
    """Every group this person may welcome people to."""
    return render(request, "hr/groups.html", {"groups": groups.groups(request.user), "back": reverse("pathways")})


@staff("welcome")
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: StaffRequest, service: int) -> HttpResponse:
    """Write what a group agreed on."""
    row, seen = groups.one(request.user, service)
    now: dict[str, Any] = {"words": seen.words, "is_open": seen.is_open}
    form = AgreementForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        given = form.cleaned_data
        try:
            write_agreement(row, given["words"], is_open=given["is_open"], by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved. Whoever joins from now on reads these words.")
            return redirect("groups")
    values = {"form": form, "title": format_html("What “{}” agreed on", row.name), "submit": "Save"}
    return render(request, "hr/form.html", {**values, "back": reverse("groups")})


urls = [
    path("staff/groups/", groups_page, name="groups"),
    path("staff/groups/<int:service>/", agreement, name="group_agreement"),
]
