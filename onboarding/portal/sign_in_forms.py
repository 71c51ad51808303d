"""The sign-in forms in our words, and who may have a code by e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest

from onboarding import access
from onboarding.actions.witness import witness
from onboarding.lib import clock

WORDS = {
    "email": ("E-mail address", "Enter your e-mail address, like name@example.com"),
    "login": ("E-mail address", "Enter your e-mail address, like name@example.com"),
    "password": ("Password", "Enter your password"),
    "code": ("Code", "Enter the code"),
    "password1": ("New password", "Enter a new password"),
    "password2": ("The same password again", "Enter the new password again"),
}


class OurWords:
    """Labels that say what to type, and no grey words inside the boxes, which go when one begins to type."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in WORDS:
                field.label = WORDS[name][0]
                field.error_messages = {**field.error_messages, "required": WORDS[name][1], "invalid": WORDS[name][1]}
                for validator in getattr(field, "validators", []):
                    if getattr(validator, "code", "") == "invalid":
                        validator.message = WORDS[name][1]


class CodeForm(OurWords, RequestLoginCodeForm):
    """Codes are for people who have no password. Staff get the same answer, and a mail that says how they sign in."""

    _user: Any

    def clean_email(self) -> str:
        """The address as typed; who has any role stays unknown here, so that a mailbox alone never opens other people's records."""
        email: str = super().clean_email()
        if self._user is not None and access.roles_of(self._user):
            self._user = None
        return email


class PasswordForm(OurWords, LoginForm):
    """E-mail address and password, for staff."""


class ConfirmForm(OurWords, ConfirmLoginCodeForm):
    """The code from the e-mail."""


class AppCodeForm(OurWords, AuthenticateForm):
    """The code of the authenticator app, or a recovery code."""


class AgainForm(OurWords, ReauthenticateForm):
    """The same, before the way of signing in is changed."""


class TurnOnForm(OurWords, ActivateTOTPForm):
    """The first code of a new authenticator app."""


class ForgottenForm(OurWords, ResetPasswordForm):
    """A way to a new password, for staff alone. Everybody gets the same answer, and every try is witnessed."""

    users: list[Any]

    def clean_email(self) -> str:
        """The address as typed; who has no password here stays unknown, so that a code stays their only way in."""
        email: str = super().clean_email()
        self.users = [user for user in self.users if access.is_staff(user)]
        return email

    def save(self, request: HttpRequest, **given: Any) -> str:
        """Send the mail, to whichever address it is."""
        email: str = super().save(request, **given)
        witness("password_reset_asked", by=None, at=clock.now(), about=email)
        return email


class NewPasswordForm(OurWords, ResetPasswordKeyForm):
    """The new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = "At least 12 characters. A few words in a row are easy to remember."
