"""Telling us that we did wrong with somebody's data: a short form on their own pages."""

from __future__ import annotations

import secrets

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from onboarding import access, door
from onboarding.actions.complaints import LONGEST, complain
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.registers import ABOUT


class DataForm(forms.Form):
    """What it is about, and as many or few words as the person likes."""

    key = forms.CharField(widget=forms.HiddenInput, initial=lambda: secrets.token_hex(16), max_length=64)
    about = forms.ChoiceField(
        label="What is it about?", choices=list(ABOUT.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about"},
    )  # fmt: skip
    words = forms.CharField(
        label="In your own words", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="You do not have to tell us about your health.",
        error_messages={"max_length": f"Use {LONGEST} characters or fewer"},
    )  # fmt: skip


@own_page
def about_my_data(request: OwnRequest, reference: str) -> HttpResponse:
    """The form; sent, it is in the register and a letter says so."""
    application = access.get_own(request.user, reference)
    form, now = DataForm(request.POST if request.method == "POST" else None), clock.now()
    if form.is_valid():
        received = clock.local_date(now, settings.ORG_TIME_ZONE)
        try:
            complain(application, how="page", received_on=received, by=request.user, at=now, **form.cleaned_data)
        except door.StepRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason.sentence)
        else:
            messages.success(request, "Thank you for telling us. We write to you with a date.")
            return redirect("progress", reference)
    values = {"form": form, "reference": reference}
    return render(request, "portal/about_my_data.html", values, status=422 if form.errors else 200)
