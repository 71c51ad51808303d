"""Steps that reach beyond their own application: a move to another role starts one there, a death ends all of the person's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.actions.start import start_application
from onboarding.door import StepRefused, take
from onboarding.door.take import Taken
from onboarding.models import Application, Move, Opportunity, Stage, User
from onboarding.stages.names import Life

SAME_ROLE = "This is the role they applied for: select another one"


def take_whole(
    application: Application, stage: Stage | int | str | None, step: str, *, by: User, at: dt.datetime, **wish: Any
) -> Taken:
    """`door.take` with all that the step means for other applications, in one transaction. Raises what `take` raises."""
    with transaction.atomic():
        if stage is None and step == "record_death":
            _hold_all(application)
        taken = take(application, stage, step, by=by, at=at, **wish)
        if stage is None and step in _MORE and isinstance(taken, Move):
            _MORE[step](application, taken, by=by, at=at, **wish)
        return taken


def _hold_all(application: Application) -> None:
    """Lock every application of the person in one order, so that two who tell of a death at once do not block each other."""
    rows = Application.objects.filter(applicant=application.applicant_id).select_for_update(of=("self",)).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _start_there(application: Application, move: Move, *, by: User, at: dt.datetime, to: int, **_wish: Any) -> None:
    """The application at the other role, sent at once; the same click twice starts one only."""
    if to == application.opportunity_id:
        raise StepRefused([SAME_ROLE])
    if Application.objects.filter(came_from=application, created_at__gte=move.recorded_at).exists():
        return
    there = start_application(
        application.applicant, Opportunity.objects.get(pk=to), by=by, at=move.recorded_at, owner=application.owner,
        telling=application.telling, came_from=application,
    )  # fmt: skip
    take(there, None, "submit", by=by, at=move.recorded_at)


def _end_all(application: Application, move: Move, *, by: User, at: dt.datetime, **_wish: Any) -> None:
    """Everything that goes out to the person stops, whichever application it is about."""
    others = Application.objects.filter(applicant=application.applicant_id).exclude(pk=application.pk).order_by("pk")
    for other in others.exclude(state=Life.DECEASED):
        if access.may(by, "end", other):
            take(other, None, "record_death", by=by, at=move.recorded_at)


_MORE: dict[str, Callable[..., None]] = {"transfer": _start_there, "record_death": _end_all}
