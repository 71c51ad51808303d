"""The application form as staff meet it: filled in for the person, on the phone or from paper; and read, without the name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.gate import StaffRequest, keeps_words, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.ask_call import call_done
from onboarding.actions.kept_words import take_back
from onboarding.actions.save_answers import SavedMeanwhile, read_answers, save_part
from onboarding.door import StepRefused
from onboarding.engine.asked_form import AskedForm
from onboarding.lib import clock
from onboarding.queries.anonymous_form import rows_of
from onboarding.queries.application_form import Sheet, asked_to_call, has_form, is_open, shown, told_to_us
from onboarding.stages.application_form import SECTIONS, Part

KEPT_SAID = "You were signed out. What you typed is still here. Save it now."
SAY_FIRST = "You meet this person on a selection day. Say there first if you know them, then read what they wrote."
MEANWHILE = "{called} or somebody else saved this a moment ago. It says: {words}. Save to keep what you typed instead."


@staff("submit")
@require_safe
def fill_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The parts of somebody's form, each with what can be done about it."""
    sheet = _sheet(request, reference)
    mine = [part for part in sheet.parts if access.may(request.user, part.right, sheet.application)]
    sections = [{"name": name, "parts": [_line(sheet, part) for part in mine if part.section == name]} for name in SECTIONS]
    values = {"sections": sections, "back": person_url(reference), "to_call": asked_to_call(sheet.application)}
    return render(request, "hr/fill_in.html", {**_about(sheet), **values})


def _sheet(request: StaffRequest, reference: str) -> Sheet:
    application = access.get_application(request.user, reference, "submit")
    if not has_form(application) or not is_open(application, staff=True) or access.stands_down(request.user, application):
        raise Http404
    return told_to_us(application)


def _about(sheet: Sheet) -> dict[str, Any]:
    return {"application": sheet.application, "who": sheet.application.applicant, "sheet": sheet}


def _line(sheet: Sheet, part: Part) -> dict[str, Any]:
    return {
        "title": part.title, "saved": part.code in sheet.saved, "needed": part.needed,
        "url": reverse("fill_in_part", args=[sheet.application.reference, part.code]),
    }  # fmt: skip


@keeps_words
@staff("submit")
@require_http_methods(["GET", "HEAD", "POST"])
def fill_part_page(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """One question, in the words the person would read; saved by us for them."""
    sheet = _sheet(request, reference)
    part = sheet.part(code)
    if part is None or not access.may(request.user, part.right, sheet.application):
        raise Http404
    there = sheet.saved.get(code)
    if request.method != "POST":
        if typed := take_back(request.session, request.path):
            messages.info(request, KEPT_SAID)
            return _asked(request, sheet, part, AskedForm(part.asks, data=_flat(part, typed), known=False))
        version = there.version if there else 0
        return _asked(request, sheet, part, AskedForm(part.asks, version=version, initial=sheet.values.get(code), known=False))
    form = AskedForm(part.asks, data=request.POST, known=False)
    if form.is_valid() and _saved(request, sheet, part, form):
        follows = told_to_us(sheet.application).after(code)
        messages.success(request, "Saved.")
        return redirect("fill_in_part", reference, follows.code) if follows else redirect("fill_in", reference)
    return _asked(request, sheet, part, form, status=422)


def _saved(request: StaffRequest, sheet: Sheet, part: Part, form: AskedForm) -> bool:
    try:
        save_part(sheet.application, part, form.answers, by=request.user, at=clock.now(), expected_version=form.expected)
    except StepRefused as refused:
        refuse(form, refused)
    except SavedMeanwhile:
        there = told_to_us(sheet.application).saved[part.code]
        words = "; ".join(shown(part.code, there.values)) or "nothing"
        form.add_error(None, MEANWHILE.format(called=sheet.application.applicant.called, words=words))
        form.data = {**_flat(part, dict(request.POST.lists())), "version": str(there.version)}
    else:
        return True
    return False


def _flat(part: Part, typed: dict[str, list[str]]) -> dict[str, Any]:
    """What was typed, as a form takes it: several values only where several are asked for."""
    several = {ask.name for ask in part.asks if ask.form == "several"}
    return {name: values if name in several else values[-1] for name, values in typed.items() if values}


def _asked(request: StaffRequest, sheet: Sheet, part: Part, form: AskedForm, status: int = 200) -> HttpResponse:
    back = reverse("fill_in", args=[sheet.application.reference])
    return render(request, "hr/fill_in_part.html", {**_about(sheet), "part": part, "form": form, "back": back}, status=status)


@staff("submit")
@require_POST
def called_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The call that was asked for is made."""
    call_done(_sheet(request, reference).application, by=request.user, at=clock.now())
    messages.success(request, "Taken off the list of people to call.")
    return redirect("fill_in", reference)


@staff("select")
@require_safe
def answers_page(request: StaffRequest, reference: str) -> HttpResponse:
    """What somebody wrote, without their name; that it was read is witnessed first."""
    application = access.get_application(request.user, reference, "select")
    if not has_form(application) or access.stands_down(request.user, application):
        raise Http404
    if access.meets(request.user, application) and not access.declared_free(request.user, application):
        messages.info(request, SAY_FIRST)
        return redirect("selection_days")
    read_answers(application, by=request.user, at=clock.now())
    rows = rows_of(application, by=request.user)
    return render(request, "hr/answers.html", {"application": application, "rows": rows, "back": person_url(reference)})


urls = [
    path("staff/people/<str:reference>/form/", fill_page, name="fill_in"),
    path("staff/people/<str:reference>/form/called/", called_page, name="called"),
    path("staff/people/<str:reference>/form/<slug:code>/", fill_part_page, name="fill_in_part"),
    path("staff/people/<str:reference>/answers/", answers_page, name="answers"),
]
