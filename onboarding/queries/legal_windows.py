"""Days that the law sets and that go on while somebody takes a break: to share a PVG result, to join the Update Service.

Told by the moves that everybody has alike, never by what a check found.
"""

from __future__ import annotations

import datetime as dt

from onboarding.door.held import ZONE
from onboarding.engine.moves import standing
from onboarding.lib import clock
from onboarding.models import Application, Move, Stage
from onboarding.queries.plain_words import weekday
from onboarding.stages.names import Nation
from onboarding.stages.pvg import SHARE

RAN_FROM = ("certificate_posted", "result_ready")
JOIN = (
    "If you want to join the Update Service, this day does not move.",
    "You can join up to 30 days after the date on your certificate.",
)


def legal_windows(application: Application, *, at: dt.datetime) -> list[str]:
    """A sentence or two for each window that is open now; empty when there is none."""
    posted = _posted(application)
    if posted is None:
        return []
    nation, today = application.opportunity.nation, clock.local_date(at, ZONE)
    if nation == Nation.SCOTLAND:
        last = clock.local_date(posted, ZONE) + SHARE
        share = f"Please share your PVG result with us by {weekday(last)}. The law sets this day. It does not move."
        return [share] if today <= last else []
    if nation == Nation.NORTHERN_IRELAND:
        return []  # AccessNI has no Update Service
    return list(JOIN) if today <= clock.local_date(posted, ZONE) + dt.timedelta(days=30) else []


def _posted(application: Application) -> dt.datetime | None:
    """When the certificate went out, or the PVG result was ready, while the check is still open and nothing was sent off since."""
    stage = Stage.objects.filter(application=application, kind="crb").exclude(state__in=("not_open", "closed")).first()
    moves = standing(move.fact() for move in Move.objects.filter(stage=stage).order_by("number")) if stage else []
    return next((move.effective_at for move in reversed(moves) if move.step in RAN_FROM), None)
