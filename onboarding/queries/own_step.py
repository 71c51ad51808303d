"""One step of the applicant's own: whether it is theirs, what it asks, and the version it was shown at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onboarding import access
from onboarding.engine.asks import Ask
from onboarding.models import Application, Seat, Stage
from onboarding.queries.choices import Choice, choices_of
from onboarding.queries.groups import agreed_now
from onboarding.queries.plain_words import Fit, weekday
from onboarding.queries.readiness_plan import plan_lines
from onboarding.queries.supervision import last_lines
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import APPLICATION, Engagement

PLAN_PAGES = ("agree_plan", "add_own_words")


@dataclass(frozen=True)
class OwnStep:
    """A step and the row it belongs to. Whether it is possible now, the door says."""

    application: Application
    kind: str
    step: str
    asks: tuple[Ask, ...]
    version: int
    fit: Fit
    inner: bool = False
    stage: int | None = None
    lines: tuple[str, ...] = ()
    rows: dict[str, list[Choice]] = field(default_factory=dict)

    @property
    def in_group(self) -> bool:
        """Whether it is about joining a group, and no role."""
        return self.fit.engagement == Engagement.GROUP


def row_name(kind: str, slot: int) -> str:
    """How an address names one of several of a kind: `reference`, `reference-2`."""
    return kind if slot == 1 else f"{kind}-{slot}"


def own_step(application: Application, row: str, step: str, *, at: dt.datetime | None = None) -> OwnStep | None:
    """The step of the row so named, if this application has it and an applicant may take it; else None.

    `at` is now, for a step that offers rows to choose from.
    """
    kind, dash, slot = row.partition("-")
    found = ALL_KINDS[kind].steps.get(step) if kind in ALL_KINDS else None
    if found is None or found.permission not in access.ROLES["applicant"]:
        return None
    stage = _stage(application, kind, slot if dash else "1")
    if kind != APPLICATION and stage is None:
        return None
    fit = Fit(application.pathway.engagement, application.opportunity.nation, {})
    version, number = (stage.version, stage.pk) if stage else (application.version, None)
    lines = _lines(application, kind, step)
    asked = [ask for ask in found.asks if ask.form == "row"] if at is not None else []
    rows = {ask.name: choices_of(ask, application, kind, at=at) for ask in asked if at is not None}
    return OwnStep(application, kind, step, found.asks, version, fit, found.inner, number, lines, rows)


def _lines(application: Application, kind: str, step: str) -> tuple[str, ...]:
    """What the person says yes to, where somebody else wrote it: each line as it stands."""
    if kind == "readiness" and step in PLAN_PAGES:
        return tuple(plan_lines(application))
    if (kind, step) == ("placement", "answer_supervision"):
        return tuple(last_lines(application))
    if (kind, step) == ("training", "accept_place"):
        return course_lines(application)
    if (kind, step) != ("membership", "agree"):
        return ()
    words = agreed_now(application.opportunity.service_id)
    return tuple(filter(None, (line.strip() for line in words.splitlines())))


def course_lines(application: Application) -> tuple[str, ...]:
    """The course whose place is offered: its first day, when its classes are, and where."""
    seat = Seat.objects.filter(stage__application=application, current=True).select_related("cohort").last()
    if seat is None:
        return ()
    course = seat.cohort
    return (f"First day: {weekday(course.starts_on)} {course.starts_on.year}", f"Classes: {course.times}", f"Place: {course.place}")


def _stage(application: Application, kind: str, slot: str) -> Stage | None:
    if not slot.isdecimal() or len(slot) > 3:
        return None
    return Stage.objects.filter(application=application, kind=kind, slot=int(slot)).first()
