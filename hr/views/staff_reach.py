"""The name, phone number and hours of a member of staff, as an administrator puts them right."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from onboarding.actions.about_me import LONGEST_HOURS, LONGEST_PHONE
from onboarding.actions.add_staff import NotStaff
from onboarding.actions.staff_reach import LONGEST_NAME, change_reach
from onboarding.lib import clock
from onboarding.queries import staff_page
from onboarding.queries.choices import member


class ReachStaffForm(forms.Form):
    """What people and letters say of somebody who works here."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME, error_messages={"required": "Enter the name"})
    phone = forms.CharField(
        label="Phone number at work", required=False, max_length=LONGEST_PHONE,
        help_text="Letters say it. Empty: they say the organisation’s",
        widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"max_length": f"Phone number: use {LONGEST_PHONE} characters or fewer"},
    )  # fmt: skip
    hours = forms.CharField(
        label="When people can reach them", required=False, max_length=LONGEST_HOURS, help_text="Like: Monday to Thursday, 10am to 4pm",
        error_messages={"max_length": f"When people can reach them: use {LONGEST_HOURS} characters or fewer"},
    )  # fmt: skip


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def reach_page(request: StaffRequest, number: int) -> HttpResponse:
    """The form, and saving it."""
    shown = staff_page.worker(number)
    start = {"name": shown.name, "phone": shown.phone, "hours": shown.hours}
    form = ReachStaffForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            change_reach(member(number), by=request.user, at=clock.now(), **form.cleaned_data)
        except NotStaff as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved. Letters that are written from now on say it.")
            return redirect("staff_member", number)
    title, back = f"Name, phone and hours of {shown.name}", reverse("staff_member", args=[number])
    values = {"form": form, "title": title, "submit": "Save", "back": back}
    return render(request, "hr/form.html", values)


urls = [path("staff/settings/staff/<int:number>/reach/", reach_page, name="staff_reach")]
