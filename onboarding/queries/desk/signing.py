"""Whose skills in their own words wait for a name of one of us, the oldest first; never what they say."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from onboarding.models import Skill
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.queries.skills import MAY_SIGN, WAITS


def _waiting(look: Looking) -> Part | None:
    if not look.may(MAY_SIGN):
        return None
    oldest = Skill.objects.filter(WAITS, application=OuterRef("pk")).order_by("made_at").values("made_at")
    since = {"written_at": Subquery(oldest[:1])}
    rows = look.seen.filter(pk__in=Skill.objects.filter(WAITS).values("application")).annotate(**since)
    return part(first(rows, "written_at").annotate(**since), "id", "written_at", to="")


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["written_at"], row["id"]))
    return [item(row, to="", since=row["written_at"]) for row in ordered]


SKILLS = Source(_waiting, _lines)
