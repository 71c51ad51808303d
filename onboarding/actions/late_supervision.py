"""Supervision whose day is over: noted as a wait on us, and told to the supervisor and the managers. Never to the worker."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onboarding.actions.basics import system_user
from onboarding.actions.staff_note import KIND, tell
from onboarding.door import StepRefused, take
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Match, OutboxItem, SupportDates, User
from onboarding.stages.names import Life

MISSED = "supervision_missed"


def note_late(*, at: dt.datetime) -> int:
    """Note every supervision that is late, each once; gives how many were noted. In role there is no step left that could wait."""
    today = clock.local_date(at, ZONE)
    rows = SupportDates.objects.filter(current=True, supervision_due__lt=today)
    there = Q(stage__application__state=Life.IN_ROLE) | Q(stage__application__state=Life.IN_PROGRESS, stage__state="on_placement")
    related = rows.filter(there).select_related("stage__application__opportunity")
    return sum(_note(row, at) for row in related.order_by("supervision_due", "pk"))


def _note(row: SupportDates, at: dt.datetime) -> bool:
    application = row.stage.application
    if OutboxItem.objects.filter(key__startswith=f"{KIND}:late:{row.pk}:").exists():
        return False
    with transaction.atomic():
        if application.state == Life.IN_PROGRESS:
            try:
                take(application, row.stage_id, MISSED, by=system_user(), at=at)
            except StepRefused:  # noted already, or they are just back from a break
                return False
        tell(application, _who(row), about=f"late:{row.pk}", at=at)
    return True


def _who(row: SupportDates) -> list[User]:
    """The supervisor, and the managers of the service."""
    match = Match.objects.filter(stage=row.stage_id, current=True).select_related("supervisor").first()
    service = row.stage.application.opportunity.service_id
    managers = User.objects.filter(Q(roles__service=None) | Q(roles__service=service), roles__role="manager", is_active=True)
    others = managers.exclude(applicant=row.stage.application.applicant_id).distinct().order_by("pk")
    return [*([match.supervisor] if match else []), *others]
