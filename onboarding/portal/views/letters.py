"""The applicant's letters: the list, the letter as a page, the PDF as it was sent."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from onboarding.lib import clock
from onboarding.lib.filing import FileChanged, FilesAway
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.own_letters import file_of, own_letter, own_letters


@own_page
@require_safe
def index(request: OwnRequest) -> HttpResponse:
    """Every letter we sent."""
    return render(request, "portal/letters.html", {"letters": own_letters(request.user)})


@own_page
@require_safe
def show(request: OwnRequest, letter: int) -> HttpResponse:
    """One letter as a page that zooms and can be read out: the words of the PDF, as they were sent."""
    found = own_letter(request.user, letter, at=clock.now())
    # Written by our own templates, which escape every word of a person, and stored as it was sent.
    return render(request, "portal/letter.html", {"letter": found, "words": SafeString(found.html)})


@own_page
@require_safe
def pdf(request: OwnRequest, letter: int) -> HttpResponse:
    """The file as it was sent. Nothing in it can run in the page that shows it."""
    found = own_letter(request.user, letter, at=clock.now())
    try:
        content = file_of(found)
    except (FilesAway, FileChanged):
        return render(request, "portal/letter_away.html", status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{found.created_at:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
