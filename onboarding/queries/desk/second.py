"""What waits for a second person, and records that wait for those who were named to know."""

from __future__ import annotations

from onboarding import access
from onboarding.models import Application
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.evidence import record
from onboarding.queries.desk.looking import MOST, Item, Looking, Source, first, item, part
from onboarding.stages import ALL_KINDS

SERVICE, STAGE = "application__opportunity__service_id", "stage__application__"


def _proposals(look: Looking) -> Part:
    rows = access.proposals_for(look.user).filter(look.sees())
    return part(first(rows, "proposed_at", most=4 * MOST), "id", "step", "proposed_at", "stage__kind", SERVICE)


def _to_confirm(rows: list[Row], look: Looking) -> list[Item]:
    """Those that this person may confirm; nobody sees their own application here, so the service alone decides."""
    found = []
    for row in sorted(rows, key=lambda row: (row["proposed_at"], row["id"])):
        step = ALL_KINDS[row["stage__kind"] or Application.kind].steps[row["step"]]
        if access.may_in(look.user, step.permission, row[SERVICE]):
            found.append(item(row, words=step.label, row=row["id"]))
    return found[:MOST]


def _named(look: Looking) -> Part | None:
    if not look.may("view_disclosure"):
        return None
    rows = access.named_for(look.user).filter(look.sees("stage__application"))
    return part(first(rows), "id", "stage__kind", to=STAGE)


def _records(rows: list[Row], _look: Looking) -> list[Item]:
    return [record(row, kind=row["stage__kind"], to=STAGE) for row in sorted(rows, key=lambda row: int(row["id"]))]


PROPOSALS = Source(_proposals, _to_confirm)
RECORDS = Source(_named, _records)
