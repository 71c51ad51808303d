"""Whoever is on a course has had some of what they can do signed off by Jo."""

from __future__ import annotations

import datetime as dt

from onboarding.actions.demo.world import World
from onboarding.door import take
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Competence, Stage
from onboarding.stages.names import Life

PEOPLE, EACH = 6, 2


def signing(world: World, *, end: dt.datetime) -> None:
    """The first two of the list, for a few people in classes."""
    rows = Stage.objects.filter(kind="training", state="in_classes", application__state=Life.IN_PROGRESS).order_by("pk")
    for stage in rows.select_related("application")[:PEOPLE]:
        now = max(stage.application.moves.latest("number").recorded_at, end)
        for one in Competence.objects.order_by("place")[:EACH]:
            take(
                stage.application, stage, "sign_off", by=world.staff["jo"], at=now, tell=False, competence=one.pk,
                signed_on=clock.local_date(now, ZONE),
            )  # fmt: skip
