"""Whom somebody supports, with what is due of it, as a list. What is late stands on the desk: queries/desk/support.py."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from onboarding import access
from onboarding.models import Application, Match, SupportDates, TalkWish, User
from onboarding.queries.supervision import WITH_US
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Life

RIGHT, PUTS_RIGHT = "see_supervision", "note_missed"


@dataclass(frozen=True)
class Supported:
    """One person whom somebody supports, for a list."""

    name: str
    reference: str
    team: str
    state: str
    supervisor: str
    supervision_due: dt.date | None
    review_due: dt.date | None
    wishes: bool
    late: bool


def _dates(within: QuerySet[Application]) -> QuerySet[Any]:
    """The days that hold, of people who are with us and not on a break; each with whether they wish to talk."""
    wishes = TalkWish.objects.filter(application=OuterRef("stage__application"), met_at=None)
    there = SupportDates.objects.filter(current=True, stage__application__in=within.filter(state__in=(Life.IN_PROGRESS, Life.IN_ROLE)))
    return there.annotate(wishes=Exists(wishes))


def supported(user: User, *, today: dt.date) -> list[Supported]:
    """Everybody this person supports or answers for, those first who wish to talk, then whose supervision is due first."""
    within = access.supervised_for(user).filter(state__in=WITH_US)
    matches = Match.objects.filter(current=True, stage__kind="placement", stage__application__in=within)
    rows = list(matches.select_related("stage__application__applicant", "supervisor"))
    dates = {row.stage_id: row for row in _dates(within).filter(stage__in=[row.stage_id for row in rows])}
    found = [_supported(row, dates.get(row.stage_id), today) for row in rows]
    return sorted(found, key=lambda one: (not one.wishes, one.supervision_due or dt.date.max, one.name))


def _supported(row: Match, dates: Any, today: dt.date) -> Supported:
    application = row.stage.application
    in_role = application.state == Life.IN_ROLE
    due = dates.supervision_due if dates else None
    return Supported(
        application.applicant.full_name, application.reference, row.site.name,
        "In role" if in_role else ALL_KINDS["placement"].state(row.stage.state).staff, row.supervisor.name, due,
        dates.review_due if dates else None, bool(dates and dates.wishes), due is not None and due < today,
    )  # fmt: skip
