"""Pathways: what each asks for and leaves out; signed off by a peer; a house rule is left out by two people, each on a page."""

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
from hr.refused import refuse, sentences
from onboarding import access
from onboarding.actions import leave_out_rule
from onboarding.actions.sign_off import sign_off
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import offer
from onboarding.queries import pathways_page
from onboarding.queries.pathways_page import PathwaySeen


class LeaveOutForm(forms.Form):
    """Which rule, and why."""

    rule = forms.ChoiceField(
        label="Which rule is left out?", widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select which rule is left out"),
    )  # fmt: skip
    reason = forms.CharField(
        label="Why?", max_length=leave_out_rule.LONGEST, help_text="Everybody who looks at the pathway reads this.",
        error_messages={"required": "Enter why it is left out", "max_length": "Why: use 200 characters or fewer"},
    )  # fmt: skip

    def __init__(self, data: Any, seen: PathwaySeen) -> None:
        super().__init__(data)
        offer(self, "rule", seen.rules)


@staff("view_settings")
@require_safe
def pathways(request: StaffRequest) -> HttpResponse:
    """Every pathway in its newest version."""
    rights = {f"may_{name}": access.may(request.user, name) for name in ("leave_out_rule", "welcome", "sign_off_pathway", "settings")}
    return render(request, "hr/pathways.html", {"pathways": pathways_page.newest(), **rights})


@staff("sign_off_pathway")
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: StaffRequest, code: str) -> HttpResponse:
    """What a peer puts their name to, and their yes."""
    seen = pathways_page.one(code)
    refused: list[str] = []
    if request.method == "POST":
        try:
            sign_off(pathways_page.row_of(seen), by=request.user, at=clock.now())
        except StepRefused as refusal:
            refused = sentences(refusal)
        else:
            messages.success(request, "Signed off. Your name and today’s date stand beside this version.")
            return redirect("pathways")
    values = {"one": seen, "refused": [{"words": words} for words in refused], "back": reverse("pathways"),
              "is_peer": request.user.shares_lived_experience}  # fmt: skip
    return render(request, "hr/sign_off.html", values, status=422 if refused else 200)


@staff("leave_out_rule")
@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: StaffRequest, code: str) -> HttpResponse:
    """Propose to leave a rule out."""
    seen = pathways_page.one(code)
    form = LeaveOutForm(request.POST if request.method == "POST" else None, seen)
    if form.is_valid():
        given = form.cleaned_data
        try:
            leave_out_rule.propose(
                pathways_page.row_of(seen), given["rule"], given["reason"], by=request.user, at=clock.now()
            )
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.info(request, "Proposed. A second person must confirm it.")
            return redirect("pathways")
    values = {"form": form, "title": format_html("Leave a rule out of “{}”", seen.title), "submit": "Propose it"}
    return render(request, "hr/form.html", {**values, "back": reverse("pathways")})


@staff("leave_out_rule")
@require_http_methods(["GET", "HEAD", "POST"])
def second_person(request: StaffRequest, number: int) -> HttpResponse:
    """What was proposed, and the second person's yes or no."""
    found = pathways_page.proposal(number)
    refused: list[str] = []
    if request.method == "POST":
        do, said = _DO.get(request.POST.get("do", ""), _DO["drop"])
        try:
            do(number, by=request.user, at=clock.now())
        except StepRefused as refusal:
            refused = sentences(refusal)
        else:
            messages.success(request, said)
            return redirect("pathways")
    values = {"found": found, "rule": pathways_page.words(found.rule), "refused": [{"words": words} for words in refused]}
    return render(request, "hr/rule_proposal.html", {**values, "back": reverse("pathways")}, status=422 if refused else 200)


_DO: dict[str, Any] = {
    "confirm": (leave_out_rule.confirm, "Confirmed. New applications follow the new version."),
    "drop": (leave_out_rule.drop, "The rule stays."),
}
urls = [
    path("staff/pathways/", pathways, name="pathways"),
    path("staff/pathways/<slug:code>/sign-off/", signing, name="sign_off_pathway"),
    path("staff/pathways/<slug:code>/leave-out/", leave_out, name="leave_out_rule"),
    path("staff/pathways/proposals/<int:number>/", second_person, name="rule_proposal"),
]
