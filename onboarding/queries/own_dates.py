"""Dates that a person can put into their own calendar: what they booked, and the first day of their course. In words for anybody's eyes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from onboarding.door.held import ZONE
from onboarding.models import Application, Meeting, Organisation, Seat, Stage
from onboarding.queries.own_times import meets
from onboarding.stages.selection_days import MINUTES

A_DAY = dt.timedelta(days=1)
LENGTH = {"selection": dt.timedelta(minutes=MINUTES), "readiness": dt.timedelta(hours=1)}
# Where something with a date stands: the stage and its states, and what the link says.
DATED = {
    "selection": (("booked",), "Put the meeting in your calendar"),
    "readiness": (("booked",), "Put the talk in your calendar"),
    "training": (("joining",), "Put the first day in your calendar"),
}


@dataclass(frozen=True)
class OwnDate:
    """One date: a name for it that stays the same, words that give nothing away, when, where."""

    uid: str
    title: str
    begins: dt.datetime | dt.date
    ends: dt.datetime | dt.date
    place: str
    note: str = ""


def dated(stages: Sequence[Stage]) -> list[tuple[str, str]]:
    """The kinds of stage that have a date now, each with the words of its link. Asks the database nothing."""
    return [(row.kind, DATED[row.kind][1]) for row in stages if row.kind in DATED and row.state in DATED[row.kind][0]]


def own_date(application: Application, kind: str) -> OwnDate:
    """The date of one kind, or 404 where there is none now."""
    stage = application.stages.filter(kind=kind, state__in=DATED[kind][0]).first() if kind in DATED else None
    if stage is None:
        raise Http404
    name = Organisation.objects.values_list("name_for_others", flat=True).get()
    uid = f"{application.reference}-{kind}@onboarding"
    return _course(stage, uid, name) if kind == "training" else _meeting(stage, uid, name)


def _meeting(stage: Stage, uid: str, name: str) -> OwnDate:
    found = Meeting.objects.filter(stage=stage, current=True).last()
    if found is None:
        raise Http404
    begins, ends = found.starts_at.astimezone(ZONE), (found.starts_at + LENGTH[stage.kind]).astimezone(ZONE)
    return OwnDate(uid, f"Meeting: {name}", begins, ends, found.place, _whom(stage))


def _whom(stage: Stage) -> str:
    """Whom they meet on a selection day, by name."""
    whom = meets(stage.pk)
    return f"{whom}You can bring someone with you." if whom else ""


def _course(stage: Stage, uid: str, name: str) -> OwnDate:
    seat = Seat.objects.filter(stage=stage, current=True).select_related("cohort").last()
    if seat is None:
        raise Http404
    first = seat.cohort.starts_on
    return OwnDate(uid, f"First day: {name}", first, first + A_DAY, seat.cohort.place)
