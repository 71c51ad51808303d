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
    """The chip and the words beside it. `strong` marks what is past its target; an applicant never is.

    `on_now` says that a course or a placement goes on: nobody is waited for.
    """

    who: str
    who_words: str
    waited: str
    over: str
    open: str
    waited_strong: bool = False
    on_now: str = ""

    @property
    def words(self) -> str:
        """Who is waited for, inside a sentence; or that it is on."""
        return self.on_now or f"Waiting for {self.who_words}"


def holder(
    party: str, *, called: str, calendar: Calendar, started_at: dt.datetime, opened_at: dt.datetime | None,
    due_on: dt.date | None, at: dt.datetime, on_now: str = "",
) -> Holder:  # fmt: skip
    """One open wait in words; `on_now` for time in which nobody is waited for. Days are working days of the application's calendar."""
    today = clock.local_date(at, ZONE)
    late = party not in (Party.APPLICANT, Party.PAUSED) and due_on is not None and due_on < today
    waited = calendar.working_days_between(clock.local_date(started_at, ZONE), today)
    opened = calendar.working_days_between(clock.local_date(opened_at or started_at, ZONE), today)
    who_words = called if party == Party.APPLICANT else PARTY_WORDS[Party(party)][1]
    return Holder(
        "none" if on_now else "late" if late else chip(party),
        on_now or who_words,
        _days(waited),
        _planned_end(calendar, due_on, today) if on_now else _target(party, calendar, due_on, today),
        f"step open {_days(opened)}",
        late,
        on_now,
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


def _planned_end(calendar: Calendar, due_on: dt.date | None, today: dt.date) -> str:
    """Nobody is late for a course or a placement that goes on; its review may be due."""
    left = calendar.working_days_between(today, due_on) if due_on else None
    if left is None or due_on is None:
        return ""
    if due_on < today:
        return f"{_days(max(-left, 1))} past the planned end"
    return "planned to end today" if due_on == today else f"{_days(left)} to the planned end"


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
