"""Help near people that nobody has looked at for 6 months: it may send somebody to a door that is shut."""

from __future__ import annotations

from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first
from onboarding.queries.signposts import KEEPS, stale


def _stale(look: Looking) -> Part | None:
    return Part(first(stale(look.today), "reviewed_on"), "id", "name", "reviewed_on") if look.may(KEEPS) else None


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["reviewed_on"], row["id"]))
    return [Item(row["name"], row["name"], "", row=row["id"], due_on=row["reviewed_on"]) for row in ordered]


SIGNPOSTS = Source(_stale, _lines)
