"""People with histories of a year, side by side as in life, made through the door with one seed: the same every time."""

from __future__ import annotations

import datetime as dt
import heapq
import random
from typing import Any

from onboarding.door import take
from onboarding.models import Application, Move, Proposal, Service, Stage
from tests.making import CHECKS, DAY, FIRST, LAST, TRACKS, VOLUNTEER, applicant, application, team

# The middle of the days that one step of a stage takes.
PACE = {"selection": 4, "identity": 3, "right_to_work": 4, "readiness": 5, "occupational_health": 8, "crb": 6,
        "training": 7, "placement": 6}  # fmt: skip
AFTER = {"identity": "selection", "right_to_work": "selection", "readiness": "selection", "occupational_health": "selection",
         "crb": "selection", "training": "readiness", "placement": "training"}  # fmt: skip
BEGIN = dt.datetime(2025, 11, 24, 9, 0, tzinfo=dt.UTC)
NOW = BEGIN + 360 * DAY


class Crowd:
    """So many people who apply over most of a year; each takes the steps that are due until `now`, or leaves."""

    def __init__(self, count: int, *, seed: int = 7, now: dt.datetime = NOW) -> None:
        self.dice, self.now = random.Random(seed), now
        self.services = [Service.objects.get_or_create(name=name)[0] for name in ("Croydon", "Sutton")]
        self.first, self.second = team()
        self.all = [self._person(number, count) for number in range(count)]

    def _person(self, number: int, count: int) -> Application:
        who = applicant(FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)], email=f"crowd{number}@people.example")
        begins = BEGIN + dt.timedelta(days=number * 330 / count, hours=self.dice.randrange(8))
        app = application("A" if number % 4 == 0 else "B", who=who, at=begins, service=self.services[number % 3 == 0])
        take(app, None, "submit", by=self.first, at=begins)
        leaves = begins + self.dice.randrange(30, 200) * DAY if number % 9 == 5 else None
        pauses = begins + self.dice.randrange(20, 80) * DAY if number % 7 == 3 else None
        _Life(self, app, begins, leaves, pauses).go_on()
        return Application.objects.get(pk=app.pk)


class _Life:
    def __init__(self, crowd: Crowd, app: Application, begins: dt.datetime, leaves: dt.datetime | None, pauses: dt.datetime | None):
        self.crowd, self.app, self.leaves, self.pauses = crowd, app, leaves, pauses
        self.kinds = set(Stage.objects.filter(application=app).values_list("kind", flat=True))
        self.due: list[tuple[dt.datetime, int, str, int]] = []
        self.closed: set[str] = set()
        self._next("selection", 0, begins)

    def _next(self, kind: str, place: int, at: dt.datetime) -> None:
        days = PACE[kind] * self.crowd.dice.lognormvariate(0, 0.8)
        heapq.heappush(self.due, (at + days * DAY, len(self.due), kind, place))

    def go_on(self) -> None:
        """Take what is due in the order of its time, until now or until the person leaves."""
        while self.due:
            at, _order, kind, place = heapq.heappop(self.due)
            if self.pauses and at > self.pauses:
                at = self._pause(at)
            if self.leaves and at > self.leaves:
                take(self.app, None, "withdraw", by=self.crowd.first, at=max(self.leaves, self._last()))
                return
            if at > self.crowd.now:
                return
            self._take(kind, place, at)

    def _last(self) -> dt.datetime:
        return Move.objects.filter(application=self.app).latest("number").recorded_at

    def _pause(self, at: dt.datetime) -> dt.datetime:
        assert self.pauses
        begin = max(self.pauses, self._last())
        take(self.app, None, "pause", by=self.crowd.first, at=begin, asked="phone")
        if begin + 20 * DAY <= self.crowd.now:  # or the break is still on
            take(self.app, None, "resume", by=self.crowd.first, at=begin + 20 * DAY)
        self.pauses = None
        return max(at, begin + 20 * DAY)

    def _take(self, kind: str, place: int, at: dt.datetime) -> None:
        if kind == "training" and not (self.kinds & set(CHECKS)) <= self.closed:  # the clearances come first here
            self._next(kind, place, at)
            return
        step, answers = TRACKS[kind][place]
        self._step(kind, step, answers, at)
        if step == "hold_review":  # and confirmed on that day, before another one is due
            self._take(kind, place + 1, at)
            return
        if place + 1 < len(TRACKS[kind]):
            self._next(kind, place + 1, at)
            return
        self.closed.add(kind)
        for after, before in AFTER.items():
            if before == kind and after in self.kinds:
                self._next(after, 0, at)

    def _step(self, kind: str, step: str, answers: Any, at: dt.datetime) -> None:
        told = max(at, self._last())
        other = VOLUNTEER.get((kind, step)) if self.app.pathway.engagement == "voluntary" else None
        name = other[0] if other else step
        late = step not in ("book", "offer", "start_course") and self.crowd.dice.random() < 0.2
        when = max(told - self.crowd.dice.randrange(1, 4) * DAY, self._before(kind)) if late else None
        facts = dict(answers(when or told))
        if other:
            facts = {**(facts if other[0] == step else {}), **other[1]}
        done = take(self.app, kind, name, by=self.crowd.first, at=told, effective_at=when, **facts)
        if isinstance(done, Proposal):
            take(self.app, kind, name, by=self.crowd.second, at=told, effective_at=when, **facts)

    def _before(self, _kind: str) -> dt.datetime:
        """No step is dated before the last one of any stage: rules look at how things stood then."""
        return self._last()
