"""Plans of people on their way with an action whose day has come, oldest first: ours to look at, never their lateness."""

from __future__ import annotations

from onboarding.models import ReadinessPlan
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, part
from onboarding.queries.readiness_plan import OWN_WORDS
from onboarding.stages.names import ACTIVE

TO = "stage__application__"


def _due(look: Looking) -> Part | None:
    """It is a coordinator’s: whoever reads the person’s own words. Others are not asked for it."""
    if not look.may(OWN_WORDS):
        return None
    seen = look.sees("stage__application", state__in=ACTIVE)
    rows = ReadinessPlan.objects.filter(seen, current=True, next_due__lte=look.today)
    return part(first(rows, "next_due"), "id", "next_due", to=TO)


def _lines(rows: list[Row], _look: Looking) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["next_due"], row["id"]))
    return [item(row, to=TO, due_on=row["next_due"]) for row in ordered]


PLANS = Source(_due, _lines)
