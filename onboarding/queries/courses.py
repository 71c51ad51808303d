"""Courses as staff see them: each run with its seats, who is on it and where each stands, its classes and who came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Attendance, ClassDay, Cohort, Competence, Competences, Seat, TrainingResult, User
from onboarding.models.organisation import HOLDS_A_SEAT
from onboarding.queries.plain_words import day as day_words
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Life
from onboarding.stages.training import COUNTS, MADE_UP, REGISTER, TAUGHT_WEEKS, WEEK, State, ends_before, practice_from

AHEAD, ON_NOW, OVER = "ahead", "on_now", "over"
PAST_ROWS = 12
OWES = ("agreed", "absent")
HELD = Q(seats_held__current=True, seats_held__stage__application__state__in=HOLDS_A_SEAT)
ON_A_BREAK = "On a break, as they wished"


@dataclass(frozen=True)
class Course:
    """One run: its days, its seats, and whether it lies ahead, is on or is over."""

    id: int
    name: str
    starts_on: dt.date
    place: str
    times: str
    teacher: str
    seats: int
    taken: int
    when: str

    @property
    def free(self) -> int:
        """Seats that nobody holds."""
        return max(self.seats - self.taken, 0)

    @property
    def practice_from(self) -> dt.date:
        """The first day of the two weeks with a team."""
        return practice_from(self.starts_on)


@dataclass(frozen=True)
class Class:
    """One class: its number and day, and how many are in the register of it."""

    week: int
    day: dt.date
    recorded: int = 0
    moved: bool = False


@dataclass(frozen=True)
class Pupil:
    """Somebody on a course whom the viewer may see: where they stand, and how each class went."""

    stage: int
    version: int
    application: int
    reference: str
    name: str
    called: str
    state: str
    words: str
    life: str
    weeks: dict[str, str] = field(default_factory=dict)
    made_up: dict[str, str] = field(default_factory=dict)
    credits: int | None = None
    signed_by: str = ""
    can: tuple[str, ...] = ()

    @property
    def came(self) -> str:
        """“4 of 5, 1 made up”: of the classes in the register so far."""
        if not self.weeks:
            return "None yet"
        made_up = sum(status == MADE_UP for status in self.weeks.values())
        came = sum(status in COUNTS for status in self.weeks.values())
        return f"{came} of {len(self.weeks)}{f', {made_up} made up' if made_up else ''}"

    @property
    def in_register(self) -> bool:
        """Whether classes can be recorded: the place is theirs, and the two weeks with a team have not begun."""
        return self.state in (State.JOINING, State.IN_CLASSES) and self.life == Life.IN_PROGRESS

    @property
    def owed(self) -> list[int]:
        """The classes that they may still make up."""
        return sorted(int(week) for week, status in self.weeks.items() if status in OWES) if self.in_register else []


def courses(*, at: dt.datetime) -> dict[str, list[Course]]:
    """Every run: those ahead and on now by their first day, and the last that are over."""
    today = clock.local_date(at, ZONE)
    rows = [_course(row, today) for row in _counted().order_by("starts_on", "pk")]
    found = {when: [row for row in rows if row.when == when] for when in (ON_NOW, AHEAD)}
    return {**found, OVER: [row for row in reversed(rows) if row.when == OVER][:PAST_ROWS]}


def course(number: int, *, at: dt.datetime) -> Course:
    """One run, or 404."""
    row = _counted().filter(pk=number).first()
    if row is None:
        raise Http404
    return _course(row, clock.local_date(at, ZONE))


def _counted() -> QuerySet[Any]:
    return Cohort.objects.select_related("body").annotate(taken=Count("seats_held", filter=HELD))


def _course(row: Any, today: dt.date) -> Course:
    when = AHEAD if today < row.starts_on else ON_NOW if today < ends_before(row.starts_on) else OVER
    values = (row.pk, row.name, row.starts_on, row.place, row.times, row.body.name, row.seats, row.taken, when)
    return Course(*values)


def classes(found: Course, pupils: Collection[Pupil]) -> list[Class]:
    """The six taught classes with their days; one that was moved is on its own day."""
    moved = dict(ClassDay.objects.filter(cohort=found.id).values_list("week", "day"))
    return [
        Class(
            week, moved.get(week, found.starts_on + (week - 1) * WEEK),
            sum(str(week) in pupil.weeks for pupil in pupils), week in moved,
        )
        for week in range(1, TAUGHT_WEEKS + 1)
    ]  # fmt: skip


def pupils(user: User, number: int) -> tuple[list[Pupil], int]:
    """Who is on a course and may be seen by this person, by name; and how many others hold a seat."""
    seats = Seat.objects.filter(cohort=number, current=True, stage__application__state__in=HOLDS_A_SEAT)
    mine = seats.filter(stage__application__in=access.applications_for(user, REGISTER))
    rows = list(mine.select_related("stage__application__applicant"))
    marks = {row.stage_id: row for row in _of(Attendance, rows)}
    results = {row.stage_id: row for row in _of(TrainingResult, rows).select_related("move__actor")}
    signed = {row.stage_id: row.signed for row in _of(Competences, rows)}
    names = dict(User.objects.filter(pk__in={one["by"] for of in signed.values() for one in of.values()}).values_list("pk", "name"))
    found = [
        replace(_pupil(row.stage, marks.get(row.stage_id), results.get(row.stage_id)), can=_can(signed.get(row.stage_id, {}), names))
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.name, one.reference)), seats.count() - len(found)


def _can(signed: dict[str, dict[str, Any]], names: dict[int, str]) -> tuple[str, ...]:
    """“Keeps boundaries, 3 March, Tariq”: each with its day and who signed."""
    days = sorted(signed.values(), key=lambda one: one["on"])
    return tuple(f"{one['what']} ({day_words(dt.date.fromisoformat(one['on']))}, {names.get(one['by'], '')})" for one in days)


def _of(model: Any, rows: Iterable[Seat]) -> QuerySet[Any]:
    return model.objects.filter(stage__in=[row.stage_id for row in rows], current=True)


def _pupil(stage: Any, marks: Attendance | None, result: TrainingResult | None) -> Pupil:
    application, who = stage.application, stage.application.applicant
    paused = application.state == Life.PAUSED
    words = ON_A_BREAK if paused else ALL_KINDS[stage.kind].state(stage.state).staff
    return Pupil(
        stage.pk, stage.version, application.pk, application.reference, who.full_name, who.called, stage.state, words,
        application.state, marks.weeks if marks else {}, marks.made_up if marks else {},
        result.credits if result else None, result.move.actor.name if result and result.move.actor else "",
    )  # fmt: skip


def not_signed(stage: int) -> list[tuple[int, str]]:
    """What is looked for on the course and is not signed off yet for somebody on it."""
    found = Competences.objects.filter(stage=stage, current=True).first()
    signed = set(found.signed) if found else set()
    rows = Competence.objects.filter(in_use=True).order_by("place", "pk")
    return [(row.pk, row.words) for row in rows if str(row.pk) not in signed]
