"""One e-mail to the mail server, with an answer that can be trusted: it left, it certainly did not, or nobody knows."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from email.utils import formataddr
from functools import partial
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from onboarding.door import outbox
from onboarding.engine.hashing import digest_of
from onboarding.letters import base
from onboarding.letters.facts import LetterFacts
from onboarding.models import OutboxItem

BROKEN_LINE = "line broke"
ANSWERED_NO = (SMTPDataError, SMTPHeloError, SMTPSenderRefused, SMTPRecipientsRefused, SMTPNotSupportedError)


class NotSent(Exception):
    """It certainly did not leave. `for_good`: trying again would not help."""

    def __init__(self, code: str, *, for_good: bool = False) -> None:
        self.code, self.for_good = code, for_good
        super().__init__(code)


class Unsure(Exception):
    """The line broke after the words had begun to go: it may have left."""


AGAIN_AFTER = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))


def again_in(item: OutboxItem) -> dt.timedelta | None:
    """After how long a message that has not left is tried again; None when it was tried often enough: a person looks at it then."""
    tries = item.attempts - 1
    return AGAIN_AFTER[tries] if tries < len(AGAIN_AFTER) else None


def left(item: OutboxItem, message: EmailMessage, *, at: dt.datetime) -> bool:
    """Whether a claimed mail has left; where it has not, or nobody knows, its row says what comes next."""
    return handed_over(item, partial(send, message), at=at)


def handed_over(item: OutboxItem, hand_over: Callable[[], None], *, at: dt.datetime) -> bool:
    """The same for whatever hands a message over and raises NotSent or Unsure."""
    try:
        hand_over()
    except NotSent as fault:
        outbox.give_back(item.pk, at=at, error=fault.code, again_in=None if fault.for_good else again_in(item))
    except Unsure:
        outbox.to_a_person(item.pk, at=at, error=BROKEN_LINE)
    else:
        return True
    return False


def message_id(item: OutboxItem) -> str:
    """The same for every try of one message, so that a mailbox can tell a second copy."""
    return f"<{once(item)}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def once(item: OutboxItem) -> str:
    """What stands for one message at every try of it, and says nothing about it."""
    about = item.application.reference if item.application else ""
    return digest_of({"outbox": item.pk, "key": item.key, "for": about})[:32]


def written(item: OutboxItem, kind: base.LetterKind, facts: LetterFacts, *, sender: str, to: str) -> EmailMessage:
    """The e-mail that says there is a letter: neutral, no letter in it, the way to the person's own page."""
    letter = base.Letter(kind, facts, kind.title, (), ())
    return EmailMessage(
        subject=kind.subject,
        body=letter.email,
        from_email=formataddr((sender, settings.DEFAULT_FROM_EMAIL)),
        to=[to],
        reply_to=[facts.named_person.email or facts.organisation.email],
        headers={"Message-ID": message_id(item), "Auto-Submitted": "auto-generated"},
    )


def send(message: EmailMessage) -> None:
    """Hand one message to the mail server. Raises NotSent or Unsure."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as fault:
        raise NotSent("mail server away") from fault
    try:
        count = connection.send_messages([message])
    except ANSWERED_NO as fault:
        raise NotSent("mail refused", for_good=_for_good(fault)) from fault
    except ValueError as fault:
        raise NotSent("address", for_good=True) from fault
    except (SMTPException, OSError) as fault:
        raise Unsure from fault
    except Exception as fault:
        if settings.EMAIL_BACKEND.startswith("django."):
            raise
        raise Unsure from fault  # another sender of mails raises what it likes: a person looks
    finally:
        with contextlib.suppress(SMTPException, OSError):
            connection.close()
    if not count:
        raise NotSent("mail refused")


def _for_good(fault: Exception) -> bool:
    """A server answers 5xx for good, 4xx for now (RFC 5321, 4.2.1)."""
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in fault.recipients.values())
    return int(getattr(fault, "smtp_code", 500)) >= 500
