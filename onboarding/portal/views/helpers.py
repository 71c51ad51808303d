"""Who helps me: named, and ended with one click, by the person alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from onboarding import access
from onboarding.actions.helpers import Named, end_helper, name_helper
from onboarding.door import StepRefused
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.portal.views.shell import OwnRequest, SignedInRequest, own_page, signed_in
from onboarding.queries.helpers import helpers_of, own_helper, reads_of
from onboarding.queries.own_details import applicant_of

HALF_A_YEAR = dt.timedelta(days=182)  # an example that lies ahead


class HelperForm(forms.Form):
    """Who, until when, and what they can do."""

    name = forms.CharField(label="Their name", max_length=120, error_messages={"required": "Type their name"})
    email = forms.EmailField(
        label="Their e-mail address", help_text="We send a code there each time they sign in.",
        error_messages={"required": "Type their e-mail address", "invalid": "Type their e-mail address, like name@example.com"},
    )  # fmt: skip
    until = BoxedDateField(label="Until when?", help_text="12 months at most.")
    may_see = forms.BooleanField(label="They can see where I am, and read my letters", required=False)
    may_act = forms.BooleanField(
        label="They can do small things for me", required=False,
        help_text="Choose a time, take a place on a course, ask for time, take a break. Not say yes to an offer, and not stop.",
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        ahead = clock.local_date(clock.now(), ZONE) + HALF_A_YEAR
        self.fields["until"].help_text = f"12 months at most. For example, {ahead.day} {ahead.month} {ahead.year}"


@own_page
def show(request: OwnRequest) -> HttpResponse:
    """Who helps me now, what they looked at; posted, one more."""
    form = HelperForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _named(request, form):
        return redirect("helpers")
    values = {"form": form, "helpers": helpers_of(request.user, at=clock.now()), "reads": reads_of(request.user)}
    return render(request, "portal/helpers.html", values, status=422 if form.errors else 200)


def _named(request: OwnRequest, form: HelperForm) -> bool:
    person = applicant_of(request.user)
    if person is None:
        raise Http404
    given: dict[str, Any] = form.cleaned_data
    try:
        name_helper(person, Named(**given), by=request.user, at=clock.now())
    except StepRefused as refused:
        form.add_error(None, [reason.sentence for reason in refused.reasons])
        return False
    messages.success(request, f"We tell {given['name']} by e-mail.")
    return True


@require_POST
@signed_in
def end(request: SignedInRequest, helper: int) -> HttpResponse:
    """One click: by the person, or by the helper."""
    found = own_helper(request.user, helper)
    end_helper(found, by=request.user, at=clock.now())
    messages.success(request, "It has ended.")
    own = access.own_applications(request.user).exists()
    return redirect("helpers" if own and found.applicant.user_id == request.user.pk else "helping")
