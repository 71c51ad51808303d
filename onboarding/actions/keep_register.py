"""The register of a class: every mark is a step of its own person, through the door; what is refused stops no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from onboarding import access
from onboarding.door import KeyReused, Stale, StepRefused, take
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Move, Seat, Stage, User
from onboarding.stages.training import MADE_UP, REGISTER, State

NOT_HERE = "They are not on this course now"
TOO_SOON = "This class has not been yet: it can be recorded on its day"
MEANWHILE = "Somebody saved this person a moment ago. Look at what stands here now, then save again."


@dataclass(frozen=True)
class Mark:
    """How one person's class went: their training, the class, the answer, and the version that the page showed."""

    stage: int
    week: int
    status: str
    version: int


@dataclass(frozen=True)
class Result:
    """What became of a mark: saved, or every sentence in the way."""

    mark: Mark
    reasons: tuple[str, ...] = ()

    @property
    def saved(self) -> bool:
        """Whether it stands in the register now."""
        return not self.reasons


def keep_register(
    cohort: int, marks: Iterable[Mark], *, on: dt.date, by: User, at: dt.datetime, key: str
) -> list[Result]:
    """Save the marks of one course, each by itself. `on` is the day of the class, or of the make-up session.

    The first mark of somebody whose place is fixed also says that their course has started. The same sending again
    (`key`) saves nothing twice. Somebody who is not on the course, or not this person's to record, is refused alike.
    """
    if on > clock.local_date(at, ZONE):
        return [Result(mark, (TOO_SOON,)) for mark in marks]
    seats = Seat.objects.filter(cohort=cohort, current=True, stage__application__in=access.applications_for(by, REGISTER))
    here = {seat.stage_id: seat.stage for seat in seats.select_related("stage__application")}
    own: dict[int, int] = {}  # the moves made here, so that two classes of one person fit one page
    return [_saved(here.get(mark.stage), mark, own, on=on, by=by, at=at, key=f"{key}.{mark.stage}.{mark.week}") for mark in marks]


def _saved(
    stage: Stage | None, mark: Mark, own: dict[int, int], *, on: dt.date, by: User, at: dt.datetime, key: str
) -> Result:
    if stage is None:
        return Result(mark, (NOT_HERE,))
    try:
        with transaction.atomic():
            taken = _take(stage, mark, mark.version + own.get(mark.stage, 0), on=on, by=by, at=at, key=key)
    except (Stale, KeyReused):
        return Result(mark, (MEANWHILE,))
    except StepRefused as refused:
        return Result(mark, tuple(reason.sentence for reason in refused.reasons))
    own[mark.stage] = own.get(mark.stage, 0) + taken
    return Result(mark)


def _take(stage: Stage, mark: Mark, version: int, *, on: dt.date, by: User, at: dt.datetime, key: str) -> int:
    """Take the steps of one mark; gives how many there were."""
    application, began = stage.application, 0
    if stage.state == State.JOINING and not Move.objects.filter(application=application, key=key).exists():
        day = _day(stage, on)
        take(application, stage, "start_course", by=by, at=at, effective_at=day, expected_version=version)
        began = 1
    made_up_on = on if mark.status == MADE_UP else None
    take(
        application, stage, "record_week", by=by, at=at, effective_at=_day(stage, on), expected_version=version + began,
        key=key, week=mark.week, status=mark.status, made_up_on=made_up_on,
    )  # fmt: skip
    return began + 1


def _day(stage: Stage, on: dt.date) -> dt.date | None:
    """The day of the class; now, where something later is recorded already: a class does not move what came after it."""
    last = Move.objects.filter(stage=stage, reversed_by=None).order_by("-number").values_list("effective_at", flat=True).first()
    return on if last is None or clock.local_date(last, ZONE) <= on else None
