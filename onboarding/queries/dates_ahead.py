"""Dates that somebody has to look at before they come: clearances and waivers that run out, reserve lists that end, news of
people who went on. Warned of 60, 30 and 7 days before; what has run out stays until it is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from onboarding.engine.grammar import SATISFIED, WAIVED
from onboarding.models import Application, Destination, Move, Reserve
from onboarding.queries.plain_words import national
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, Life

WARNED = (7, 30, 60)
ASKED_AFTER = (3, 6, 12)
MONTH = dt.timedelta(days=30)
MOST = 25
WITH_US = (*ACTIVE, Life.IN_ROLE)


@dataclass(frozen=True)
class DateAhead:
    """One date: whose, what it is about, the day, and how near it is (`run_out`, 7, 30 or 60)."""

    application: Application
    what: str
    day: dt.date
    band: str
    stage: int | None = None


def dates_ahead(seen: QuerySet[Application], *, today: dt.date) -> list[DateAhead]:
    """Every date within 60 days, and what has passed, nearest first; at most 25."""
    found = [*_clearances(seen, today), *_reserve_lists(seen, today), *_news(seen, today)]
    return sorted(found, key=lambda one: (one.day, one.application.pk))[:MOST]


def band(day: dt.date, today: dt.date) -> str:
    """How near a date is: the warning that holds now; `run_out` when it has passed, empty when it is far."""
    if day < today:
        return "run_out"
    return next((str(days) for days in WARNED if (day - today).days <= days), "")


def _clearances(seen: QuerySet[Application], today: dt.date) -> Iterable[DateAhead]:
    """Closed checks, done without or not, whose last closing has an end."""
    since = Move.objects.filter(stage=OuterRef("stage"), number__gt=OuterRef("number"), outcome__isnull=False)
    ends = Move.objects.filter(
        ~Exists(since.filter(reversed_by=None)), application__in=seen.filter(state__in=WITH_US), stage__state="closed",
        reversed_by=None, outcome__in=(SATISFIED, WAIVED), expires_on__lte=today + dt.timedelta(days=max(WARNED)),
    )  # fmt: skip
    for move in ends.select_related("application__applicant", "application__opportunity").order_by("expires_on", "pk")[:MOST]:
        title = national(ALL_KINDS[move.kind].title, move.application.opportunity.nation)
        what = f"{title}{', done without' if move.outcome == WAIVED else ''}"
        day = move.expires_on or today  # the filter has looked
        yield DateAhead(move.application, what, day, band(day, today), move.stage_id)


def _reserve_lists(seen: QuerySet[Application], today: dt.date) -> Iterable[DateAhead]:
    listed = Reserve.objects.filter(current=True, stage__state="reserve", stage__application__in=seen)
    near = listed.filter(stage__application__state__in=ACTIVE, expires_on__lte=today + MONTH)
    for row in near.select_related("stage__application__applicant").order_by("expires_on", "pk")[:MOST]:
        yield DateAhead(
            row.stage.application, "Reserve list", row.expires_on, band(row.expires_on, today), row.stage_id
        )


def _news(seen: QuerySet[Application], today: dt.date) -> Iterable[DateAhead]:
    """People who went on and wish to be asked how they are 3, 6 and 12 months later."""
    wished = Destination.objects.filter(current=True, may_ask=True, application__in=seen.filter(state=Life.MOVED_ON))
    left = Max("application__moves__effective_at", filter=Q(application__moves__step="move_on"))
    for row in wished.select_related("application__applicant").annotate(left=left).order_by("pk"):
        after = next((months for months in ASKED_AFTER if months > row.months), None)
        day = row.left.date() + after * MONTH if after else None
        if day and day <= today + dt.timedelta(days=7):
            yield DateAhead(row.application, f"Ask what they do now, {after} months later", day, band(day, today))
