"""The messages of one application as a page shows them, and who of us reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Message, OutboxItem, User
from onboarding.models.outgoing import FAILED, UNCERTAIN
from onboarding.stages.names import Life

LONGEST = 2000
KIND = "message_note"  # the mail that says that there is an update, and nothing else
AWAY = "We took this message away. We talk about it in private."


@dataclass(frozen=True)
class Line:
    """One message: whose, when, its words (empty: taken away), and whether the other side has seen it."""

    id: int
    name: str
    from_person: bool
    words: str
    at: dt.datetime
    seen: bool
    moved: bool
    not_told: bool


@dataclass(frozen=True)
class Thread:
    """All messages that are still kept, oldest first, and who of us reads them: the second name only while the first is away."""

    lines: list[Line]
    readers: list[str]


def thread(application: Application) -> Thread:
    """The messages of an application whose reader the caller has checked."""
    rows = list(Message.objects.filter(application=application).select_related("by").order_by("sent_at", "pk"))
    keys = [f"{KIND}:{row.pk}" for row in rows if not row.from_person]
    stuck = set(OutboxItem.objects.filter(key__in=keys, status__in=(FAILED, UNCERTAIN)).values_list("key", flat=True))
    return Thread([_line(row, application, stuck) for row in rows], readers(application))


def _line(row: Message, application: Application, stuck: set[str]) -> Line:
    name = application.applicant.called if row.from_person else row.by.name
    moved = row.moved_at is not None
    return Line(row.pk, name, row.from_person, AWAY if moved else row.words, row.sent_at, row.seen_at is not None, moved,
                f"{KIND}:{row.pk}" in stuck)  # fmt: skip


def message_in(application: Application, number: int) -> Message:
    """One message of the person's that still has its words, or 404."""
    found = Message.objects.filter(application=application, pk=number, from_person=True, moved_at=None).first()
    if found is None:
        raise Http404
    return found


def readers(application: Application) -> list[str]:
    """The name of the one who looks after somebody, and of who stands in while that one is away."""
    owner = application.owner
    people = [owner, owner.stand_in] if owner else []
    return [user.name for user in people if user is not None]


def reads_messages(user: User, application: Application, *, at: dt.datetime) -> bool:
    """Whether a member of staff looks after somebody now."""
    return access.reads_thread(user, application, clock.local_date(at, ZONE))


def new_for(user: User) -> int:
    """How many of our messages this person has not seen yet, in all their applications; one statement."""
    return Message.objects.filter(application__applicant__user=user, application__hidden=False, from_person=False, seen_at=None).count()


def may_write(application: Application) -> bool:
    """To the very end, and after it; but nobody is written to who has died."""
    return application.state != Life.DECEASED and not application.hidden
