"""How long a wait usually takes: half and 9 in 10, in weeks, never a mean; nothing where too few people have been through it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from onboarding.lib import clock
from onboarding.lib.survival import curve, quantile
from onboarding.models import Move, Wait

ENOUGH_PEOPLE = 20
LOOK_BACK = dt.timedelta(days=365)
MOST_ROWS = 2000  # the latest are enough, and keep the page quick
Pair = tuple[str, str]


@dataclass(frozen=True)
class Usual:
    """Weeks, rounded up: half of people wait less than `half`, 9 out of 10 less than `nine`."""

    half: int
    nine: int


def usual(pairs: Collection[Pair], *, at: dt.datetime) -> dict[Pair, Usual]:
    """What is usual for each (kind, party) over the last 12 months; left out below 20 finished people.

    Waits still open, and waits that ended without a step of their own (a break, somebody left), count as not
    finished (Kaplan and Meier 1958): leaving them out would make slow bodies look fast.
    """
    if not pairs:
        return {}
    rows: dict[Pair, list[tuple[int, float, bool]]] = {pair: [] for pair in pairs}
    for kind, party, person, started, ended, finished in _waits(pairs, at):
        days = clock.elapsed(started, min(ended or at, at)).total_seconds() / 86400
        rows[kind, party].append((person, max(days, 0.0), bool(ended) and finished))
    found = {pair: _usual(waits) for pair, waits in rows.items()}
    return {pair: known for pair, known in found.items() if known is not None}


def _waits(pairs: Collection[Pair], at: dt.datetime) -> Any:
    wanted = Q(pk__in=())
    for kind, party in pairs:
        wanted |= Q(kind=kind, party=party)
    by_a_step = Move.objects.filter(stage=OuterRef("stage"), effective_at=OuterRef("ended_at"))
    recent = Q(ended_at=None) | Q(ended_at__gte=at - LOOK_BACK, ended_at__lte=at)
    rows = Wait.objects.filter(wanted, recent, started_at__lte=at, application__hidden=False)
    columns = ("kind", "party", "application_id", "started_at", "ended_at", "finished")
    return rows.annotate(finished=Exists(by_a_step)).order_by("-started_at").values_list(*columns)[:MOST_ROWS]


def _usual(waits: list[tuple[int, float, bool]]) -> Usual | None:
    if len({person for person, _days, finished in waits if finished}) < ENOUGH_PEOPLE:
        return None
    steps = curve((days, finished) for _person, days, finished in waits)
    half, nine = quantile(steps, 0.5), quantile(steps, 0.9)
    return None if half is None or nine is None else Usual(_weeks(half), _weeks(nine))


def _weeks(days: float) -> int:
    return max(1, math.ceil(days / 7))


def weeks_words(days: int) -> str:
    """How long somebody has waited, in whole weeks: "less than a week", "1 week", "3 weeks"."""
    weeks = days // 7
    if weeks < 1:
        return "less than 1 week"
    return "1 week" if weeks == 1 else f"{weeks} weeks"
