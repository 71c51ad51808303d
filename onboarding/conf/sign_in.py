"""Who is signed in, read once for each request."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from onboarding import access


class Backend(AuthenticationBackend):
    """The library's way to sign in; whoever is signed in comes with their roles."""

    def get_user(self, user_id: Any) -> Any:
        """The person of a session, or None where they may not sign in any more."""
        user = access.signed_in(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
