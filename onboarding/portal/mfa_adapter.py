"""The authenticator app in our words."""

from __future__ import annotations

from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter


class MfaAdapter(DefaultMFAAdapter):
    """What is said when a code does not fit."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Wait for the next one in your app, then try again.",
    }
