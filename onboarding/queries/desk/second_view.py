"""Whom this person was named to look at again after a “not yet”, with the day by which the person hears."""

from __future__ import annotations

from onboarding.models import SecondView
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.stages.names import ACTIVE
from onboarding.stages.second_view import LOOKING as STATE
from onboarding.stages.second_view import RIGHT

TO = "stage__application__"


def _named(look: Looking) -> Part | None:
    if not look.may(RIGHT):
        return None
    seen = look.seen.filter(state__in=ACTIVE)
    rows = SecondView.objects.filter(current=True, who=look.user, stage__state=STATE, stage__application__in=seen)
    return part(first(rows, "move__due_on"), "id", "move__due_on", to=TO)


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    return [item(row, to=TO, due_on=row["move__due_on"]) for row in sorted(rows, key=lambda row: int(row["id"]))]


LOOKING = Source(_named, _lines)
