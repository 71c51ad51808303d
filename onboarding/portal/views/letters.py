"""The applicant's letters: the list, the letter as a page, the PDF as it was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from onboarding.lib import clock
from onboarding.lib.filing import FileChanged, FilesAway
from onboarding.portal.views.shell import own_page
from onboarding.queries.own_letters import file_of, own_letter, own_letters


@own_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every letter we sent."""
    return render(request, "portal/letters.html", {"letters": own_letters(request.user)})  # type: ignore[arg-type]


@own_page
@require_safe
def show(request: HttpRequest, letter: int) -> HttpResponse:
    """One letter as a page that zooms and can be read out: the words of the PDF, as they were sent."""
    found = own_letter(request.user, letter, at=clock.now())  # type: ignore[arg-type]
    # Written by our own templates, which escape every word of a person, and stored as it was sent.
    return render(request, "portal/letter.html", {"letter": found, "words": SafeString(found.html)})


@own_page
@require_safe
def pdf(request: HttpRequest, letter: int) -> HttpResponse:
    """The file as it was sent. Nothing in it can run in the page that shows it."""
    found = own_letter(request.user, letter, at=clock.now())  # type: ignore[arg-type]
    try:
        content = file_of(found)
    except (FilesAway, FileChanged):
        return render(request, "portal/letter_away.html", status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{found.created_at:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
