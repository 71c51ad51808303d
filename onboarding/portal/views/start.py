"""Starting: a name and an address, a code by e-mail, and after it a draft. The answer is the same for every address."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.begin import APPLIED, GOES_ON, Begun, RoleClosed, begin, expect
from onboarding.lib import clock
from onboarding.portal.sign_in_forms import CodeForm
from onboarding.portal.views.roles import closed
from onboarding.queries import roles
from onboarding.queries.own_details import applicant_of

WISH = "begin"  # in the session: the role somebody asks for, and their name, until they have signed in
SAID = {
    GOES_ON: "You had started before. Go on where you were.",
    APPLIED: "You have asked for this role already. Here is where it stands.",
}


class StartForm(CodeForm):
    """A name, and where the code goes. Nothing else is needed to begin."""

    first_name = forms.CharField(label="First name", max_length=120, error_messages={"required": "Type your first name"},
                                 widget=forms.TextInput(attrs={"autocomplete": "given-name"}))  # fmt: skip
    surname = forms.CharField(label="Last name", max_length=120, error_messages={"required": "Type your last name"},
                              widget=forms.TextInput(attrs={"autocomplete": "family-name"}))  # fmt: skip
    field_order = ("first_name", "surname", "email")

    def clean_email(self) -> str:
        """The address, for which a code can now be sent; staff are told in the mail how they sign in."""
        address = self.cleaned_data["email"].strip().lower()
        if not self.errors:
            expect(address, at=clock.now())
        return super().clean_email()


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, role: int) -> HttpResponse:
    """Who has signed in goes straight on; others say who they are and get a code."""
    found = roles.role(role)
    if found is None:
        return closed(request, role)
    known = request.user.is_authenticated and applicant_of(request.user) is not None
    if request.method == "POST" and not ratelimit.consume(request, action="begin"):
        return render(request, "429.html", status=429)
    if known and request.method == "POST":
        request.session[WISH] = {"role": role, "first_name": "", "surname": "", "email": request.user.email}  # type: ignore[union-attr]
        return redirect("begin")
    form = None if known else StartForm(request.POST if request.method == "POST" else None)
    if form is not None and form.is_valid():
        return _sent_on(request, role, form)
    return render(request, "portal/start.html", {"role": found, "form": form}, status=422 if form and form.errors else 200)


def _sent_on(request: HttpRequest, role: int, form: StartForm) -> HttpResponse:
    given = form.cleaned_data
    signed_in = request.user.is_authenticated
    email = request.user.email if signed_in else given["email"].lower()  # type: ignore[union-attr]
    request.session[WISH] = {"role": role, "first_name": given["first_name"], "surname": given["surname"], "email": email}
    if signed_in:
        return redirect("begin")
    LoginCodeVerificationProcess.initiate(request=request, user=form._user, email=given["email"])
    return redirect("account_confirm_login_code")


def wish_of(request: HttpRequest) -> dict[str, Any] | None:
    """The role that the person who has signed in asked for on this browser; what somebody else asked for on it is dropped."""
    wish: dict[str, Any] | None = request.session.get(WISH)
    if wish is not None and wish["email"] != request.user.email:  # type: ignore[union-attr]
        del request.session[WISH]
        return None
    return wish


@login_required(login_url="account_request_login_code")
@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """After the code: the draft of the role that was asked for on this very browser, and no other."""
    wish = wish_of(request)
    if wish is None:
        return redirect("after_sign_in")
    del request.session[WISH]
    given = {name: wish[name] for name in ("first_name", "surname")}
    try:
        begun = begin(wish["role"], by=request.user, at=clock.now(), **given)  # type: ignore[arg-type]
    except RoleClosed:
        return closed(request, wish["role"])
    return _shown(request, begun)


def _shown(request: HttpRequest, begun: Begun) -> HttpResponse:
    if begun.how in SAID:
        messages.info(request, SAID[begun.how])
    return redirect("progress" if begun.how == APPLIED else "form", begun.application.reference)
