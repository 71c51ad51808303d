"""The register of a class, and of a make-up session: one form for everybody, each row saved or refused by itself."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from onboarding.actions.keep_register import Mark, Result, keep_register
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries import courses
from onboarding.queries.courses import Class, Course, Pupil
from onboarding.queries.plain_words import day as day_words
from onboarding.queries.plain_words import weekday
from onboarding.stages.training import ATTENDANCE, MADE_UP, REGISTER

MARKS = tuple((code, words) for code, words in ATTENDANCE if code != MADE_UP)
WORDS = dict(ATTENDANCE)
NOBODY = "Select how it went for at least one person"
ONE_OF = "Select one of these answers"
NO_BOX = "Select who made a class up"


class RegisterForm(forms.Form):
    """One choice for each person of a class, and the version of them that the page showed."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, pupils: Sequence[Pupil], week: int, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4().hex})
        self.pupils, self.week = pupils, week
        for one in pupils:
            self.fields[f"version_{one.stage}"] = forms.IntegerField(widget=forms.HiddenInput, initial=one.version, required=False)
            self.fields[f"mark_{one.stage}"] = forms.ChoiceField(
                label=one.name, choices=MARKS, required=False, widget=forms.RadioSelect, initial=one.weeks.get(str(week))
            )

    @property
    def marks(self) -> list[Mark]:
        """Every answer that is not in the register already."""
        given = self.cleaned_data
        return [
            Mark(one.stage, self.week, status, given[f"version_{one.stage}"] or 0)
            for one in self.pupils
            if (status := given[f"mark_{one.stage}"]) and status != one.weeks.get(str(self.week))
        ]


class MakeUpForm(forms.Form):
    """The day of a make-up session, and who came for which class."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, pupils: Sequence[Pupil], data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4().hex})
        self.versions = {one.stage: one.version for one in pupils}
        owed = [(f"{one.stage}.{week}.{one.version}", f"{one.name}, class {week}") for one in pupils for week in one.owed]
        self.fields["day"] = BoxedDateField(label="On which day was it?", help_text="For example, 23 11 2026")
        self.fields["came"] = forms.MultipleChoiceField(
            label="Who made which class up?", choices=owed, widget=forms.CheckboxSelectMultiple,
            error_messages={"required": NO_BOX, "invalid_choice": "Somebody has changed this meanwhile. Look again, then save."},
        )  # fmt: skip

    @property
    def marks(self) -> list[Mark]:
        """A mark for each box."""
        rows = [tuple(map(int, value.split("."))) for value in self.cleaned_data["came"]]
        return [Mark(stage, week, MADE_UP, version) for stage, week, version in rows]


@staff(REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def register_page(request: StaffRequest, number: int, week: int) -> HttpResponse:
    """The register of one class."""
    found, one, people = _of(request, number, week)
    here = [pupil for pupil in people if pupil.in_register]
    form = RegisterForm(here, week, request.POST if request.method == "POST" else None)
    results: list[Result] = []
    if form.is_valid():
        if form.marks:
            results = keep_register(
                number, form.marks, on=one.day, by=request.user, at=clock.now(), key=form.cleaned_data["key"]
            )
            if all(result.saved for result in results):
                messages.success(request, f"Saved: {_people(len(results))}.")
                return redirect("register", number, week)
        else:
            form.add_error(None, NOBODY)
    shown = _shown(request, number, week, form, results)
    values = {"course": found, "class": one, "day": weekday(one.day), "back": reverse("course", args=[number]), "marks": MARKS, **shown}
    return render(request, "hr/courses/register.html", values)


def _of(request: StaffRequest, number: int, week: int) -> tuple[Course, Class, list[Pupil]]:
    """The course, a class of it that has been, and who is on it; else 404."""
    found = courses.course(number, at=clock.now())
    people, _others = courses.pupils(request.user, number)
    one = next((row for row in courses.classes(found, people) if row.week == week), None)
    if one is None or one.day > clock.local_date(clock.now(), ZONE):
        raise Http404
    return found, one, people


def _shown(request: StaffRequest, number: int, week: int, form: RegisterForm, results: list[Result]) -> dict[str, Any]:
    """The rows as they stand now, each with what became of it; what was refused keeps the answer that was given."""
    refused = {result.mark.stage: result for result in results if not result.saved}
    people, others = courses.pupils(request.user, number)
    fresh = RegisterForm([one for one in people if one.in_register], week)
    rows = [_row(one, week, form, refused.get(one.stage)) for one in people]
    gone = [result for result in refused.values() if result.mark.stage not in {one.stage for one in people}]
    saved = len(results) - len(refused)
    errors = [{"words": f"{row['name']}: {reason}", "href": f"#mark_{row['stage']}"} for row in rows for reason in row["reasons"]]
    errors += [{"words": reason, "href": ""} for result in gone for reason in result.reasons]
    wrong = [row for row in rows if form.errors.get(f"mark_{row['stage']}")]
    errors += [{"words": f"{row['name']}: {ONE_OF}", "href": f"#mark_{row['stage']}"} for row in wrong]
    errors += [{"words": str(words), "href": ""} for words in form.non_field_errors()]
    return {
        "rows": rows, "key": fresh.initial["key"], "others": others, "errors": errors,
        "result": f"{_people(saved)} saved, {_people(len(refused))} not." if refused else "",
    }  # fmt: skip


def _row(one: Pupil, week: int, form: RegisterForm, refused: Result | None) -> dict[str, Any]:
    there = one.weeks.get(str(week), "")
    chosen = refused.mark.status if refused else (form.data.get(f"mark_{one.stage}") if form.errors else None) or there
    return {
        "stage": one.stage, "name": one.name, "version": one.version, "chosen": chosen, "may": one.in_register,
        "there": _there(one, week), "state": one.words, "came": one.came, "reasons": refused.reasons if refused else (),
    }  # fmt: skip


def _there(one: Pupil, week: int) -> str:
    """What the register says of this class: “Made it up later, on 3 March”."""
    status = one.weeks.get(str(week), "")
    made_up = one.made_up.get(str(week))
    return f"{WORDS[status]}, on {day_words(dt.date.fromisoformat(made_up))}" if made_up and status else WORDS.get(status, "")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


@staff(REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def make_up_page(request: StaffRequest, number: int) -> HttpResponse:
    """Who has a class to make up, and who came to the make-up session of a day."""
    found = courses.course(number, at=clock.now())
    people, _others = courses.pupils(request.user, number)
    owing = [one for one in people if one.owed]
    form = MakeUpForm(owing, request.POST if request.method == "POST" else None)
    if owing and form.is_valid() and _made_up(request, found, form, owing):
        return redirect("course", number)
    values = {"course": found, "form": form, "owing": owing, "back": reverse("course", args=[number])}
    return render(request, "hr/courses/make_up.html", values)


def _made_up(request: StaffRequest, found: Course, form: MakeUpForm, owing: list[Pupil]) -> bool:
    given, names = form.cleaned_data, {one.stage: one.name for one in owing}
    results = keep_register(found.id, form.marks, on=given["day"], by=request.user, at=clock.now(), key=given["key"])
    saved = [result for result in results if result.saved]
    for result in results:
        for reason in result.reasons:
            form.add_error(None, f"{names[result.mark.stage]}, class {result.mark.week}: {reason}")
    if saved:
        messages.success(request, f"Saved: {len(saved)} {'class' if len(saved) == 1 else 'classes'} made up.")
    return len(saved) == len(results)


urls = [
    path("staff/courses/<int:number>/class/<int:week>/", register_page, name="register"),
    path("staff/courses/<int:number>/make-up/", make_up_page, name="make_up"),
]
