"""Approvals of committees that run out: a new paper takes months, so the warning comes 60, 30 and 7 days before."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from onboarding.models import Approval
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.dates import WARNED, band
from onboarding.queries.desk.looking import Item, Looking, Source, first

RIGHT = "committee"


def standing() -> QuerySet[Approval]:
    """The newest yes to each role at each site: one that a later one has taken the place of is history."""
    later = Approval.objects.filter(current=True, role=OuterRef("role"), site=OuterRef("site"), expires_on__gt=OuterRef("expires_on"))
    alike = Approval.objects.filter(
        current=True, role=OuterRef("role"), site=OuterRef("site"), expires_on=OuterRef("expires_on"), pk__gt=OuterRef("pk")
    )
    return Approval.objects.filter(~Exists(later), ~Exists(alike), current=True)


def _ending(look: Looking) -> Part | None:
    if not look.may(RIGHT):
        return None
    rows = standing().filter(expires_on__lte=look.today + dt.timedelta(days=max(WARNED)))
    return Part(first(rows, "expires_on"), "id", "role", "site__name", "expires_on")


def _lines(rows: list[Row], look: Looking) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["expires_on"], row["id"]))
    return [
        Item(row["site__name"], "", "", words=row["role"], due_on=row["expires_on"], band=band(row["expires_on"], look.today))
        for row in ordered
    ]


APPROVALS = Source(_ending, _lines)
