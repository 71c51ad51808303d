"""Letters as lists and as files: what waits with its time, what went out, what a person has to look at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.safestring import SafeString

from onboarding import access, letters
from onboarding.door import chain
from onboarding.door.outbox import REPLACED
from onboarding.letters import base
from onboarding.lib import filing
from onboarding.models import Application, Letter, OutboxItem, User
from onboarding.models.names import folded
from onboarding.models.outgoing import CANCELLED, FAILED, SENDING, SENT, UNCERTAIN, WAITING
from onboarding.queries.restricted import about, witness
from onboarding.stages.names import PARTY_WORDS, Party

BY_HAND = {
    "print": "Print it and post it",
    "ring": "Ring them and read it to them",
    "text": "Text or ring them: it is there. Or print it and post it",
    "to others": "Print it and post it, or send it in a secure e-mail",
}
ERRORS = {
    "worker died": "The program stopped while it was sending. It may have gone out, or not.",
    "line broke": "The line to the mail server broke. It may have gone out, or not.",
    "mail server away": "The mail server does not answer.",
    "mail refused": "The mail server refused it. Is the address right?",
    "address": "The e-mail address cannot be right.",
    "text gateway away": "The text gateway does not answer.",
    "text gateway shut": "The text gateway does not let us in. Is its token right?",
    "text refused": "The text gateway refused it. Is the mobile number right?",
    "number": "The mobile number cannot be right.",
    "came back": "It came back. What they were asked to do is with us now. Find another way to reach them.",
    "storage away": "The place where letters are kept does not answer.",
    "undone": "The step was undone.",
    "ended": "The application has ended.",
    "paused": "They are on a break.",
    "not telling": "They are not being told yet.",
    "quiet": "They asked for more time.",
    "replied": "They have been in touch.",
    "no longer needed": "It was no longer needed.",
    "by a person": "A member of staff stopped it.",
}
SECTIONS = ("look", "by_hand", "waiting", "sent", "stopped")
STATUSES = {
    "look": (FAILED, UNCERTAIN),
    "by_hand": (UNCERTAIN,),
    "waiting": (WAITING, SENDING),
    "sent": (SENT,),
    "stopped": (CANCELLED,),
}
OUT = (SENT, UNCERTAIN)
MOST = 50


@dataclass(frozen=True)
class Message:
    """One message of the outbox as a row. `section` says where it stands, `words` what is the matter, `by_hand` what to do."""

    id: int
    reference: str
    name: str
    title: str
    number: str
    section: str
    status: str
    when: dt.datetime
    words: str
    by_hand: str
    tries: int
    letter: int | None
    to: str
    right: str


def messages(user: Any, *, section: str, name: str = "", at: dt.datetime) -> tuple[list[Message], int]:
    """The messages of one section that a member of staff may see, the most pressing first, and how many there are."""
    reach = access.applications_for(user, "view_letters")
    rows = OutboxItem.objects.filter(application__in=reach, status__in=STATUSES[section], kind__in=letters.kinds())
    rows = _of_section(rows, section)
    if wanted := folded(name):
        rows = rows.filter(application__applicant__sort_name__contains=wanted) | rows.filter(
            application__reference__icontains=name.strip()
        )
    order = ("not_before", "pk") if section == "waiting" else ("-finished_at", "-pk")
    total = rows.count()
    chosen = rows.select_related("application__applicant", "letter").order_by(*order)[:MOST]
    return [_message(item) for item in chosen], total


def _of_section(rows: QuerySet[OutboxItem], section: str) -> QuerySet[OutboxItem]:
    """What a person prints, rings or texts is a list of its own; in doubt is what nobody knows about."""
    hands = Q(status=UNCERTAIN, error__in=BY_HAND)
    return rows.filter(hands) if section == "by_hand" else rows.exclude(hands) if section == "look" else rows


def message(user: Any, item_id: int, permission: str = "view_letters") -> tuple[OutboxItem, Message]:
    """One message within a person's reach, or 404."""
    reach = access.applications_for(user, permission)
    rows = OutboxItem.objects.filter(application__in=reach, pk=item_id, kind__in=letters.kinds())
    related = rows.select_related(
        "application__applicant",
        "application__opportunity__service",
        "application__pathway",
        "application__owner",
        "letter",
    )
    item = related.first()
    if item is None:
        raise Http404
    return item, _message(item)


def _message(item: OutboxItem) -> Message:
    hands = item.status == UNCERTAIN and item.error in BY_HAND
    section = "by_hand" if hands else next(code for code, statuses in STATUSES.items() if item.status in statuses)
    letter: Letter | None = getattr(item, "letter", None)
    kind = letters.kinds()[item.kind]
    return Message(
        id=item.pk,
        reference=item.application.reference,
        name=item.application.applicant.full_name,
        title=kind.title,
        number=kind.number,
        section=section,
        status=item.status,
        when=item.finished_at or item.not_before,
        words=_words(item),
        by_hand=BY_HAND[item.error] if hands else "",
        tries=item.attempts,
        letter=letter.pk if letter else None,
        to=item.application.applicant.full_name if kind.to_applicant else _others(kind.to),
        right=kind.right,
    )


def _others(to: str) -> str:
    return "An organisation" if to == base.ORGANISATION else PARTY_WORDS[Party(to)][1]


def _words(item: OutboxItem) -> str:
    if item.error.startswith("missing "):
        return f"It cannot be written yet. Missing: {item.error.removeprefix('missing ').replace('_', ' ')}."
    if item.error.startswith(REPLACED):
        return "A newer letter says what holds now."
    if item.error.startswith("pdf "):
        return "The PDF could not be made."
    return ERRORS.get(item.error, "")


@dataclass(frozen=True)
class Sent:
    """One letter of one application, as a list shows it."""

    id: int
    title: str
    on: dt.datetime
    text: str
    html: SafeString


def kept(item: OutboxItem) -> Sent | None:
    """The letter that a message has become, if it has been made."""
    row = Letter.objects.filter(item=item).first()
    return _sent(row) if row else None


def _sent(row: Letter) -> Sent:
    # It was written by our own templates, which escape every word of a person, and cannot have changed since.
    return Sent(row.pk, row.title, row.created_at, row.text, SafeString(row.html))


@dataclass(frozen=True)
class Opened:
    """A letter's file, checked against what was kept, with a name that says nothing about what is in it."""

    name: str
    content: bytes


def may_read(kind: str, application: Application, user: Any) -> bool:
    """Whether a person may read letters of this kind: those about a restricted record need its right, and to be of those who know."""
    right = letters.kinds()[kind].right
    return not right or (access.may(user, right, application) and access.knows(user, application, about(kind)))


def open_words(item: OutboxItem, *, by: Any, at: dt.datetime) -> bool:
    """Whether a member of staff may see the words of a message. What is about a restricted record is witnessed first."""
    if not may_read(item.kind, item.application, by):
        return False
    if letters.kinds()[item.kind].right:
        chain.record(item.application, "letter_opened", by=by, at=at, codes={"outbox": item.pk})
        witness(item.application, about(item.kind), by=by, at=at)
    return True


def _may_open(row: Letter, application: Application, by: User) -> bool:
    """Their own once it is out, if it went to them; a member of staff with the right of its kind."""
    if access.is_own(by, application):
        return row.item.status in OUT and row.kind in letters.to_applicants()
    return may_read(row.kind, application, by)


def open_letter(application: Application, letter_id: int, *, by: User, at: dt.datetime) -> Opened:
    """Open one letter of an application that the caller has loaded through `access`; witnessed before it is handed over.

    404 when it is not this application's, or not out yet and the reader is its own applicant. Raises FilesAway and
    FileChanged.
    """
    row = Letter.objects.select_related("item").filter(application=application, pk=letter_id).first()
    if row is None or not _may_open(row, application, by):
        raise Http404
    content = filing.read(row.file, sha256=row.sha256)
    chain.record(application, "letter_opened", by=by, at=at, codes={"letter": row.pk})
    if (kind := about(row.kind)) and not access.is_own(by, application):
        witness(application, kind, by=by, at=at)
    return Opened(f"letter-{application.reference}-{row.created_at:%Y-%m-%d}.pdf", content)
