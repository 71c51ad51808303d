"""What the sign-in library tells us happened, witnessed in the organisation's chain."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa

from onboarding.actions.witness import witness
from onboarding.lib import clock

_CHANGES = (
    (mfa.authenticator_added, "authenticator_added"),
    (mfa.authenticator_removed, "authenticator_removed"),
    (mfa.authenticator_reset, "authenticator_reset"),
)


def connect() -> None:
    """Once, at start."""
    account.user_logged_in.connect(_signed_in, dispatch_uid="onboarding.signed_in")
    account.user_logged_out.connect(_signed_out, dispatch_uid="onboarding.signed_out")
    account.login_code_rejected.connect(_code_rejected, dispatch_uid="onboarding.code_rejected")
    account.password_reset.connect(_password_reset, dispatch_uid="onboarding.password_reset")
    account.password_changed.connect(_password_changed, dispatch_uid="onboarding.password_changed")
    mfa.authentication_failed.connect(_second_factor_failed, dispatch_uid="onboarding.second_factor_failed")
    for signal, what in _CHANGES:
        signal.connect(_change(what), dispatch_uid=f"onboarding.{what}", weak=False)


def _signed_in(request: Any, user: Any, **_more: Any) -> None:
    methods = [record["method"] for record in request.session.get("account_authentication_methods", [])]
    witness("signed_in", by=user, at=clock.now(), how="+".join(methods))


def _signed_out(request: Any, user: Any, **_more: Any) -> None:
    if user is not None:
        witness("signed_out", by=user, at=clock.now())


def _code_rejected(user: Any, **_more: Any) -> None:
    witness("sign_in_failed", by=None, at=clock.now(), how="code", about=user.email)


def _second_factor_failed(user: Any, **_more: Any) -> None:
    witness("sign_in_failed", by=None, at=clock.now(), how="mfa", about=user.email)


def _password_changed(user: Any, **_more: Any) -> None:
    witness("password_changed", by=user, at=clock.now())


def _password_reset(user: Any, **_more: Any) -> None:
    witness("password_reset", by=user, at=clock.now())


def _change(what: str) -> Any:
    def changed(user: Any, authenticator: Any, **_more: Any) -> None:
        witness(what, by=user, at=clock.now(), how=str(authenticator.type))

    return changed
