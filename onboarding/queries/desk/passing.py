"""Members of a group who would like to meet about what another gives or wants: one of us asks both."""

from __future__ import annotations

from onboarding.models import ExchangeWish
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.queries.exchanges import PASSES_ON


def _waiting(look: Looking) -> Part | None:
    if not look.may(PASSES_ON):
        return None
    rows = ExchangeWish.objects.filter(passed_at=None, exchange__ended_at=None, application__in=look.seen)
    return part(first(rows, "made_at"), "id", "made_at")


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["made_at"], row["id"]))
    return [item(row, row=row["id"], since=row["made_at"]) for row in ordered]


WISHES = Source(_waiting, _lines)
