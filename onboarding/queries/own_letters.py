"""The applicant's own letters: the list, and one with its file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from onboarding import letters
from onboarding.access import own_applications
from onboarding.door.chain import record
from onboarding.lib.filing import read
from onboarding.models import Letter, User
from onboarding.queries.letters import OUT


@dataclass(frozen=True)
class LetterLine:
    """One letter in the list: its number, its neutral title, the day."""

    id: int
    title: str
    on: dt.datetime
    role: str


def own_letters(user: User) -> list[LetterLine]:
    """Every letter of the person's own applications, newest first."""
    rows = _own(user).order_by("-created_at", "-pk")
    columns = rows.values_list("pk", "title", "created_at", "application__opportunity__title")
    return [LetterLine(*row) for row in columns]


def own_letter(user: User, letter_id: int, *, at: dt.datetime) -> Letter:
    """One of the person's own letters, or 404. That it was opened is witnessed: an undo then needs a letter of its own."""
    found = _own(user).filter(pk=letter_id).select_related("application").first()
    if found is None:
        raise Http404
    record(found.application, "letter_opened", by=user, at=at, codes={"letter": found.pk})
    return found


def _own(user: User) -> QuerySet[Letter]:
    """What went to the person themselves; what went to others about them is theirs by subject access."""
    sent = Letter.objects.filter(application__in=own_applications(user), item__status__in=OUT)
    return sent.filter(kind__in=letters.to_applicants())


def file_of(letter: Letter) -> bytes:
    """The stored PDF, byte for byte as it was sent. Raises FilesAway or FileChanged."""
    return read(letter.file, sha256=letter.sha256)
