"""The application form: one question a page, each saved as one goes; then all answers on one page, and sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from onboarding import access
from onboarding.actions.purge_answers import throw_away
from onboarding.actions.save_answers import SavedMeanwhile, save_part, save_unfinished, send_form
from onboarding.door import StepRefused
from onboarding.door.promises import next_day
from onboarding.engine.asked_form import AskedForm
from onboarding.lib import clock
from onboarding.portal.views.kept_words import keeps_words, kept
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.application_form import Sheet, asked_to_call, has_form, is_open, sheet_of, shown
from onboarding.queries.looks import story_looks
from onboarding.queries.plain_words import weekday
from onboarding.stages.application_form import BY_CODE, SECTIONS, Part

DONE = "We have your application. Thank you. You do not need to do anything now."
KEPT_SAID = "You were signed out. What you typed is still here. Save it now."
LATER = "later"
PUT_BY = "We kept what you have done so far. This part is not done yet. You can come back."
CHECK = "check"  # where somebody goes back to who came to change one answer


@own_page
@require_safe
def index(request: OwnRequest, reference: str) -> HttpResponse:
    """What is saved and what is not, in sections."""
    sheet = _own(request, reference)
    if not is_open(sheet.application, staff=False):
        return redirect("progress", reference)
    sections = [
        {"name": name, "status": _status(sheet, name), "url": reverse("form_part", args=[reference, _first(sheet, name).code])}
        for name in SECTIONS
    ]
    values = {"sheet": sheet, "sections": sections, "of": len(SECTIONS), "here": sheet.here}
    values["asked"] = asked_to_call(sheet.application)
    return render(request, "portal/form.html", values)


def _status(sheet: Sheet, section: str) -> str:
    if sheet.is_saved(section):
        return "Saved"
    return "Begun" if sheet.is_begun(section) else "Not yet"


def _own(request: OwnRequest, reference: str) -> Sheet:
    application = access.get_own(request.user, reference)
    if not has_form(application):
        raise Http404
    return sheet_of(application)


def _first(sheet: Sheet, section: str) -> Part:
    """The first part of a section that is not saved; else its first."""
    parts = sheet.section(section)
    return next((part for part in parts if not sheet.is_done(part.code)), parts[0])


@keeps_words
@own_page
def part(request: OwnRequest, reference: str, code: str) -> HttpResponse:
    """One question: shown as it was saved, and saved. What another page made needless meanwhile is kept all the same."""
    sheet = _own(request, reference)
    asked = sheet.part(code) or (BY_CODE.get(code) if request.method == "POST" else None)
    if asked is None:
        raise Http404
    if not is_open(sheet.application, staff=False):
        return redirect("progress", reference)
    if request.method == "POST":
        return _saved(request, sheet, asked)
    if typed := kept(request):
        messages.info(request, KEPT_SAID)
        return _page(request, sheet, asked, AskedForm(asked.asks, data=typed))
    version = sheet.saved[code].version if code in sheet.saved else 0
    return _page(request, sheet, asked, AskedForm(asked.asks, version=version, initial=sheet.stands(code)))


def _saved(request: OwnRequest, sheet: Sheet, asked: Part) -> HttpResponse:
    typed = AskedForm(asked.asks, data=request.POST)
    if not typed.is_valid():
        if request.POST.get("then") == LATER:
            return _put_by(request, sheet, asked, typed)
        return _page(request, sheet, asked, typed, status=422)
    try:
        save_part(
            sheet.application, asked, typed.answers, by=request.user, at=clock.now(), expected_version=typed.expected
        )
    except SavedMeanwhile:
        return _twice(request, sheet.application.reference, asked)
    except StepRefused as refused:
        _add(typed, asked, refused)
        return _page(request, sheet, asked, typed, status=422)
    return _next(request, sheet.application.reference, asked)


def _put_by(request: OwnRequest, sheet: Sheet, asked: Part, typed: AskedForm) -> HttpResponse:
    """A page that is half done is kept as it is: it is checked when they come back."""
    save_unfinished(sheet.application, asked, typed.typed, by=request.user, at=clock.now())
    messages.success(request, PUT_BY)
    return redirect("form", sheet.application.reference)


def _add(typed: AskedForm, asked: Part, refused: StepRefused) -> None:
    for reason in refused.reasons:
        typed.add_error(None, reason.sentence)


def _twice(request: OwnRequest, reference: str, asked: Part) -> HttpResponse:
    """Another page saved this part meanwhile: both are shown, nothing is lost, and the next click decides."""
    sheet = _own(request, reference)
    there = sheet.saved[asked.code]
    data = request.POST.copy()
    data["version"] = str(there.version)
    return _page(request, sheet, asked, AskedForm(asked.asks, data=data), meanwhile=shown(asked.code, there.values), status=409)


def _next(request: OwnRequest, reference: str, asked: Part) -> HttpResponse:
    if request.POST.get("then") == LATER:
        messages.success(request, "Saved. You can close this page and come back.")
        return redirect("form", reference)
    sheet = _own(request, reference)
    follows = sheet.after(asked.code)
    if request.GET.get("from") == CHECK:
        follows = follows if follows in sheet.missing else None  # an answer may bring a new question
    if follows is None:
        return redirect("form_check", reference)
    return redirect(_address(reference, follows, request.GET.get("from") == CHECK))


def _address(reference: str, to: Part, changing: bool) -> str:
    return reverse("form_part", args=[reference, to.code]) + (f"?from={CHECK}" if changing else "")


def _page(
    request: OwnRequest, sheet: Sheet, asked: Part, typed: AskedForm, *, meanwhile: list[str] | None = None, status: int = 200
) -> HttpResponse:
    before = sheet.before(asked.code)
    reference = sheet.application.reference
    changing = request.GET.get("from") == CHECK
    back = reverse("form_check", args=[reference]) if changing else _back(reference, before)
    values = {
        "sheet": sheet, "part": asked, "form": typed, "back": back, "meanwhile": meanwhile, "of": len(SECTIONS),
        "number": SECTIONS.index(asked.section) + 1,
    }  # fmt: skip
    return render(request, "portal/form_part.html", values, status=status)


def _back(reference: str, before: Part | None) -> str:
    return reverse("form_part", args=[reference, before.code]) if before else reverse("form", args=[reference])


@own_page
def check(request: OwnRequest, reference: str) -> HttpResponse:
    """Every answer with a way to change it; posted, the form is sent, once."""
    sheet = _own(request, reference)
    if not is_open(sheet.application, staff=False):
        return redirect("progress", reference)
    refused = _sent(request, sheet) if request.method == "POST" else []
    if request.method == "POST" and not refused:
        messages.success(request, DONE)
        return redirect("progress", reference)
    rows = [
        {"key": part.title, "lines": shown(part.code, sheet.saved[part.code].values) if sheet.is_done(part.code) else None,
         "url": _address(reference, part, True), "needed": part.needed}
        for part in sheet.parts
    ]  # fmt: skip
    write_by = weekday(next_day(sheet.application, at=clock.now()))
    values: dict[str, Any] = {"sheet": sheet, "rows": rows, "refused": refused, "write_by": write_by}
    return render(request, "portal/form_check.html", values, status=409 if refused else 200)


def _sent(request: OwnRequest, sheet: Sheet) -> list[dict[str, str]]:
    try:
        send_form(sheet.application, by=request.user, at=clock.now())
    except StepRefused as refused:
        return [{"words": reason.sentence, "href": ""} for reason in refused.reasons]
    return []


@own_page
def delete(request: OwnRequest, reference: str) -> HttpResponse:
    """A form that was not sent is thrown away by its own person; who is known for nothing else is signed out."""
    sheet = _own(request, reference)
    if not is_open(sheet.application, staff=False):
        return redirect("progress", reference)
    if request.method != "POST":
        return render(request, "portal/form_delete.html", {"sheet": sheet})
    throw_away(sheet.application, by=request.user, at=clock.now())
    if not access.own_applications(request.user):
        logout(request)
    messages.success(request, "Your form is deleted. Thank you for looking at us.")
    return redirect("roles")


@own_page
@require_safe
def read(request: OwnRequest, reference: str) -> HttpResponse:
    """What somebody has sent, for themselves to read."""
    sheet = _own(request, reference)
    if is_open(sheet.application, staff=False):
        return redirect("form", reference)
    rows = [
        {"key": part.title, "lines": shown(part.code, sheet.saved[part.code].values)} for part in sheet.parts if part.code in sheet.saved
    ]  # fmt: skip
    return render(request, "portal/form_read.html", {"sheet": sheet, "rows": rows, "looks": story_looks(sheet.application)})
