"""Dates ahead: courses with free places, in words that promise nothing; and the day by which we will write, which we do promise."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, F, Q

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Cohort
from onboarding.models.organisation import HOLDS_A_SEAT
from onboarding.queries.plain_words import chip, day, weekday
from onboarding.queries.progress_read import Read
from onboarding.stages.names import Life

LATE = "Our next message to you is late. We are sorry. Call us if you do not want to wait."


def courses(read: Read) -> str:
    """The next two real course dates, or nothing: while a decision is open, past 9 in 10, on a break, or not needed."""
    if not _may_look_ahead(read):
        return ""
    dates = _dates(read.today)
    if not dates:
        return "There is no date for the next course yet. We will tell you when there is one."
    first = f"The earliest course you could join starts {day(dates[0])}."
    end = "Please do not change plans until we say the date is fixed."
    if len(dates) == 1:
        return f"{first} We cannot promise it yet. {end}"
    return f"{first} The next is {day(dates[1])}. We cannot promise either yet. {end}"


def _may_look_ahead(read: Read) -> bool:
    if read.application.state != Life.IN_PROGRESS or read.deciding or _past_nine(read):
        return False
    chosen = any(stage.kind == "selection" and stage.state in ("offered", "closed") for stage in read.stages)
    waits = [s for s in read.stages if s.kind == "training" and s.state in ("not_open", "waiting_for_course")]
    return chosen and bool(waits)


def _past_nine(read: Read) -> bool:
    return any(
        (read.today - clock.local_date(wait.started_at, ZONE)).days > known.nine * 7
        for wait in (read.waits[stage.pk] for stage in read.waiting)
        if (known := read.usual.get((wait.kind, wait.party))) is not None
    )


def _dates(today: dt.date) -> list[dt.date]:
    held = Count(
        "seats_held", filter=Q(seats_held__current=True, seats_held__stage__application__state__in=HOLDS_A_SEAT)
    )
    free = Cohort.objects.filter(starts_on__gt=today).annotate(held=held).filter(held__lt=F("seats"))
    return list(free.order_by("starts_on").values_list("starts_on", flat=True).distinct()[:2])


def promise(read: Read) -> str:
    """We will write to you by Monday 30 November. We do this even if there is no news."""
    due = read.application.promise_on
    if due is None or not read.active or not read.application.telling:
        return ""
    if due < read.today:
        return LATE
    return f"We will write to you by {weekday(due)}. We do this even if there is no news."


def unknown(read: Read) -> str:
    """Said where somebody else has the ball and too few people have been through it to say how long it takes."""
    waits = [read.waits[stage.pk] for stage in read.waiting]
    others = [wait for wait in waits if chip(wait.party) == "them" and wait.kind != "training"]
    due = read.application.promise_on
    if not read.active or read.deciding or not others or read.usual or due is None or due < read.today:
        return ""
    return f"We do not know yet how long this takes. We will tell you by {weekday(due)}."
