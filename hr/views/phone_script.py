"""A letter as it is said on the phone, and one button that records the call."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.views.letters import as_written
from onboarding import letters as kinds
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import letters
from onboarding.queries.phone_script import may_be_said, script
from onboarding.tasks.read_out import NOBODY, REACHED, read_out

SAID = {
    REACHED: "The call is recorded: {called} knows.",
    NOBODY: "The call is recorded: nobody answered. It stays to be done.",
}


@staff("send_letter")
@require_http_methods(["GET", "HEAD", "POST"])
def script_page(request: StaffRequest, message: int) -> HttpResponse:
    """The script of one letter to the person themselves; posted, the call."""
    item, row = letters.message(request.user, message, "send_letter")
    now, person = clock.now(), item.application.applicant
    if not kinds.kinds()[item.kind].to_applicant or not letters.may_read(item.kind, item.application, request.user):
        raise Http404
    if request.method == "POST":
        return _called(request, item)
    letters.open_words(item, by=request.user, at=now)
    kept = letters.kept(item)
    values = {"twin": kept.html} if kept else as_written(item.kind, item.application, now, item.move_id)
    said = script(person, values["twin"], nation=item.application.opportunity.nation)
    shown = {"script": said, "missing": values.get("missing", ""), "row": row, "me": request.user}
    return render(
        request, "hr/letters/phone.html",
        {**shown, "may": may_be_said(item), "reached": REACHED, "nobody": NOBODY, "person": person_url(row.reference)},
    )  # fmt: skip


def _called(request: StaffRequest, item: Any) -> HttpResponse:
    about = request.POST.get("about", "")
    if about not in SAID:
        raise Http404
    try:
        read_out(item, about=about, by=request.user, at=clock.now())
    except StepRefused as refusal:
        messages.error(request, " ".join(reason.sentence for reason in refusal.reasons))
        return redirect("phone_script", item.pk)
    messages.success(request, SAID[about].format(called=item.application.applicant.called))
    return redirect("letter", item.pk)


urls = [path("staff/letters/<int:message>/on-the-phone/", script_page, name="phone_script")]
