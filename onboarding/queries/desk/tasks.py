"""The oldest things that rungs have put on people's desks; what is passed on is shown to whom it went."""

from __future__ import annotations

from django.db.models import Q

from onboarding import access
from onboarding.models.gathered import Part, Row
from onboarding.queries import tasks_due
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.stages import ALL_KINDS
from onboarding.stages.ladders import ASK, ESCALATE


def _open(look: Looking) -> Part | None:
    if not look.may("contact"):
        return None
    roles = [role for role, _service in access.roles_of(look.user)]
    mine = Q(role__in=roles) | ~Q(do=ESCALATE)
    rows = tasks_due.open_rungs().filter(mine, look.sees()).exclude(do=ASK)
    return part(first(rows, "made_at"), "id", "do", "made_at", "stage__kind", "stage__state", "move__party")


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    return [_line(row) for row in sorted(rows, key=lambda row: (row["made_at"], row["id"]))]


def _line(row: Row) -> Item:
    """`step` is the stage it is about, in words."""
    called = item(row).called
    words = tasks_due.words(row["do"], called, row["stage__kind"], row["stage__state"], row["move__party"])
    return item(row, words=words, row=row["id"], step=ALL_KINDS[row["stage__kind"]].title)


TASKS = Source(_open, _lines)
