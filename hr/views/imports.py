"""Bring in a spreadsheet: choose a file, look at every row, confirm; go on with or remove what was left unfinished."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.gate import staff
from hr.views.import_words import pages, preview_values, run_values
from onboarding.actions.import_applicants import TrackerRefused, begin, discard, go_on, look
from onboarding.actions.import_applicants.choices import DIFFERENT, NEEDS, SAME, Choice
from onboarding.actions.import_applicants.kept import erase, keep, kept
from onboarding.actions.import_applicants.run import Look
from onboarding.actions.import_applicants.runs import Progress, progress_of, unfinished
from onboarding.actions.import_applicants.to_mend import file_to_mend
from onboarding.lib import clock
from onboarding.lib.uploads import FileRefused, read_within

SESSION = "import"
# One request writes so many rows; a longer tracker goes on with one more click.
ROWS_A_REQUEST = 100
GONE = "Your file is kept for an hour, and that is over. Choose it again."


class FileForm(forms.Form):
    """The tracker."""

    file = forms.FileField(
        label="Your tracker",
        help_text="XLSX, or CSV with commas. Up to 10 MB.",
        error_messages={"required": "Choose a file", "empty": "This file is empty. Choose the file again."},
    )


@staff("import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports_page(request: HttpRequest) -> HttpResponse:
    """Choose a file; what was left unfinished stands beside it."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid() and _taken(request, form):
        return redirect("import_look")
    return render(request, "hr/imports/choose.html", {"form": form, "pages": pages(0), "unfinished": unfinished()})


def _taken(request: HttpRequest, form: FileForm) -> bool:
    """Whether the file could be read; if so it is kept for the look."""
    file, now = form.cleaned_data["file"], clock.now()
    try:
        content = read_within(file)
        look(content, filename=file.name, at=now)
    except (FileRefused, TrackerRefused) as refused:
        form.add_error("file", refused.sentence)
        return False
    erase(_session(request).get("key", ""))
    request.session[SESSION] = {"key": keep(content, at=now), "name": file.name}
    return True


def _session(request: HttpRequest) -> dict[str, str]:
    return dict(request.session.get(SESSION, {}))


def _looked(request: HttpRequest) -> Look | None:
    """The file of this person's session, read again; None when its hour is over."""
    mine, now = _session(request), clock.now()
    content = kept(mine.get("key", ""), at=now)
    return None if content is None else look(content, filename=mine["name"], at=now)


def _choose_again(request: HttpRequest) -> HttpResponse:
    messages.error(request, GONE)
    return redirect("imports")


@staff("import")
@require_safe
def look_page(request: HttpRequest) -> HttpResponse:
    """Every row, before anything is saved."""
    looked = _looked(request)
    if looked is None:
        return _choose_again(request)
    return render(request, "hr/imports/look.html", preview_values(looked, at=clock.now()))


@staff("import")
@require_safe
def mend_page(request: HttpRequest) -> HttpResponse:
    """The rows to mend as a CSV, while the file is kept."""
    looked = _looked(request)
    if looked is None:
        return _choose_again(request)
    answer = HttpResponse(file_to_mend(looked.tracker), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rows-to-mend.csv"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@staff("import")
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Confirm, or go on: the next rows are written."""
    looked = _looked(request)
    if looked is None:
        return _choose_again(request)
    by: Any = request.user
    try:
        run = begin(looked, by=by, at=clock.now(), choices=_choices(request.POST))
        if run is None:
            messages.info(request, "Nothing new came in.")
            return redirect("imports")
        done = go_on(run, looked.tracker.sheet, by=by, at=clock.now(), most=ROWS_A_REQUEST)
    except TrackerRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("imports")
    if done:
        _forget(request)
    return redirect("import_run", run.pk)


def _choices(given: QueryDict) -> dict[int, Choice]:
    """What was chosen, by row. What was never offered counts as not chosen."""
    numbers = {name.partition("-")[2] for name in given if name.startswith(("person-", "need-"))}
    return {int(number): _choice(given, number) for number in numbers if number.isdecimal() and len(number) < 8}


def _choice(given: QueryDict, number: str) -> Choice:
    person = given.get(f"person-{number}", "")
    needs = tuple(need for need in given.getlist(f"need-{number}") if need in NEEDS)
    return Choice(person if person in (SAME, DIFFERENT) else "", needs)


def _forget(request: HttpRequest) -> None:
    erase(_session(request).get("key", ""))
    request.session.pop(SESSION, None)


@staff("import")
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Save nothing: the file is erased."""
    _forget(request)
    messages.info(request, "Nothing was saved. The file is erased here.")
    return redirect("imports")


def _progress(pk: int) -> Progress:
    found = progress_of(pk)
    if found is None:
        raise Http404
    return found


@staff("import")
@require_safe
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What came in, or how far it is."""
    return render(request, "hr/imports/run.html", run_values(_progress(pk), user=request.user, ready=_is_kept(request)))


def _is_kept(request: HttpRequest) -> bool:
    return kept(_session(request).get("key", ""), at=clock.now()) is not None


@staff("import")
@require_http_methods(["GET", "HEAD", "POST"])
def remove_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove what was never complete: asked on a page of its own, because it cannot be taken back."""
    progress = _progress(pk)
    if progress.complete:
        raise Http404
    if request.method != "POST":
        return render(request, "hr/imports/remove.html", {"progress": progress})
    by: Any = request.user
    if discard(progress.run, by=by, at=clock.now()):
        messages.success(request, "What was unfinished is removed. You can bring the file again.")
        return redirect("imports")
    messages.error(request, "It became complete in the meantime, so it stays.")
    return redirect("import_run", pk)


urls = [
    path("staff/import/", imports_page, name="imports"),
    path("staff/import/look/", look_page, name="import_look"),
    path("staff/import/look/rows-to-mend.csv", mend_page, name="import_mend"),
    path("staff/import/bring/", bring, name="import_bring"),
    path("staff/import/stop/", stop, name="import_stop"),
    path("staff/import/<int:pk>/", run_page, name="import_run"),
    path("staff/import/<int:pk>/remove/", remove_page, name="import_remove"),
]
