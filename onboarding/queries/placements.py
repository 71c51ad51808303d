"""What a host sees: the people matched with their own teams, and where each stands. No check, no record, no reference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Match, User, Wait
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, Life

ASKED, AGREED, IN_ROLE, ON_A_BREAK = "Waiting for your answer", "You have said yes", "In role", "On a break, as they wished"


@dataclass(frozen=True)
class Placed:
    """One person at one team: who they are to others, where it stands and since when, who supports them, whom to ring."""

    reference: str
    name: str
    role: str
    team: str
    state: str
    since: dt.date | None
    supervisor: str
    deputy: str
    ring: str


def placed(user: User) -> list[Placed]:
    """Everybody who is on the way to a team of this host or in role there, by team and name. Who has left is not shown."""
    rows = access.matches_for(user).filter(stage__application__state__in=(*ACTIVE, Life.IN_ROLE))
    related = rows.select_related("stage__application__applicant", "stage__application__owner", "supervisor", "deputy")
    found = {
        (row.stage.application_id, row.site_id): row for row in related.order_by("pk")
    }  # placement after the team's yes
    began = dict(
        Wait.objects.filter(stage__in=[row.stage_id for row in found.values()], ended_at=None).values_list(
            "stage", "started_at"
        )
    )
    return sorted((_placed(row, began) for row in found.values()), key=lambda one: (one.team, one.name))


def placed_at(user: User, application: Application) -> str:
    """Where it stands with a team of this host, in words; empty where nobody is matched."""
    row = access.matches_for(user).filter(stage__application=application).select_related("stage").order_by("pk").last()
    return _state(row.stage, application.state) if row else ""


def _placed(row: Match, began: dict[int, dt.datetime]) -> Placed:
    application = row.stage.application
    who, since = application.applicant, began.get(row.stage_id)
    return Placed(
        application.reference, who.full_name, who.role_title_for_others, row.site.name, _state(row.stage, application.state),
        clock.local_date(since, ZONE) if since else None, row.supervisor.name, row.deputy.name, _ring(application.owner),
    )  # fmt: skip


def _state(stage: Any, life: str) -> str:
    if life == Life.PAUSED:
        return ON_A_BREAK
    if life == Life.IN_ROLE:
        return IN_ROLE
    if stage.state == "closed":
        return AGREED
    return ASKED if stage.state == "with_host" else ALL_KINDS[stage.kind].state(stage.state).staff


def _ring(owner: User | None) -> str:
    return ", ".join(filter(None, (owner.name, owner.phone))) if owner else ""
