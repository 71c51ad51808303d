"""Who has the ball and for how long, in the words of staff pages: the chip, the days waited, the target."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.lib.workdays import Calendar
from onboarding.stages.names import OUR_OWN, PARTY_WORDS, Party


@dataclass(frozen=True)
class Holder:
    """The chip and the words beside it. `strong` marks what is past its target; an applicant never is."""

    who: str
    who_words: str
    waited: str
    over: str
    open: str
    waited_strong: bool = False


def holder(
    party: str, *, called: str, calendar: Calendar, started_at: dt.datetime, opened_at: dt.datetime | None,
    due_on: dt.date | None, at: dt.datetime,
) -> Holder:  # fmt: skip
    """One open wait in words. Days are working days of the application's calendar."""
    today = clock.local_date(at, ZONE)
    late = party not in (Party.APPLICANT, Party.PAUSED) and due_on is not None and due_on < today
    waited = calendar.working_days_between(clock.local_date(started_at, ZONE), today)
    opened = calendar.working_days_between(clock.local_date(opened_at or started_at, ZONE), today)
    return Holder(
        "late" if late else chip(party),
        called if party == Party.APPLICANT else PARTY_WORDS[Party(party)][1],
        _days(waited),
        _target(party, calendar, due_on, today),
        f"step open {_days(opened)}",
        late,
    )


def chip(party: str) -> str:
    """The colour of the chip: the person, us, others, or nobody while they take a break."""
    if party == Party.APPLICANT:
        return "you"
    if party == Party.PAUSED:
        return "none"
    return "us" if party in OUR_OWN else "them"


def _days(count: int | None) -> str:
    if count is None:
        return "days not known"
    return "1 day" if count == 1 else f"{max(count, 0)} days"


def _target(party: str, calendar: Calendar, due_on: dt.date | None, today: dt.date) -> str:
    if party == Party.APPLICANT:
        return "in their own time"
    if due_on is None:
        return ""
    left = calendar.working_days_between(today, due_on)
    if left is None:
        return ""
    if due_on < today:
        return f"{max(-left, 1)} over target"
    return "due today" if due_on == today else f"{_days(left)} left"
