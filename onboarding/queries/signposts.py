"""The directory of other help: for everybody to read, and what of it nobody has looked at for half a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from onboarding.models import Signpost
from onboarding.models.signposts import PURPOSES

KEEPS = "keep_signposts"
STALE = dt.timedelta(days=183)


@dataclass(frozen=True)
class Entry:
    """One line as people read it."""

    name: str
    words: str
    place: str
    phone: str
    reviewed_on: dt.date


@dataclass(frozen=True)
class Shelf:
    """A heading with its lines."""

    title: str
    entries: tuple[Entry, ...]


def directory() -> tuple[Shelf, ...]:
    """All of it: what most people look for first, then by what it is for."""
    rows = list(Signpost.objects.order_by("name"))
    wanted = Shelf("What most people look for", tuple(_entry(row) for row in rows if row.wanted))
    shelves = [
        Shelf(title, tuple(_entry(row) for row in rows if row.purpose == code and not row.wanted)) for code, title in PURPOSES
    ]
    return tuple(shelf for shelf in (wanted, *shelves) if shelf.entries)


def wanted() -> tuple[Entry, ...]:
    """The three that most people look for."""
    return tuple(_entry(row) for row in Signpost.objects.filter(wanted=True).order_by("name")[:3])


def stale(today: dt.date) -> QuerySet[Signpost]:
    """What nobody has made sure of for 6 months."""
    return Signpost.objects.filter(reviewed_on__lte=today - STALE)


def _entry(row: Signpost) -> Entry:
    return Entry(row.name, row.words, row.place, row.phone, row.reviewed_on)
