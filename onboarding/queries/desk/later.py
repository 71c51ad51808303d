"""Promises about later jobs whose day has come: what was said to somebody is kept by a name, on a day."""

from __future__ import annotations

from onboarding.models import LaterPromise
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part

RIGHT = "note_goals"


def _due(look: Looking) -> Part | None:
    if not look.may(RIGHT):
        return None
    rows = LaterPromise.objects.filter(current=True, next_due__lte=look.today, application__in=look.seen)
    return part(first(rows, "next_due"), "id", "next_due")


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    return [item(row, due_on=row["next_due"]) for row in sorted(rows, key=lambda row: (row["next_due"], row["id"]))]


LATER = Source(_due, _lines)
