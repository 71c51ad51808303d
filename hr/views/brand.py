"""Colour and logo: what they look like first, then saved; a colour nobody could read is refused with one that can be."""

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
from onboarding.actions import brand
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.contrast import WHITE, colour_of, mixed
from onboarding.lib.uploads import FileRefused, read_within
from onboarding.queries.brand import look

TITLE = "Colour and logo"


class ColourForm(forms.Form):
    """The colour."""

    colour = forms.CharField(
        label="Colour of pages and letters", max_length=9, help_text="As # and six digits or letters, like #0f4c4a",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "max_length"), brand.NO_COLOUR),
    )  # fmt: skip

    def clean_colour(self) -> str:
        """A colour on which white words can be read."""
        typed: str = self.cleaned_data["colour"]
        if sentence := brand.why_not(typed):
            raise forms.ValidationError(sentence)
        return typed


class LogoForm(forms.Form):
    """The logo."""

    logo = forms.FileField(
        label="Logo", help_text="PNG or SVG, up to 500 KB. Referees and others outside do not see it.",
        error_messages={"required": "Choose a file", "empty": "This file is empty. Choose the file again."},
    )  # fmt: skip


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def brand_page(request: StaffRequest) -> HttpResponse:
    """Both forms, and what the colour looks like."""
    do = request.POST.get("do", "") if request.method == "POST" else ""
    now = look()
    colour = ColourForm(request.POST if do in ("look", "colour") else None, initial={"colour": now.brand_colour})
    logo = LogoForm(request.POST, request.FILES) if do == "logo" else LogoForm()
    if do in _DO and _DO[do](request, colour, logo):
        return redirect("brand")
    shown = colour_of(colour["colour"].value() or "") or now.brand_colour
    values = {"colour": colour, "logo": logo, "now": now, "sample": _sample(shown), "form": logo if do == "logo" else colour}
    return render(request, "hr/brand.html", {**values, "title": TITLE, "back": reverse("settings")})


def _sample(colour: str) -> dict[str, Any]:
    return {"colour": colour, "ground": mixed(colour, WHITE, 0.93), "looked": not brand.why_not(colour)}


def _colour(request: StaffRequest, form: forms.Form, _logo: forms.Form) -> bool:
    if not form.is_valid():
        return False
    chosen = form.cleaned_data["colour"]
    return _done(request, form, lambda: brand.set_colour(chosen, by=request.user, at=clock.now()), "Saved. Pages and new letters have it.")


def _logo(request: StaffRequest, _form: forms.Form, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        content = read_within(form.cleaned_data["logo"])
    except FileRefused as refused:
        form.add_error("logo", refused.sentence)
        return False
    return _done(request, form, lambda: brand.set_logo(content, by=request.user, at=clock.now()), "Saved. Pages and new letters have it.")


def _no_logo(request: StaffRequest, _colour: forms.Form, form: forms.Form) -> bool:
    return _done(request, form, lambda: brand.take_logo_away(by=request.user, at=clock.now()), "The logo is taken away.")


def _done(request: StaffRequest, form: forms.Form, verb: Any, words: str) -> bool:
    try:
        verb()
    except StepRefused as refused:
        refuse(form, refused)
        return False
    messages.success(request, words)
    return True


_DO: dict[str, Any] = {"colour": _colour, "logo": _logo, "no_logo": _no_logo}
urls = [path("staff/settings/look/", brand_page, name="brand")]
