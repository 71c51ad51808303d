"""What a party outside can answer about one stage now: each answer is one button, and only what the door would take is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onboarding.door.answerable import would_be_taken
from onboarding.door.due import calendar_of
from onboarding.door.held import ZONE, Held
from onboarding.engine.asks import Ask
from onboarding.engine.grammar import Step
from onboarding.lib import clock
from onboarding.lib.workdays import Calendar
from onboarding.models import Application, Body, Cohort, Stage
from onboarding.stages import ALL_KINDS

NEED_UNTIL, NOT_THEIRS = "need_until", "not_theirs"


@dataclass(frozen=True)
class Answer:
    """One button: its code as the form sends it, its words, the step it takes and the facts that go with it."""

    code: str
    words: str
    step: Step
    facts: Mapping[str, Any]

    @property
    def passes_on(self) -> bool:
        """Whether it says that the question went to the wrong person."""
        return self.step.name == NOT_THEIRS


def answers(held: Held, stage: Stage, party: str, body: Body | None, *, at: dt.datetime) -> list[Answer]:
    """Every answer of a party about a stage, in the order declared; a day to be named is not among them."""
    steps = [step for step in steps_for(stage, party) if not step.until]
    found = [answer for step in steps for answer in _buttons(step, body, at)]
    return [answer for answer in found if would_be_taken(held, stage, answer.step, answer.facts, at=at)]


def steps_for(stage: Stage, party: str) -> list[Step]:
    """The steps a party may take of a stage where it stands."""
    declared = ALL_KINDS[stage.kind].steps.values()
    return [step for step in declared if step.reply and party in step.reply.parties and stage.state in step.source]


def parties(stage: Stage) -> list[str]:
    """Who outside may answer anything about a stage where it stands, in the order declared."""
    declared = [step for step in ALL_KINDS[stage.kind].steps.values() if step.reply and stage.state in step.source]
    return list(dict.fromkeys(party for step in declared if step.reply for party in step.reply.parties))


def is_their_turn(stage: Stage, party: str) -> bool:
    """Whether the state is one in which we wait for this party, and not only one it knows something about."""
    return any(step.until for step in steps_for(stage, party))


def days(application: Application, *, at: dt.datetime) -> list[dt.date]:
    """The days that can be named: the Fridays of the next weeks, or the last working day before one that is none."""
    today, calendar = clock.local_date(at, ZONE), calendar_of(application)
    first = today + dt.timedelta(days=3 + (4 - (today.weekday() + 3)) % 7)
    return [_working(calendar, first + dt.timedelta(weeks=weeks)) for weeks in (0, 1, 2, 4)]


def _working(calendar: Calendar, day: dt.date) -> dt.date:
    """The day, or the last working day before it; beyond the known years the day itself."""
    while calendar.is_working_day(day) is False:
        day -= dt.timedelta(days=1)
    return day


def _buttons(step: Step, body: Body | None, at: dt.datetime) -> Iterator[Answer]:
    if step.reply and step.reply.choices:
        for choice in step.reply.choices(clock.local_date(at, ZONE)):
            yield Answer(f"{step.name}.{choice.code}", _words(step, choice.words), step, choice.facts)
        return
    if not step.asks:
        yield Answer(step.name, _words(step), step, {})
    for ask in step.asks[:1]:
        for value, words in _choices(ask, body, at):
            yield Answer(f"{step.name}.{value}", _words(step, words), step, {ask.name: value})


def _words(step: Step, choice: str = "") -> str:
    said = step.reply.words if step.reply else ""
    return f"{said}: {choice}" if said and choice else said or choice


def _choices(ask: Ask, body: Body | None, at: dt.datetime) -> list[tuple[Any, str]]:
    """The choices of a question that has a list; for a course the body's own ones that are ahead and have a place."""
    if ask.form != "row":
        return list(ask.choices)
    ahead = Cohort.objects.filter(body=body, starts_on__gte=clock.local_date(at, ZONE)).order_by("starts_on", "pk")
    return [(row.pk, f"{row.name}, starts {row.starts_on.day} {row.starts_on:%B %Y}") for row in ahead]
