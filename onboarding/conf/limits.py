"""How long a sign-in lasts: shorter for staff, who see other people's records, and never longer than a working day."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from onboarding import access
from onboarding.lib import clock

SEEN, SINCE = "last_seen", "signed_in_at"
WRITTEN = 60  # seconds
ENDED = "We signed you out to keep your details safe. Sign in again to go on."


class SessionLimitsMiddleware:
    """Ends a sign-in that was idle or open for too long, before any view answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response; to a stranger's eyes where the sign-in has run out."""
        if request.user.is_authenticated:
            now = clock.now().timestamp()
            if _over(request, now):
                logout(request)
                messages.info(request, ENDED)
            else:
                _stay(request, now)
        return self.get_response(request)


def _stay(request: HttpRequest, now: float) -> None:
    """Move the end on. It is written once a minute, not with each page: so a sign-in may end up to a minute early, never late."""
    if now - request.session.get(SEEN, 0) >= WRITTEN:
        request.session.setdefault(SINCE, now)
        request.session[SEEN] = now


def _over(request: HttpRequest, now: float) -> bool:
    idle = settings.STAFF_IDLE if access.is_staff(request.user) else settings.APPLICANT_IDLE
    seen, since = request.session.get(SEEN, now), request.session.get(SINCE, now)
    return bool(now - seen > idle or now - since > settings.SESSION_COOKIE_AGE)
