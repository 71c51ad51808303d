"""How long a whole check takes: 9 in 10 of those who finished one lately, else the targets of its states, one after the other."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from onboarding.engine.grammar import BROUGHT_IN, WAIVED
from onboarding.engine.kinds import Target
from onboarding.lib import clock
from onboarding.lib.survival import curve, quantile
from onboarding.lib.workdays import Calendar
from onboarding.models import Move, Wait
from onboarding.queries.how_long import ENOUGH_PEOPLE, LOOK_BACK, MOST_ROWS
from onboarding.stages import ALL_KINDS

CALENDAR_DAYS = "calendar_days"
NOT_WHOLE = ("carry", "carry_from_elsewhere", "reopen")


@dataclass(frozen=True)
class Takes:
    """How long a check takes from its opening: `days` of 9 in 10 people (None: too few), else its targets in order."""

    kind: str
    nation: str
    days: int | None = None

    @property
    def targets(self) -> list[Target]:
        """The targets of the states that most people see, in order."""
        kind = ALL_KINDS[self.kind]
        found = [state.target_for(state.party, self.nation) for state in kind.states if not state.aside]
        return [target for target in found if target is not None]

    @property
    def words(self) -> str:
        """What staff read: how long, and where that comes from."""
        if self.days is not None:
            weeks = math.ceil(self.days / 7)
            return f"{weeks} week{'' if weeks == 1 else 's'} for 9 in 10"
        working = sum(target.days for target in self.targets if target.unit != CALENDAR_DAYS)
        other = sum(target.days for target in self.targets if target.unit == CALENDAR_DAYS)
        parts = [f"{working} working days" if working else "", f"{other} days" if other else ""]
        return f"{' and '.join(filter(None, parts))} by its targets"

    def begun_by(self, end: dt.date, calendar: Calendar) -> dt.date | None:
        """The last day to begin, so that the check is back by `end`; None beyond the known calendar."""
        if self.days is not None:
            return calendar.take_working_days(end - dt.timedelta(days=self.days - 1), 1)
        day: dt.date | None = end
        for target in reversed(self.targets):
            day = _before(day, target, calendar) if day else None
        return day

    def back_on(self, opened: dt.date, today: dt.date, calendar: Calendar) -> dt.date | None:
        """The day on which a check that opened then is back, if it goes as usual; None where that day is over, or not known."""
        day: dt.date | None = opened
        if self.days is not None:
            day = opened + dt.timedelta(days=self.days)
        for target in self.targets if self.days is None else ():
            day = _after(day, target, calendar) if day else None
        return day if day and day >= today else None


def takes(kinds: Collection[str], nation: str, *, at: dt.datetime) -> dict[str, Takes]:
    """For each kind of check how long it takes. One still open, or cut off, counts as not finished."""
    spells: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for kind, person, started, ended, still, state in _checks(kinds, at):
        days = clock.elapsed(started, at if still else ended).total_seconds() / 86400
        spells[kind].append((person, max(days, 0.0), not still and state == ALL_KINDS[kind].closed))
    return {kind: Takes(kind, nation, _nine(spells[kind])) for kind in kinds}


def _checks(kinds: Collection[str], at: dt.datetime) -> Iterable[Any]:
    """The latest checks that opened in the last 12 months; not those brought in, carried over, done without or opened twice."""
    short = Move.objects.filter(stage=OuterRef("stage")).filter(Q(outcome__in=(BROUGHT_IN, WAIVED)) | Q(step__in=NOT_WHOLE))
    rows = Wait.objects.filter(~Exists(short), kind__in=kinds, started_at__gte=at - LOOK_BACK, started_at__lte=at)
    own = rows.filter(application__hidden=False).values("stage")
    spans = own.annotate(first=Min("started_at"), last=Max("ended_at"), still=Count("pk", filter=Q(ended_at=None)))
    columns = ("kind", "application_id", "first", "last", "still", "stage__state")
    return spans.order_by("-first").values_list(*columns)[:MOST_ROWS]


def _nine(spells: list[tuple[int, float, bool]]) -> int | None:
    if len({person for person, _days, finished in spells if finished}) < ENOUGH_PEOPLE:
        return None
    nine = quantile(curve((days, finished) for _person, days, finished in spells), 0.9)
    return None if nine is None else max(1, math.ceil(nine))


def _before(day: dt.date, target: Target, calendar: Calendar) -> dt.date | None:
    if target.unit == CALENDAR_DAYS:
        return day - dt.timedelta(days=target.days)
    return calendar.take_working_days(day, target.days)


def _after(day: dt.date, target: Target, calendar: Calendar) -> dt.date | None:
    if target.unit == CALENDAR_DAYS:
        return day + dt.timedelta(days=target.days)
    return calendar.add_working_days(day, target.days)
