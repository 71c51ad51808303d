"""Supervision that is late, reviews whose day has come, and people who would like to talk today: those first."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, OuterRef, Q, Subquery

from onboarding import access
from onboarding.models import SupportDates, TalkWish
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.queries.support_due import PUTS_RIGHT
from onboarding.stages.names import Life

TO = "stage__application__"


def _due(look: Looking) -> Part | None:
    if not look.may(PUTS_RIGHT):
        return None
    wishes = TalkWish.objects.filter(application=OuterRef("stage__application"), met_at=None)
    wished = {"wished_at": Subquery(wishes.values("asked_at")[:1])}
    within = access.supervised_for(look.user).filter(pk__in=look.seen.values("pk"), state__in=(Life.IN_PROGRESS, Life.IN_ROLE))
    due = Q(wished_at__isnull=False) | Q(supervision_due__lt=look.today) | Q(review_due__lte=look.today)
    rows = SupportDates.objects.filter(current=True, stage__application__in=within).annotate(**wished).filter(due)
    found = first(rows, F("wished_at").asc(nulls_last=True), F("supervision_due").asc(nulls_last=True))
    return part(found.annotate(**wished), "id", "supervision_due", "review_due", "wished_at", to=TO)


def _lines(rows: list[Row], look: Looking) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["wished_at"] is None, row["supervision_due"] or dt.date.max, row["id"]))
    return [_line(row, look.today) for row in ordered]


def _line(row: Row, today: dt.date) -> Item:
    if row["wished_at"]:
        return item(row, to=TO, words="Would like to talk today")
    late = row["supervision_due"] is not None and row["supervision_due"] < today
    words, on = ("Supervision is late", row["supervision_due"]) if late else ("A review is due", row["review_due"])
    return item(row, to=TO, words=words, due_on=on)


SUPPORT = Source(_due, _lines)
