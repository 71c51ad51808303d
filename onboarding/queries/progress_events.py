"""Everything that has happened, in neutral words, newest first: steps, letters, and the contacts we noted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Contact, Letter
from onboarding.queries.letters import OUT
from onboarding.queries.progress_read import Read
from onboarding.stages import ALL_KINDS
from onboarding.stages.membership import TOLD


@dataclass(frozen=True)
class Event:
    """One thing that happened on a day; `letter` is the id of a letter to read, or None."""

    at: dt.date
    words: str
    by: str = ""
    letter: int | None = None


def events(read: Read) -> list[Event]:
    """The story so far. Only what the person was told: no step without words for them."""
    found = [*_steps(read), *_letters(read), *_contacts(read)]
    ordered = [event for _moment, event in sorted(found, key=lambda pair: pair[0], reverse=True)]
    return list(dict.fromkeys(ordered))


def _steps(read: Read) -> list[tuple[dt.datetime, Event]]:
    shown = []
    for move in read.moves:
        step = ALL_KINDS[move.kind].steps.get(move.step)
        if step is not None and step.told:
            said = TOLD.get(move.step, step.told) if read.in_group else step.told
            told = said.replace("This check", f"{ALL_KINDS[move.kind].public_title}: this check")
            shown.append((move.effective_at, Event(_day(move.effective_at), read.fit(told))))
    return shown


def _letters(read: Read) -> list[tuple[dt.datetime, Event]]:
    rows = Letter.objects.filter(application=read.application, item__status__in=OUT).values_list(
        "pk", "title", "created_at"
    )
    return [(at, Event(_day(at), f"We wrote to you: {read.fit(title)}", letter=pk)) for pk, title, at in rows]


def _contacts(read: Read) -> list[tuple[dt.datetime, Event]]:
    rows = Contact.objects.filter(application=read.application).select_related("by")
    return [(row.at, Event(_day(row.at), row.line, row.by.name)) for row in rows]


def _day(moment: dt.datetime) -> dt.date:
    return clock.local_date(moment, ZONE)
