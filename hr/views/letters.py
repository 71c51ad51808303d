"""Letters: what waits, what went out, what a person has to look at; each shown before it goes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.gate import staff
from hr.letter_words import facts_of, missing_words
from hr.links import person_url
from onboarding import access
from onboarding.actions import message_by_hand
from onboarding.actions.came_back import came_back
from onboarding.actions.send_letter import by_hand
from onboarding.actions.send_update import KIND as UPDATE
from onboarding.actions.send_update import send_update, why_not
from onboarding.door import StepRefused
from onboarding.letters import base, kinds
from onboarding.lib import clock
from onboarding.lib.filing import FileChanged, FilesAway
from onboarding.lib.pdf import PdfRefused
from onboarding.queries import letters
from onboarding.tasks import making, went_out

# What staff call the letters that a person sends; outside the envelope they have neutral titles.
OTHERS = {
    "escalation": "Something is over its day: to the organisation that has it",
    "good_news": "Good news: the offer is on its way",
}
TITLES = {"look": "Needs a person", "by_hand": "To print, ring or text", "waiting": "Waiting to go", "sent": "Sent", "stopped": "Stopped"}
EMPTY = {
    "look": "Nothing has failed and nothing is in doubt.",
    "by_hand": "Everybody who is told on paper, by phone or by hand has been told.",
    "waiting": "Nothing waits.",
    "sent": "Nothing has been sent yet.",
    "stopped": "Nothing was stopped.",
}


class FilterForm(forms.Form):
    """What the list is narrowed to, in the address."""

    show = forms.ChoiceField(label="Show", required=False, choices=[("", "All"), *TITLES.items()])
    name = forms.CharField(label="Name or reference", required=False, max_length=100)


class HowForm(forms.Form):
    """How a message went out, when a person has seen to it."""

    how = forms.ChoiceField(
        label="How did it go out?",
        choices=[("email", "By e-mail: it arrived"), ("post", "By post"), ("phone", "By phone"), ("text", "By text")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it went out"},
    )


@staff("view_letters")
@require_safe
def letters_page(request: HttpRequest) -> HttpResponse:
    """The lists, what needs a person first."""
    now, form = clock.now(), FilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    shown = [given["show"]] if given.get("show") else list(letters.SECTIONS)
    sections = [_section(request, code, given.get("name", ""), now) for code in shown]
    return render(
        request, "hr/letters/list.html", {"filters": form, "sections": sections, "narrowed": any(given.values())}
    )


def _section(request: HttpRequest, code: str, name: str, now: dt.datetime) -> dict[str, Any]:
    rows, total = letters.messages(request.user, section=code, name=name, at=now)
    more = f"{reverse('letters')}?{urlencode({'show': code, 'name': name})}" if total > len(rows) else ""
    return {"code": code, "title": f"{TITLES[code]} ({total})", "rows": rows, "empty": EMPTY[code], "more": more}


@staff("view_letters")
@require_safe
def letter_page(request: HttpRequest, message: int) -> HttpResponse:
    """One message with its letter: what will go, to whom, in which size and why, and what can be done."""
    item, row = letters.message(request.user, message)
    now = clock.now()
    values = {"row": row, "can_send": access.may(request.user, "send_letter", item.application),
              "spoken": kinds()[item.kind].to_applicant}  # fmt: skip
    values |= _words_of(item, row, by=request.user, at=now)
    old = row.when <= now - dt.timedelta(minutes=5)
    return render(
        request, "hr/letters/letter.html", {**values, "how": HowForm(), "old": old, "person": person_url(row.reference)}
    )


def _words_of(item: Any, row: letters.Message, *, by: Any, at: dt.datetime) -> dict[str, Any]:
    """The letter as it was kept or as it would be written; sealed for who lacks the right to it."""
    to = row.to if row.to != row.name else ""
    if not letters.open_words(item, by=by, at=at):
        return {"sealed": True, "facts": facts_of(item.application, "", to)}
    if kept := letters.kept(item):
        return {"kept": kept, "twin": kept.html, "facts": facts_of(item.application, kept.text, to)}
    return as_written(item.kind, item.application, at, item.move_id, to)


def as_written(kind: str, application: Any, now: dt.datetime, move: int | None, to: str = "") -> dict[str, Any]:
    """The letter as it would be written now, for a page, or what it lacks."""
    try:
        written = making.preview(kind, application, at=now, move=move)
    except base.MissingFacts as fault:
        return {"twin": "", "missing": missing_words(fault.names), "facts": facts_of(application, "", to)}
    return {"twin": base.screen(written), "facts": facts_of(application, written.text, to)}


@staff("view_letters")
@require_safe
def preview_pdf(request: HttpRequest, message: int) -> HttpResponse:
    """The PDF as it would go out now, or as it was kept."""
    item, row = letters.message(request.user, message)
    if row.letter is not None:
        return _kept_pdf(request, item.application, row.letter, inline=True)
    if not letters.open_words(item, by=request.user, at=clock.now()):
        raise Http404
    return fresh_pdf(request, item.kind, item.application, item.move_id)


def fresh_pdf(request: HttpRequest, kind: str, application: Any, move: int | None) -> HttpResponse:
    """The PDF as it would go out now, made for this look alone."""
    try:
        made = making.print_of(making.preview(kind, application, at=clock.now(), move=move))
    except base.MissingFacts as fault:
        return sorry(request, missing_words(fault.names))
    except PdfRefused as refusal:
        return sorry(request, refusal.sentence)
    return _pdf(made, f"preview-{application.reference}.pdf", inline=True)


def _kept_pdf(request: HttpRequest, application: Any, letter: int, *, inline: bool = False) -> HttpResponse:
    try:
        opened = letters.open_letter(application, letter, by=request.user, at=clock.now())  # type: ignore[arg-type]
    except FilesAway:
        return sorry(request, "The place where letters are kept does not answer. Try again in a few minutes.")
    except FileChanged:
        return sorry(
            request, "This file is not the letter that was sent: it has been changed. Tell the administrator."
        )
    return _pdf(opened.content, opened.name, inline=inline)


def _pdf(content: bytes, name: str, *, inline: bool) -> HttpResponse:
    """A file that runs nothing: a saved one is sandboxed; one shown in place cannot be, the reader in browsers refuses that."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    if not inline:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def as_download(content: bytes, name: str) -> HttpResponse:
    """A PDF to be printed and deleted."""
    return _pdf(content, name, inline=False)


def sorry(request: HttpRequest, words: str) -> HttpResponse:
    """A page that says why there is no PDF now."""
    return render(request, "hr/letters/sorry.html", {"words": words}, status=503)


@staff("view_letters")
@require_safe
def kept_pdf(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    """A letter as it was sent, for who may see the person's letters."""
    application = access.get_application(request.user, reference, "view_letters")
    return _kept_pdf(request, application, letter)


@staff("send_letter")
@require_POST
def do(request: HttpRequest, message: int, verb: str) -> HttpResponse:
    """Send now, cancel, send again, or say that it went out."""
    item, row = letters.message(request.user, message, "send_letter")
    verbs = {
        "send-now": (message_by_hand.send_now, f"The letter to {row.name} goes out now."),
        "cancel": (message_by_hand.cancel, f"The letter to {row.name} will not go out."),
        "came-back": (came_back, f"Thank you. What {row.name} was asked to do is with us until you reach them."),
        "again": (message_by_hand.send_again, f"The letter to {row.name} is tried again now."),
    }
    if verb == "went-out":
        return _went_out(request, item, row)
    if verb not in verbs:
        raise Http404
    act, words = verbs[verb]
    try:
        act(item, by=request.user, at=clock.now())  # type: ignore[arg-type]
        messages.success(request, words)
    except StepRefused as refusal:
        messages.error(request, " ".join(reason.sentence for reason in refusal.reasons))
    return redirect("letter", message=item.pk)


def _went_out(request: HttpRequest, item: Any, row: letters.Message) -> HttpResponse:
    form = HowForm(request.POST)
    if row.status != "uncertain" or not form.is_valid():
        messages.error(request, "Select how it went out" if row.status == "uncertain" else message_by_hand.MOVED_ON)
        return redirect("letter", message=item.pk)
    went_out(item, by=request.user, at=clock.now(), channel=form.cleaned_data["how"])  # type: ignore[arg-type]
    messages.success(request, f"Thank you. It stands with {row.name}’s letters as sent.")
    return redirect("letter", message=item.pk)


@staff("send_letter")
@require_http_methods(["GET", "HEAD", "POST"])
def update_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to somebody who waits: the letter as it would be, then one button."""
    application = access.get_application(request.user, reference, "send_letter")
    now = clock.now()
    if request.method == "POST":
        try:
            item = send_update(application, by=request.user, at=now)  # type: ignore[arg-type]
        except StepRefused:
            return redirect("update", reference=reference)
        messages.success(request, "The update goes out in 10 minutes. You can stop it until then.")
        return redirect("letter", message=item.pk)
    refused = why_not(application, at=now)
    values: dict[str, Any] = {
        "name": application.applicant.full_name,
        "refused": refused,
        "person": person_url(reference),
        "others": [(code, kinds()[code].number, OTHERS.get(code, kinds()[code].title)) for code in by_hand()],
    }
    if not refused:
        values |= as_written(UPDATE, application, now, None)
    return render(request, "hr/letters/update.html", {**values, "reference": reference})


urls = [
    path("staff/letters/", letters_page, name="letters"),
    path("staff/letters/<int:message>/", letter_page, name="letter"),
    path("staff/letters/<int:message>/preview.pdf", preview_pdf, name="letter_preview"),
    path("staff/letters/<int:message>/<slug:verb>/", do, name="letter_do"),
    path("staff/people/<str:reference>/update/", update_page, name="update"),
    path("staff/people/<str:reference>/letters/<int:letter>.pdf", kept_pdf, name="letter_pdf"),
]
