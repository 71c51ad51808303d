"""Promises whose day has come, each with what stands in the way of keeping it; none of them can be kept in bulk."""

from __future__ import annotations

from django.db.models import QuerySet

from onboarding.models import Application
from onboarding.models.gathered import Part, Row
from onboarding.queries import delay, heard
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.stages.names import ACTIVE


def _due(look: Looking) -> QuerySet[Application]:
    return first(look.seen.filter(state__in=ACTIVE, promise_on__lte=look.today, telling=True), "promise_on")


def beside(look: Looking) -> dict[str, Part]:
    """What was done for these people and said to them: read with all else."""
    return heard.parts(_due(look).values("applicant"))


def _promises(rows: list[Row], look: Looking) -> list[Item]:
    idle = delay.nothing_done([row["id"] for row in rows], look.known, at=look.at)
    calls = heard.to_be_called(look.known, delay.KIND, most=delay.MOST_WITHOUT_NEWS)
    ordered = sorted(rows, key=lambda row: (row["promise_on"], row["id"]))
    return [item(row, to="", due_on=row["promise_on"], words=_stuck(row, calls, idle)) for row in ordered]


def _stuck(row: Row, calls: set[int], idle: set[int]) -> str:
    called = item(row, to="").called
    if row["applicant_id"] in calls:
        return f"2 letters without news: call {called} now"
    return f"Nothing done for {called} in 10 days" if row["id"] in idle else ""



def _part(look: Looking) -> Part | None:
    return part(_due(look), "id", "promise_on", "applicant_id", to="") if look.may("send_letter") else None


PROMISES = Source(_part, _promises)
