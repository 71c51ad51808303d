"""Forms that wait to be read: the list without names, one form with what a reader thinks of it, and standing down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding.actions.interests import declare
from onboarding.actions.save_answers import read_answers
from onboarding.actions.shortlist import CHOOSE, save_reading
from onboarding.door import StepRefused
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import shortlist as known
from onboarding.queries.anonymous_form import rows_of
from onboarding.queries.plain_words import weekday
from onboarding.queries.shortlist import RIGHT, FormPage, Waiting
from onboarding.stages.shortlisting import READ_PARTS, READERS, VERDICTS

HEAD = ["Form", "Role", "Sent", "Read by", "You said"]


class ReadingForm(forms.Form):
    """What the form shows, and what the reader thinks."""

    def __init__(self, page: FormPage, data: Any = None) -> None:
        super().__init__(data)
        lines = [(str(one.pk), one.words) for one in page.criteria]
        there = page.mine
        self.fields["shown"] = forms.MultipleChoiceField(
            label="What does the form show?", choices=lines, required=False, widget=forms.CheckboxSelectMultiple,
            initial=[str(pk) for pk in there.shown] if there else [], help_text="Only what is there. Spelling does not matter.",
        )  # fmt: skip
        self.fields["verdict"] = forms.ChoiceField(
            label="What do you think?", choices=VERDICTS, widget=forms.RadioSelect, initial=there.verdict if there else None,
            error_messages={"required": CHOOSE},
        )  # fmt: skip


@staff(RIGHT)
@require_safe
def list_page(request: StaffRequest) -> HttpResponse:
    """Every sent form that waits to be read."""
    rows = [_line(one) for one in known.waiting(request.user)]
    return render(request, "hr/selection/forms.html", {"head": HEAD, "rows": rows, "back": reverse("selection_days")})


def _line(one: Waiting) -> list[str]:
    link = format_html('<a class="govuk-link" href="{}">Form {}</a>', reverse("shortlist_form", args=[one.code]), one.code)
    since = weekday(clock.local_date(one.since, ZONE)) if one.since else ""
    return [link, one.role, since, f"{one.read} of {READERS}", one.mine or "Not yet"]


@staff(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: StaffRequest, code: str) -> HttpResponse:
    """One form, without the name: read, which is witnessed first, and judged."""
    page = known.form_page(request.user, code)
    form = ReadingForm(page, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            save_reading(page.application, given["verdict"], [int(pk) for pk in given["shown"]], by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved.")
            return redirect("shortlist_form", code)
    read_answers(page.application, by=request.user, at=clock.now())
    person = person_url(page.application.reference) if page.both else ""
    rows = rows_of(page.application, only=READ_PARTS)
    values = {"page": page, "form": form, "rows": rows, "person": person, "back": reverse("shortlist")}
    response = render(request, "hr/selection/form.html", values)
    response["Cache-Control"] = "no-store"
    return response


@staff(RIGHT)
@require_POST
def stand_down_page(request: StaffRequest, code: str) -> HttpResponse:
    """“I think I know who this is.” No reason is asked."""
    declare(known.form_page(request.user, code).application, stands_down=True, by=request.user, at=clock.now())
    messages.success(request, "Thank you. Somebody else reads this form.")
    return redirect("shortlist")


urls = [
    path("staff/selection/forms/", list_page, name="shortlist"),
    path("staff/selection/forms/<slug:code>/", form_page, name="shortlist_form"),
    path("staff/selection/forms/<slug:code>/stand-down/", stand_down_page, name="shortlist_stand_down"),
]
