"""When a turn is due: the target of its state and party, in the nation's working days or in calendar days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from onboarding.door.held import ZONE
from onboarding.engine.kinds import Target
from onboarding.lib import clock, workdays
from onboarding.models import Application, Body, Closure
from onboarding.models.statements import Select
from onboarding.stages import ALL_KINDS

CLOSURES = Select(lambda _key: Closure.objects.values_list("day", "nation", "body"))
OF_BODY = Select(lambda key: Body.objects.filter(pk=key).values_list("party", "nation"))
Closed = tuple[dt.date, str, int | None]  # a day, the nation it holds in ("": everywhere), the body that alone is closed


@dataclass(frozen=True)
class Due:
    """The target that holds now, copied onto the move: days, unit, calendar version, and the day (None: not known)."""

    days: int | None = None
    unit: str = ""
    calendar: str = ""
    on: dt.date | None = None


def calendar_of(application: Application, party: str | None = None, body: int | None = None) -> workdays.Calendar:
    """The working days of the application's nation with our own closures; while a body has the turn, those of its nation with its own."""
    party_of_body, nation = OF_BODY.rows(body)[0] if body else ("", "")
    closed = [(day, where, whose) for day, where, whose in CLOSURES.rows()]
    if body and party_of_body == party:
        return calendar_in(nation, closed, body)
    return calendar_in(application.opportunity.nation, closed)


def calendar_in(nation: str, closed: Iterable[Closed], body: int | None = None) -> workdays.Calendar:
    """The working days of a nation, or of a body that is in it. What is closed in the nation is so for both; our own days are ours."""
    everywhere = nation if body else ""
    ours = [day for day, where, whose in closed if whose is None and where in (nation, everywhere)]
    theirs = [day for day, _where, whose in closed if body and whose == body]
    return workdays.calendar(cast("workdays.Nation", nation), [*ours, *theirs])


def target_of(application: Application, kind: str, state: str, party: str | None) -> Target | None:
    """The target of one turn: the pathway version's own for who usually has it, else the kind's."""
    declared = ALL_KINDS[kind].state(state)
    own = application.pathway.stage(kind).get("targets", {}).get(state) if party == declared.party else None
    return Target(*own) if own else declared.target_for(party, application.opportunity.nation)


def due(
    application: Application, kind: str, state: str, party: str | None, start: dt.datetime, *, body: int | None = None
) -> Due:
    """The target and due day of a turn that begins at `start`, in the working days of the body that has it, if one is named."""
    target = target_of(application, kind, state, party) if party else None
    if target is None:
        return Due()
    calendar = calendar_of(application, party, body)
    return Due(target.days, target.unit, calendar.version, add(calendar, clock.local_date(start, ZONE), target))


def add(calendar: workdays.Calendar, start: dt.date, target: Target) -> dt.date | None:
    """The day a target from `start` ends on; None beyond the known calendar."""
    if target.unit == "calendar_days":
        return workdays.add_calendar_days(start, target.days)
    return calendar.add_working_days(start, target.days)


def used(calendar: workdays.Calendar, start: dt.date, end: dt.date, unit: str) -> int | None:
    """How many days of a target a stretch used up; None beyond the known calendar."""
    return (end - start).days if unit == "calendar_days" else calendar.working_days_between(start, end)
