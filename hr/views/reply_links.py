"""One-time links to people outside: sent, seen, made anew, stopped; and one link to all that a body is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.reply_links import send_link, send_list, stop_link
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.formfields import offer
from onboarding.queries import reply_links
from onboarding.queries.reply_links import LinkPage

THEIRS = "Use letters, digits, / and -, with at least one digit. No names."


class LinkForm(forms.Form):
    """Who is asked, and what they call this check."""

    to = forms.ChoiceField(
        label="Who is to answer?", widget=forms.RadioSelect, error_messages={"required": "Select who is to answer"}
    )
    their_reference = forms.CharField(
        label="Their own reference", required=False, max_length=20, help_text=THEIRS,
        validators=[RegexValidator(r"^(?=.*\d)[A-Za-z0-9/-]+$", THEIRS)],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, page: LinkPage, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(one.code, one.name if one.email else f"{one.name}: no e-mail address yet") for one in page.recipients]
        offer(self, "to", choices)
        self.initial["to"] = next((one.code for one in page.recipients if one.email), "")
        self.initial["their_reference"] = next(iter(page.references.values()), "")


@staff("send_link")
@require_http_methods(["GET", "HEAD", "POST"])
def link_page(request: StaffRequest, reference: str, stage: int) -> HttpResponse:
    """The links of one stage, and a new one."""
    application = access.get_application(request.user, reference, "send_link")
    page = reply_links.link_page(application, stage, at=clock.now())
    form = LinkForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_valid():
        given = form.cleaned_data
        try:
            send_link(
                application, stage, given["to"], by=request.user, at=clock.now(), their_reference=given["their_reference"]
            )
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "The link goes out now. It works for 14 days. An older one works no more.")
            return redirect("reply_link", reference, stage)
    values = {"page": page, "form": form, "who": application.applicant, "application": application}
    return render(request, "hr/reply_link.html", {**values, "back": person_url(reference)})


@staff("send_link")
@require_POST
def stop_page(request: StaffRequest, reference: str, stage: int, link: int) -> HttpResponse:
    """Stop one link."""
    application = access.get_application(request.user, reference, "send_link")
    stop_link(reply_links.link_of(application, stage, link), by=request.user, at=clock.now())
    messages.success(request, "The link is stopped. It opens nothing any more.")
    return redirect("reply_link", reference, stage)


@staff("send_link")
@require_http_methods(["GET", "HEAD", "POST"])
def bodies_page(request: StaffRequest) -> HttpResponse:
    """Every body that is asked something, each with a link to all of it."""
    if request.method == "POST":
        return _send_list(request)
    return render(request, "hr/bodies.html", {"bodies": reply_links.bodies_asked(at=clock.now())})


def _send_list(request: StaffRequest) -> HttpResponse:
    given = request.POST.get("body", "")
    body = reply_links.the_body(int(given) if given.isdecimal() else 0)
    try:
        send_list(body, by=request.user, at=clock.now())
    except StepRefused as refused:
        for reason in refused.reasons:
            messages.error(request, reason.sentence)
    else:
        messages.success(request, f"A link to all questions for {body.name} goes out now. It works for 14 days.")
    return redirect("bodies")


urls = [
    path("staff/people/<str:reference>/links/<int:stage>/", link_page, name="reply_link"),
    path("staff/people/<str:reference>/links/<int:stage>/stop/<int:link>/", stop_page, name="stop_reply_link"),
    path("staff/bodies/", bodies_page, name="bodies"),
]
