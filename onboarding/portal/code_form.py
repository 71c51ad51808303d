"""Who may have a sign-in code by e-mail."""

from __future__ import annotations

from allauth.account.forms import RequestLoginCodeForm

from onboarding import access


class CodeForm(RequestLoginCodeForm):
    """Codes are for people who have no password. Staff get the same answer, and a mail that says how they sign in."""

    def clean_email(self) -> str:
        """The address as typed; staff stay unknown here, so that a mailbox alone never opens other people's records."""
        email: str = super().clean_email()
        if self._user is not None and access.is_staff(self._user):
            self._user = None
        return email
