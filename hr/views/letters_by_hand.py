"""Letters that no step brings: the list for one person, and each shown before it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import staff
from hr.links import person_url
from hr.views.letters import as_written, fresh_pdf
from onboarding import access, letters
from onboarding.actions.send_letter import by_hand, send_letter, why_not
from onboarding.door import StepRefused
from onboarding.lib import clock


@staff("send_letter")
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand_page(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """One letter as it would be, then one button."""
    application = _theirs(request, reference, kind)
    now, letter = clock.now(), letters.kinds()[kind]
    to = application.applicant.full_name if letter.to_applicant else letter.to.replace("_", " ").capitalize()
    if request.method == "POST":
        try:
            item = send_letter(application, kind, by=request.user, at=now)  # type: ignore[arg-type]
        except StepRefused:
            return redirect("by_hand", reference=reference, kind=kind)
        messages.success(request, "The letter goes out in 10 minutes. You can stop it until then.")
        return redirect("letter", message=item.pk)
    values: dict[str, Any] = as_written(kind, application, now, None, "" if letter.to_applicant else to)
    refused = why_not(application, kind, by=request.user)  # type: ignore[arg-type]
    shown = {"to": to, "title": letter.title, "kind": kind, "refused": refused, "reference": reference}
    return render(
        request,
        "hr/letters/by_hand.html",
        {**values, **shown, "name": application.applicant.full_name, "person": person_url(reference)},
    )


@staff("send_letter")
@require_safe
def by_hand_pdf(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """The PDF as it would go out, to be looked at or printed. Nothing is kept."""
    return fresh_pdf(request, kind, _theirs(request, reference, kind), None)


def _theirs(request: HttpRequest, reference: str, kind: str) -> Any:
    if kind not in by_hand():
        raise Http404
    return access.get_application(request.user, reference, "send_letter")


urls = [
    path("staff/people/<str:reference>/write/<slug:kind>/", by_hand_page, name="by_hand"),
    path("staff/people/<str:reference>/write/<slug:kind>/letter.pdf", by_hand_pdf, name="by_hand_pdf"),
]
