"""One text to the gateway over HTTP: it says that there is an update and where, and never what or from whom.

What is sent: POST, JSON {"to": "+447700900123", "text": "…", "id": "…"}, with `Authorization: Bearer TOKEN` and
`Idempotency-Key: ID`. The same message has the same id at every try, and a gateway sends one id once; so what was not
answered is simply tried again.
"""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from onboarding.letters.base import SUBJECT
from onboarding.lib.phone import international
from onboarding.models import OutboxItem
from onboarding.tasks import post

AWAY, NO_ENTRY, REFUSED, NUMBER = "text gateway away", "text gateway shut", "text refused", "number"
SHUT = (401, 403)  # our token is wrong: somebody can mend it, so it is tried again
AGAIN = (408, 425, 429)


class _Straight(HTTPRedirectHandler):
    """A gateway that sends us elsewhere would be given the token there: not followed."""

    def redirect_request(self, *_given: Any) -> None:
        """Nowhere."""


def words() -> str:
    """The whole text, the same for everybody and everything."""
    return f"{SUBJECT}. {settings.SITE_URL}"


def send(item: OutboxItem) -> None:
    """Hand one text to the gateway. Raises NotSent; as its id is the same each time, there is no doubt to ask a person about."""
    number = international(item.application.applicant.mobile)
    if not number:
        raise post.NotSent(NUMBER, for_good=True)
    try:
        with build_opener(_Straight).open(_request(item, number), timeout=settings.TEXT_GATEWAY_TIMEOUT):
            return
    except HTTPError as answer:
        answer.close()
        raise _said_no(answer.code) from answer
    except (OSError, http.client.HTTPException) as fault:
        raise post.NotSent(AWAY) from fault


def _request(item: OutboxItem, number: str) -> Request:
    once = post.once(item)
    headers = {"Content-Type": "application/json", "Idempotency-Key": once}
    if settings.TEXT_GATEWAY_TOKEN:
        headers["Authorization"] = f"Bearer {settings.TEXT_GATEWAY_TOKEN}"
    body = json.dumps({"to": number, "text": words(), "id": once}).encode()
    # The settings let nothing but http and https through.
    return Request(settings.TEXT_GATEWAY_URL, data=body, headers=headers, method="POST")  # noqa: S310


def _said_no(status: int) -> post.NotSent:
    if status in SHUT:
        return post.NotSent(NO_ENTRY)
    return post.NotSent(AWAY) if status >= 500 or status < 400 or status in AGAIN else post.NotSent(REFUSED, for_good=True)
