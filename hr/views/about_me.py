"""How people see one: the number and hours they read, and whether they read that one has lived experience too."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.refused import refuse
from onboarding.actions.about_me import LONGEST_HOURS, LONGEST_PHONE, say_about_me
from onboarding.door import StepRefused
from onboarding.lib import clock


class AboutMeForm(forms.Form):
    """One's own words about oneself."""

    phone = forms.CharField(
        label="Your phone number at work", required=False, max_length=LONGEST_PHONE, help_text="Empty: people read the organisation’s",
        widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"max_length": f"Phone number: use {LONGEST_PHONE} characters or fewer"},
    )  # fmt: skip
    hours = forms.CharField(
        label="When people can reach you", required=False, max_length=LONGEST_HOURS, help_text="Like: Monday to Thursday, 10am to 4pm",
        error_messages={"max_length": f"When people can reach you: use {LONGEST_HOURS} characters or fewer"},
    )  # fmt: skip
    open_about_it = forms.BooleanField(
        label="I am open about my own lived experience", required=False,
        help_text="Pages and letters then call you “peer worker”, and you can sign pathways off. Only you can say it, and take it back.",
    )  # fmt: skip


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request: StaffRequest) -> HttpResponse:
    """The form about oneself."""
    me = request.user
    shown = {"phone": me.phone, "hours": me.hours, "open_about_it": me.shares_lived_experience}
    form = AboutMeForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            say_about_me(**form.cleaned_data, by=me, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved. People read it from now on.")
            return redirect("about_me")
    values = {"form": form, "title": "How people see you", "submit": "Save", "back": reverse("worklist")}
    return render(request, "hr/form.html", values)


urls = [path("staff/you/", about_me, name="about_me")]
