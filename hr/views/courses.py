"""Courses: every run with its seats; one with who is on it, its classes, and until when each check is safe."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.move_class import move_class
from onboarding.door import StepRefused
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries import courses
from onboarding.queries.courses import AHEAD, ON_NOW, OVER, Class, Course, Pupil
from onboarding.queries.plain_words import weekday
from onboarding.queries.safe_dates import Safe, SafeDate, safe_dates
from onboarding.queries.setup import ARRANGE
from onboarding.stages.training import REGISTER, State

LEARNING = (State.IN_CLASSES, State.ON_PRACTICE)
LIST_HEAD = ["Course", "First day", "Who teaches it", "Seats"]
SECTIONS = ((ON_NOW, "On now"), (AHEAD, "To come"), (OVER, "Over"))
PEOPLE_HEAD = ["Person", "Where they stand", "Classes", "Signed off", "Credits"]
DATES_HEAD = ["Check", "Needed for", "Back by", "Takes", "Safe to begin until", "Not back yet"]
MISS_HEAD = ["Person", "Check", "Needed for", "What to know"]
CLASS_HEAD = ["Class", "Day", "In the register", "Change"]


@staff(REGISTER)
@require_safe
def courses_page(request: StaffRequest) -> HttpResponse:
    """Every run of the course, by what is on, what comes and what is over."""
    found = courses.courses(at=clock.now())
    sections = [{"title": title, "rows": [_line(row) for row in found[when]]} for when, title in SECTIONS]
    values = {"head": LIST_HEAD, "sections": sections, "may_arrange": access.may(request.user, ARRANGE)}
    return render(request, "hr/courses/list.html", values)


def _line(row: Course) -> list[str]:
    link = format_html('<a class="govuk-link" href="{}">{}</a>', reverse("course", args=[row.id]), row.name)
    return [link, _year(row.starts_on), row.teacher, seats(row)]


def seats(row: Course) -> str:
    """“9 of 12 taken, 3 free”."""
    return f"{row.taken} of {row.seats} taken, {f'{row.free} free' if row.free else 'full'}"


def _year(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


@staff(REGISTER)
@require_safe
def course_page(request: StaffRequest, number: int) -> HttpResponse:
    """One run: who is on it and where each stands; while it lies ahead, what must be back and who may miss it."""
    found = courses.course(number, at=clock.now())
    people, others = courses.pupils(request.user, number)
    may_open = access.may(request.user, "view_application")
    seen = safe_dates(found, people, by=request.user, at=clock.now()) if may_open else Safe([], [])
    values = {
        "course": found, "facts": _facts(found), "others": others, "back": reverse("courses"), "owed": sum(len(one.owed) for one in people),
        "people_head": PEOPLE_HEAD, "people": [_person(found, one, may_open) for one in people],
        "dates_head": DATES_HEAD, "dates": [_date(one) for one in seen.dates],
        "miss_head": MISS_HEAD, "missing": [[_named(m.reference, m.name, True), m.title, m.needed_for, m.words] for m in seen.missing],
        "class_head": CLASS_HEAD, "classes": _classes(request, found, people), "latest": _latest(found, people),
    }  # fmt: skip
    return render(request, "hr/courses/course.html", values)


def _facts(found: Course) -> list[dict[str, str]]:
    facts = {
        "First day": _year(found.starts_on), "2 weeks with a team from": _year(found.practice_from), "Days and times": found.times,
        "Place": found.place, "Who teaches it": found.teacher, "Seats": seats(found),
    }  # fmt: skip
    return [{"key": name, "value": words} for name, words in facts.items()]


def _named(reference: str, name: str, may_open: bool) -> str:
    return format_html('<a class="govuk-link" href="{}">{}</a>', person_url(reference), name) if may_open else name


def _can(found: Course, one: Pupil) -> str:
    """How much is signed off, with the way to sign off more while they learn."""
    if one.state not in LEARNING:
        return f"{len(one.can)}" if one.can else ""
    url = reverse("sign_off_competences", args=[found.id, one.stage])
    words = '<a class="govuk-link" href="{}">{} so far<span class="govuk-visually-hidden"> signed off: {}</span></a>'
    return format_html(words, url, len(one.can), one.name)


def _person(found: Course, one: Pupil, may_open: bool) -> list[str]:
    signed = f"{one.credits} at level 2{f', signed off by {one.signed_by}' if one.signed_by else ''}"
    return [_named(one.reference, one.name, may_open), one.words, one.came, _can(found, one), "" if one.credits is None else signed]


def _date(one: SafeDate) -> list[str]:
    begun = weekday(one.begun_by) if one.begun_by else "Not known"
    past = bool(one.lacking) and one.begun_by is not None and one.begun_by < clock.local_date(clock.now(), ZONE)
    lacking = f"{one.lacking} {'person' if one.lacking == 1 else 'people'}" if one.lacking else "Nobody"
    return [one.title, one.needed_for, weekday(one.back_by), one.takes, f"{begun}{', over' if past else ''}", lacking]


def _classes(request: StaffRequest, found: Course, people: list[Pupil]) -> list[list[str]]:
    today, may_arrange = clock.local_date(clock.now(), ZONE), access.may(request.user, ARRANGE)
    return [
        [_register_link(found, one, today), weekday(one.day), f"{one.recorded} of {len(people)}", _mover(found, one) if may_arrange else ""]
        for one in courses.classes(found, people)
    ]


def _latest(found: Course, people: list[Pupil]) -> dict[str, Any] | None:
    """The last class that has been, while the course is on."""
    today = clock.local_date(clock.now(), ZONE)
    weeks = [one.week for one in courses.classes(found, people) if one.day <= today and found.when == ON_NOW]
    return {"week": weeks[-1], "url": reverse("register", args=[found.id, weeks[-1]])} if weeks else None


def _register_link(found: Course, one: Class, today: dt.date) -> str:
    if one.day > today:
        return f"Class {one.week}"
    url = reverse("register", args=[found.id, one.week])
    return format_html('<a class="govuk-link" href="{}">Register of class {}</a>', url, one.week)


def _mover(found: Course, one: Class) -> str:
    url = reverse("move_class", args=[found.id, one.week])
    words = '<a class="govuk-link" href="{}">Another day<span class="govuk-visually-hidden"> for class {}</span></a>'
    return format_html(words, url, one.week)


class DayForm(forms.Form):
    """On which day a class is."""

    day = BoxedDateField(label="On which day is it?", error_messages={"required": "Enter the day, like 25 1 2027"})


@staff(ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def move_class_page(request: StaffRequest, number: int, week: int) -> HttpResponse:
    """Put one class on another day."""
    found = courses.course(number, at=clock.now())
    one = next((row for row in courses.classes(found, []) if row.week == week), None)
    if one is None:
        raise Http404
    form = DayForm(request.POST if request.method == "POST" else None, initial={"day": one.day})
    if form.is_valid():
        try:
            move_class(number, week, form.cleaned_data["day"], by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, f"Saved. Class {week} is on {weekday(form.cleaned_data['day'])}. Tell the people on the course.")
            return redirect("course", number)
    values = {"form": form, "title": f"Class {week} of {found.name}", "submit": "Save", "back": reverse("course", args=[number])}
    return render(request, "hr/form.html", values)


urls = [
    path("staff/courses/", courses_page, name="courses"),
    path("staff/courses/<int:number>/", course_page, name="course"),
    path("staff/courses/<int:number>/class/<int:week>/day/", move_class_page, name="move_class"),
]
