"""“My record”: the page, the PDF, and the person's own skills on it."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from onboarding.access import own_applications
from onboarding.actions.skills import EMPTY, LONG, LONGEST, add_skill, keep_record, take_away
from onboarding.door import StepRefused
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.pdf import PdfRefused
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.my_record import my_record
from onboarding.queries.own_details import applicant_of
from onboarding.queries.skills import own_skill
from onboarding.reports import base

KEEPS = "We keep your record for as long as you want."
USUAL = "We keep your record for 6 years after your last day."


class SkillForm(forms.Form):
    """One skill; the key makes a second click the same one."""

    words = forms.CharField(
        label="Something you can do, in your own words", max_length=LONGEST, help_text="Begin with: I can. It is for others to read.",
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": EMPTY, "max_length": LONG},
    )  # fmt: skip
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


@own_page
def show(request: OwnRequest) -> HttpResponse:
    """The record; posted, one more skill."""
    form = SkillForm(request.POST if request.method == "POST" else None, initial={"key": secrets.token_hex(16)})
    if form.is_valid():
        latest = own_applications(request.user)[0]
        try:
            add_skill(latest, form.cleaned_data["words"], by=request.user, at=clock.now(), key=form.cleaned_data["key"])
        except StepRefused as refused:
            form.add_error("words", [reason.sentence for reason in refused.reasons])
        else:
            messages.success(request, "Saved. We have asked your team to sign it.")
            return redirect("my_record")
    values = {"record": my_record(request.user), "form": form}
    return render(request, "portal/record.html", values, status=422 if form.errors else 200)


@own_page
@require_safe
def pdf(request: OwnRequest) -> HttpResponse:
    """The record as a file to keep and to show: with the names the person chose for others, and signed skills alone."""
    record = my_record(request.user, for_others=True)
    foot = f"Made {base.day_words(clock.local_date(clock.now(), ZONE))}"
    values = {"record": record, "organisation": record.sender}
    try:
        made = base.pdf("reports/my_record.html", values, title="My record", foot=foot)
    except PdfRefused:
        return render(request, "portal/letter_away.html", status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="my-record.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
@own_page
def remove(request: OwnRequest, skill: int) -> HttpResponse:
    """Take one of one's own skills away, for good."""
    take_away(own_skill(request.user, skill), by=request.user, at=clock.now())
    messages.success(request, "It is taken away.")
    return redirect("my_record")


@require_POST
@own_page
def keep(request: OwnRequest) -> HttpResponse:
    """Keep the record for good, or for the usual time."""
    person = applicant_of(request.user)
    if person is None:
        raise Http404
    keeps = request.POST.get("keep") == "1"
    keep_record(person, keeps=keeps, by=request.user, at=clock.now())
    messages.success(request, KEEPS if keeps else USUAL)
    return redirect("my_record")
