"""One move, to look at and put right: what it was, and whether a click undoes it or a reason is needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from onboarding import access
from onboarding.door import undo
from onboarding.door.correction import REASONS
from onboarding.door.held import ZONE, look
from onboarding.lib import clock
from onboarding.models import Application, User
from onboarding.queries.timeline import label


@dataclass(frozen=True)
class MovePage:
    """A standing move with its present date."""

    id: int
    label: str
    effective_at: dt.datetime
    day: dt.date
    recorded_at: dt.datetime
    fresh: bool
    may_undo: bool
    may_amend: bool


def move_page(application: Application, move_id: int, *, by: User, at: dt.datetime) -> MovePage:
    """A standing move of this application that is not brought by another, or 404."""
    held = look(application)
    fact = next((one for one in held.standing if one.id == move_id and one.cause is None), None)
    if fact is None:
        raise Http404
    fresh = undo.may_undo(held, move_id, by=by, at=at)
    return MovePage(
        fact.id, label(held, fact), fact.effective_at, clock.local_date(fact.effective_at, ZONE), fact.recorded_at, fresh,
        fresh or access.may(by, "undo", application), access.may(by, "amend", application),
    )  # fmt: skip


def reasons() -> tuple[tuple[str, str], ...]:
    """The reasons for putting something right."""
    return REASONS
