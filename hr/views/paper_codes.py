"""Codes to sign in with, on paper: one page that says what they are, one button that prints them."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.views.letters import as_download, sorry
from onboarding import access
from onboarding.actions.paper_codes import Sheet, make_sheet, why_not
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.pdf import PdfRefused
from onboarding.tasks import making

KIND = "paper_codes"


@staff("make_codes")
@require_http_methods(["GET", "HEAD", "POST"])
def codes_page(request: StaffRequest, reference: str) -> HttpResponse:
    """What the codes are; posted, the sheet as a PDF, this once."""
    application = access.get_application(request.user, reference, "make_codes")
    if request.method == "POST":
        try:
            sheet = make_sheet(application, by=request.user, at=clock.now(), key=request.POST.get("key", "")[:64])
        except StepRefused:
            return redirect("paper_codes", reference)
        return _printed(request, application, sheet)
    values = {
        "who": application.applicant, "application": application, "refused": why_not(application, by=request.user),
        "key": secrets.token_hex(16), "back": person_url(reference),
        "reach_url": reverse("change_details", args=[reference]) if access.may(request.user, "contact", application) else "",
    }  # fmt: skip
    return render(request, "hr/paper_codes.html", values)


def _printed(request: StaffRequest, application: Any, sheet: Sheet) -> HttpResponse:
    address = f"{settings.SITE_URL}{reverse('paper_sign_in')}"
    until = clock.local_date(sheet.until, settings.ORG_TIME_ZONE)
    written = making.preview(KIND, application, at=clock.now(), codes=sheet.codes, until=until, address=address)
    try:
        return as_download(making.print_of(written), f"letter-{application.reference}.pdf")
    except PdfRefused as refusal:
        return sorry(request, refusal.sentence)


urls = [path("staff/people/<str:reference>/codes/", codes_page, name="paper_codes")]
