"""The latest safe date of each check for a course that lies ahead, and who is likely to miss it.

What must be back for the first class and for the two weeks with a team is read from the rules of these two steps, so it cannot
differ from what the door will ask. Only public moves and waits are looked at: that a check is not back, never why.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery

from onboarding import access
from onboarding.door.due import calendar_in
from onboarding.door.held import ZONE
from onboarding.engine.grammar import Step
from onboarding.lib import clock, workdays
from onboarding.models import Application, Closure, Move, Organisation, User, Wait
from onboarding.queries.check_times import Takes, takes
from onboarding.queries.courses import ON_A_BREAK, Course, Pupil
from onboarding.queries.plain_words import national
from onboarding.queries.ready import Candidate, Reading
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Life

FIRST_DAY, WITH_A_TEAM = "The first class", "The 2 weeks with a team"
STEPS = {FIRST_DAY: "start_course", WITH_A_TEAM: "start_practice"}
ORDER = {kind: place for place, kind in enumerate(ALL_KINDS)}
LATE = "Not back in time, if it goes as usual"
OVER = "Takes longer than usual: look at it now"


@dataclass(frozen=True)
class SafeDate:
    """One check: what needs it, the last day it may be back, how long it takes, the last safe day to begin, how many lack it."""

    kind: str
    title: str
    needed_for: str
    back_by: dt.date
    takes: str
    begun_by: dt.date | None
    lacking: int


@dataclass(frozen=True)
class Miss:
    """One check of one person that may not be back in time, in words that say nothing of why."""

    reference: str
    name: str
    title: str
    needed_for: str
    words: str


@dataclass(frozen=True)
class Safe:
    """What the page of a course to come shows: the checks with their dates, and who may miss which."""

    dates: list[SafeDate]
    missing: list[Miss]


def safe_dates(course: Course, pupils: Iterable[Pupil], *, by: User, at: dt.datetime) -> Safe:
    """Every check with its dates, for the parts of the course that lie ahead; people whom this viewer may open, by name."""
    today = clock.local_date(at, ZONE)
    ahead = {part: day for part, day in ((FIRST_DAY, course.starts_on), (WITH_A_TEAM, course.practice_from)) if day > today}
    reading = _Reading(pupils, by, at)
    lacking = {part: reading.barred(part, day) for part, day in ahead.items()}
    nation = Organisation.objects.values_list("nation", flat=True).first() or "ENG"
    asked = reading.asked
    first = [_date(kind, part, day, reading.times(nation), reading.calendar(nation), lacking[part]) for part, day in ahead.items()
             for kind in _kinds(part) if kind in asked]  # fmt: skip
    once = {date.kind: date for date in reversed(first)}  # a check needed twice counts for what comes first
    dates = sorted(once.values(), key=lambda one: (one.back_by, ORDER[one.kind]))
    missing = [miss for part, day in ahead.items() for miss in reading.missing(part, day, lacking[part])]
    soonest = {(miss.reference, miss.title): miss for miss in reversed(missing)}
    return Safe(dates, sorted(soonest.values(), key=lambda one: (one.name, one.reference)))


def _step(part: str) -> Step:
    """The step that this part of the course begins with, and of its rules those that another check answers."""
    step = ALL_KINDS["training"].steps[STEPS[part]]
    rules = [rule for rule in step.rules if rule.mend not in ("", "training") and not rule.needs and not rule.reads]
    return replace(step, rules=tuple(rules), reads=())


def _kinds(part: str) -> list[str]:
    return sorted({rule.mend for rule in _step(part).rules if rule.mend != "selection"})


def _back_by(day: dt.date, calendar: workdays.Calendar) -> dt.date:
    """The last working day before."""
    return calendar.take_working_days(day, 1) or day - dt.timedelta(days=1)


def _date(kind: str, part: str, day: dt.date, times: Mapping[str, Takes], calendar: workdays.Calendar,
          lacking: Mapping[int, set[str]]) -> SafeDate:  # fmt: skip
    back_by = _back_by(day, calendar)
    title = national(ALL_KINDS[kind].title, times[kind].nation)
    lack = sum(kind in kinds for kinds in lacking.values())
    return SafeDate(kind, title, part, back_by, times[kind].words, times[kind].begun_by(back_by, calendar), lack)


class _Reading:
    """What the page needs of these people, read once for all of them."""

    def __init__(self, pupils: Iterable[Pupil], by: User, at: dt.datetime) -> None:
        self.at, self.today = at, clock.local_date(at, ZONE)
        waiting = {one.application: one for one in pupils if one.state in ("with_applicant", "joining", "in_classes")}
        seen = access.applications_for(by).filter(pk__in=waiting).select_related("pathway", "opportunity")
        self.rows: list[tuple[Pupil, Application]] = [(waiting[row.pk], row) for row in seen.order_by("pk")]
        self.closures = tuple(Closure.objects.values_list("day", "nation", "body"))
        self.known: dict[str, Mapping[str, Takes]] = {}
        self.open: dict[tuple[int, str], list[Any]] = defaultdict(list)
        for wait in self._waits():
            self.open[wait["application"], wait["kind"]].append(wait)

    def _waits(self) -> Iterable[Any]:
        """The open turn of each open check, with when the check opened, or opened again."""
        began = Move.objects.filter(stage=OuterRef("stage"), source__in=("not_open", "closed"), reversed_by=None)
        opened = began.exclude(target="closed").order_by("-number").values("effective_at")[:1]
        rows = Wait.objects.filter(application__in=[row.pk for _pupil, row in self.rows], ended_at=None)
        return rows.annotate(opened=Subquery(opened)).values("application", "kind", "due_on", "opened", "started_at")

    @property
    def asked(self) -> set[str]:
        """The checks that the pathways of these people ask for; every check while nobody holds a seat."""
        return set().union(*(row.pathway.kinds for _pupil, row in self.rows)) if self.rows else set(ALL_KINDS)

    def calendar(self, nation: Any) -> workdays.Calendar:
        return calendar_in(nation, self.closures)

    def times(self, nation: str) -> Mapping[str, Takes]:
        if nation not in self.known:
            kinds = sorted({*_kinds(FIRST_DAY), *_kinds(WITH_A_TEAM)})
            self.known[nation] = takes(kinds, nation, at=self.at)
        return self.known[nation]

    def barred(self, part: str, day: dt.date) -> dict[int, set[str]]:
        """By application: the checks without which this part cannot begin, as things stand now."""
        step = _step(part)
        asked = [_candidate(pupil, row, step) for pupil, row in self.rows]
        found = Reading({row.pk for _pupil, row in self.rows}).barred(asked, at=clock.day_start(day, settings.ORG_TIME_ZONE))
        return {row.pk: found[pupil.stage] - {"selection"} for pupil, row in self.rows}

    def missing(self, part: str, day: dt.date, lacking: Mapping[int, set[str]]) -> Iterable[Miss]:
        """Each check of each person that is not likely to be back before the day."""
        for pupil, row in self.rows:
            for kind in ALL_KINDS:
                words = self._late(pupil, row, kind, day) if kind in lacking[row.pk] else ""
                if words:
                    title = national(ALL_KINDS[kind].title, row.opportunity.nation)
                    yield Miss(pupil.reference, pupil.name, title, part, words)

    def _late(self, pupil: Pupil, row: Application, kind: str, day: dt.date) -> str:
        """Why somebody has to look at it, in neutral words; nothing where it is on its way as usual."""
        if row.state == Life.PAUSED:
            return ON_A_BREAK
        nation, turns = row.opportunity.nation, self.open[row.pk, kind]
        calendar, times = self.calendar(nation), self.times(nation)[kind]
        opened = max((clock.local_date(turn["opened"] or turn["started_at"], ZONE) for turn in turns), default=self.today)
        usual = times.back_on(opened, self.today, calendar)
        if usual is None:
            return OVER
        told = [turn["due_on"] for turn in turns if turn["due_on"]]
        return LATE if max([usual, *told]) > _back_by(day, calendar) else ""


def _candidate(pupil: Pupil, row: Application, step: Step) -> Candidate:
    engagement, left_out = row.pathway.engagement, row.pathway.rules_left_out
    return Candidate(row.pk, engagement, left_out, row.opportunity.nation, row.state, pupil.stage, "training", step)
