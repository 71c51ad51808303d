"""Signing in with a code on paper: a reference and a code, one answer for all that is wrong."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from onboarding.actions.paper_codes import use
from onboarding.lib import clock

WRONG = "Check the reference and the code. Each code works once. Then try the next one, or call us."
_PLAIN = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class PaperForm(forms.Form):
    """What stands on the paper."""

    reference = forms.CharField(
        label="Your reference", max_length=20, help_text="It is at the top of the letter, like HH-7Q4KX-8. You can leave out the dashes.",
        error_messages={"required": "Type your reference"}, widget=forms.TextInput(attrs=_PLAIN),
    )  # fmt: skip
    code = forms.CharField(
        label="One of your codes", max_length=30, help_text="You can leave out the dashes.",
        error_messages={"required": "Type one of your codes"}, widget=forms.TextInput(attrs=_PLAIN),
    )  # fmt: skip


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and signing in with it. Who has signed in goes on."""
    if request.user.is_authenticated:
        return redirect("after_sign_in")
    if request.method == "POST" and not ratelimit.consume(request, action="paper"):
        return render(request, "429.html", status=429)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = use(form.cleaned_data["reference"], form.cleaned_data["code"], at=clock.now())
        if user is not None:
            record_authentication(request, user, method="paper")
            return perform_login(request, Login(user=user))
        form.add_error(None, WRONG)
    return render(request, "portal/paper.html", {"form": form}, status=422 if form.errors else 200)
