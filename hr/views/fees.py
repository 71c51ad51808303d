"""What checks cost: the fees in force with who looked them up, and writing a new one from a day on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
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
from onboarding.actions.change_fee import change_fee
from onboarding.door import StepRefused
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries import fees
from onboarding.queries.fees import FeeRow, pounds

WRONG = "Use pounds and pence, like 49.50, or 0 when it is free"
HEAD = ["Check", "Fee", "For volunteers", "Since", "Looked up"]


class FeeForm(forms.Form):
    """The two prices and the day they hold from."""

    def __init__(self, data: Any, row: FeeRow) -> None:
        super().__init__(data)
        now = row.now
        self.fields["pounds"] = _pounds("Fee in pounds", now.pence if now else None)
        self.fields["volunteer_pounds"] = _pounds("For who counts as a volunteer", now.volunteer_pence if now else None)
        self.fields["since"] = BoxedDateField(label="From which day?", help_text="It may lie ahead. Fees of days before stay.")

    @property
    def pence(self) -> dict[str, int]:
        """The prices as they are kept."""
        given = self.cleaned_data
        return {"pence": int(given["pounds"] * 100), "volunteer_pence": int(given["volunteer_pounds"] * 100)}


def _pounds(label: str, now: int | None) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=999, decimal_places=2, initial=None if now is None else Decimal(now) / 100,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places", "max_digits"), WRONG
        ),
    )  # fmt: skip


@staff("settings")
@require_safe
def fees_page(request: StaffRequest) -> HttpResponse:
    """Every fee that holds today, and the next one where it is known."""
    found = fees.all_fees(day=clock.local_date(clock.now(), ZONE))
    rows = [[row.title, *_cells(row)] for row in found]
    links = [{"label": row.title, "url": reverse("fee", args=[row.code])} for row in found]
    return render(request, "hr/fees.html", {"head": HEAD, "rows": rows, "links": links})


def _cells(row: FeeRow) -> list[str]:
    now, ahead = row.now, row.ahead
    later = f" ({pounds(ahead.pence)} from {_day(ahead.since)})" if ahead else ""
    if now is None:
        return [f"{pounds(None)}{later}", "", "", ""]
    seen = f"{_day(now.checked_on)}, by {now.checked_by}" if now.checked_on else "Nobody has looked it up here yet"
    return [f"{pounds(now.pence)}{later}", pounds(now.volunteer_pence), _day(now.since), seen]


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "It is not known from when"


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def fee_form(request: StaffRequest, code: str) -> HttpResponse:
    """Write what one kind of check costs from a day on."""
    now = clock.now()
    row = fees.one_fee(code, day=clock.local_date(now, ZONE))
    form = FeeForm(request.POST if request.method == "POST" else None, row)
    if form.is_valid():
        try:
            change_fee(row.scheme, row.check_code, **form.pence, since=form.cleaned_data["since"], by=request.user, at=now)
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, f"Saved: {row.title}. Letters say it from that day on.")
            return redirect("fees")
    values = {"form": form, "title": format_html("What it costs: {}", row.title), "submit": "Save", "back": reverse("fees")}
    return render(request, "hr/form.html", values)


urls = [
    path("staff/fees/", fees_page, name="fees"),
    path("staff/fees/<slug:code>/", fee_form, name="fee"),
]
