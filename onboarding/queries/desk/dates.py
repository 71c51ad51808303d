"""Dates that somebody has to look at before they come: clearances and waivers that run out, reserve lists that end, news of
people who went on. Warned of 60, 30 and 7 days before; what has run out stays until it is mended."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Subquery

from onboarding.engine.grammar import SATISFIED, WAIVED
from onboarding.models import Destination, Move, Reserve
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, nation, part
from onboarding.queries.plain_words import national
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, Life

WARNED = (7, 30, 60)
ASKED_AFTER = (3, 6, 12)
MONTH, WEEK = dt.timedelta(days=30), dt.timedelta(days=7)
WITH_US = (*ACTIVE, Life.IN_ROLE)
TO = "stage__application__"


def band(day: dt.date, today: dt.date) -> str:
    """How near a date is: the warning that holds now; `run_out` when it has passed, empty when it is far."""
    if day < today:
        return "run_out"
    return next((str(days) for days in WARNED if (day - today).days <= days), "")


def _clearances(look: Looking) -> Part:
    """Closed checks, done without or not, whose last closing has an end."""
    since = Move.objects.filter(stage=OuterRef("stage"), number__gt=OuterRef("number"), outcome__isnull=False)
    ends = Move.objects.filter(
        ~Exists(since.filter(reversed_by=None)), look.sees(state__in=WITH_US), stage__state="closed",
        reversed_by=None, outcome__in=(SATISFIED, WAIVED), expires_on__lte=look.today + dt.timedelta(days=max(WARNED)),
    )  # fmt: skip
    return part(first(ends, "expires_on"), "kind", "outcome", "expires_on", "stage_id")


def _clearance(row: Row, look: Looking) -> Item:
    title = national(ALL_KINDS[row["kind"]].title, nation(row))
    words = f"{title}{', done without' if row['outcome'] == WAIVED else ''}"
    day = row["expires_on"]
    return item(row, words=words, row=row["stage_id"], due_on=day, band=band(day, look.today))


def _reserve(look: Looking) -> Part:
    seen = look.sees("stage__application", state__in=ACTIVE)
    near = Reserve.objects.filter(seen, current=True, stage__state="reserve")
    return part(first(near.filter(expires_on__lte=look.today + MONTH), "expires_on"), "expires_on", "stage_id", to=TO)


def _listed(row: Row, look: Looking) -> Item:
    day = row["expires_on"]
    return item(row, to=TO, words="Reserve list", row=row["stage_id"], due_on=day, band=band(day, look.today))


def _news(look: Looking) -> Part:
    """People who went on and wish to be asked how they are 3, 6 and 12 months later, the earliest first."""
    left = Move.objects.filter(application=OuterRef("application"), step="move_on").order_by("-effective_at")
    wished = Destination.objects.filter(look.sees(state=Life.MOVED_ON), current=True, may_ask=True, months__lt=max(ASKED_AFTER), )
    since = {"left": Subquery(left.values("effective_at")[:1])}
    return part(first(wished, "months", most=200).annotate(**since), "id", "months", "left")


def _asked(row: Row, look: Looking) -> list[Item]:
    after = next(months for months in ASKED_AFTER if months > row["months"])
    day = row["left"].date() + after * MONTH
    words = f"Ask what they do now, {after} months later"
    return [item(row, words=words, due_on=day, band=band(day, look.today))] if day <= look.today + WEEK else []


CLEARANCES = Source(_clearances, lambda rows, look: [_clearance(row, look) for row in rows])
RESERVE = Source(_reserve, lambda rows, look: [_listed(row, look) for row in rows])
NEWS = Source(_news, lambda rows, look: [line for row in rows for line in _asked(row, look)])
