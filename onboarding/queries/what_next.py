"""What somebody in role wants next, and what we promised them about later: for themselves and for who keeps it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onboarding.models import Application, Goals, LaterPromise, User
from onboarding.stages.moving_on import GOALS, LATER

GOAL_WORDS, LATER_WORDS = dict(GOALS), dict(LATER)


@dataclass(frozen=True)
class Promised:
    """One promise: its number, what, who sees to it, by when, the day it was kept."""

    number: int
    what: str
    who: str
    by: dt.date
    kept: dt.date | None


@dataclass(frozen=True)
class WhatNext:
    """Goals in words, and promises in the order they were made."""

    goals: list[str] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)


def what_next(application: Application) -> WhatNext:
    """Both, of an application the caller has checked."""
    goals = Goals.objects.filter(application=application, current=True).first()
    row = LaterPromise.objects.filter(application=application, current=True).first()
    rows = row.promises if row else []
    names = dict(User.objects.filter(pk__in=[one["owner"] for one in rows]).values_list("pk", "name"))
    promises = [
        Promised(number, LATER_WORDS[one["what"]], names[one["owner"]], dt.date.fromisoformat(one["by"]),
                 dt.date.fromisoformat(one["kept"]) if one["kept"] else None)
        for number, one in enumerate(rows, start=1)
    ]  # fmt: skip
    return WhatNext([GOAL_WORDS[code] for code in goals.goals] if goals else [], promises)
