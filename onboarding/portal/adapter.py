"""How sign-in behaves here: by invitation only, one answer for known and unknown addresses, every try witnessed."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from onboarding.actions.witness import witness
from onboarding.lib import clock

WRONG = "The e-mail address or the password is not right. Check both, then try again."
OLD_ADDRESS = "That code is too old. Get a new one."
TOO_MANY = "That was too many tries. Wait a few minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation; strangers cannot sign up."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": "That password is not right. Try again.",
        "enter_current_password": "That password is not right. Try again.",
        "incorrect_code": "That code is not right. Check the newest e-mail from us, or get a new code.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff to their work, applicants to their progress."""
        return reverse("after_sign_in")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many wrong tries get a page of their own, with the status that says so."""
        try:
            super().pre_authenticate(request, **credentials)
        except forms.ValidationError:
            raise ImmediateHttpResponse(render(request, "429.html", status=429)) from None

    def pre_login(self, request: HttpRequest, user: Any, **given: Any) -> Any:
        """A code that went to an address which is not theirs any more opens nothing."""
        if (email := given.get("email")) and email.strip().lower() != user.email:
            messages.error(request, OLD_ADDRESS)
            return redirect("account_request_login_code")
        return super().pre_login(request, user, **given)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password is witnessed."""
        witness("sign_in_failed", by=None, at=clock.now(), how="password", about=str(credentials.get("email") or ""))
