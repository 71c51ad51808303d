"""Where an application stands, as its own person reads it: the answer first, then who has the ball, how long, what happened.

Nothing here holds a result, an answer about health, a score or a note: only states, which are the same on every branch.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application
from onboarding.queries import (
    own_dates,
    progress_asked,
    progress_cards,
    progress_events,
    progress_forecast,
    progress_steps,
)
from onboarding.queries.application_form import has_written
from onboarding.queries.plain_words import day
from onboarding.queries.progress_read import Read
from onboarding.queries.progress_read import read as read_application
from onboarding.queries.supervision import has_support
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, ENDINGS, Engagement, Life

# Help right now stands close by. Neutral: every result of a check passes here.
CLOSE_HELP = frozenset({"being_considered", "not_yet", "looking_again"})
HARD_NEWS = frozenset({Life.NOT_THIS_TIME, Life.OFFER_WITHDRAWN})


# What somebody in a group, or about to join it, can press to leave: the step, and its words.
LEAVING = {Life.IN_PROGRESS: ("withdraw", "I would rather not join"), Life.IN_ROLE: ("leave_group", "Leave the group")}
NOWHERE = ("", "")


@dataclass(frozen=True)
class Person:
    """The named person to talk to."""

    name: str
    line: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Progress:
    """Everything the progress page shows, as plain words."""

    reference: str
    called: str
    role: str
    state: str
    paid: bool
    heading: str
    title: str
    turns: list[progress_cards.Turn]
    kept: list[progress_cards.Turn]
    card: progress_cards.Card | None
    step_words: str
    steps: list[progress_steps.StepShown]
    courses: str
    times: bool
    long_unknown: str
    promise: str
    dates: list[tuple[str, str]]
    changes: list[progress_cards.Act]
    events: list[progress_events.Event]
    person: Person | None
    close_help: bool
    paused: bool
    can_pause: bool
    not_asked: bool
    can_come_back: bool
    can_stop: bool
    leaving: tuple[str, str]
    version: int
    private: bool
    wrote: bool
    support: bool = False
    suits: bool = False
    offered: bool = False


def progress(application: Application, *, at: dt.datetime, times: bool = True) -> Progress:
    """The page of one application at a moment. The caller has checked who may see it; `times=False` hides waiting times."""
    read = read_application(application, at=at, times=times)
    turns = (
        [progress_cards.turn(read, stage) for stage in read.yours()] if application.state == Life.IN_PROGRESS else []
    )
    life = application.state
    more = [progress_cards.turn(read, stage) for stage in progress_asked.kept(read)] if life == Life.IN_PROGRESS else []
    return Progress(
        reference=application.reference,
        called=application.applicant.called,
        role=application.opportunity.title,
        state=life,
        paid=read.fit.engagement == Engagement.PAID,
        heading=_heading(read, len(turns)),
        title=_title(read, len(turns)),
        turns=turns,
        kept=more,
        card=None if turns or more else progress_cards.card(read),
        step_words=progress_steps.step_words(read),
        steps=progress_steps.steps(read),
        courses=progress_forecast.courses(read) if times else "",
        times=times,
        long_unknown=progress_forecast.unknown(read) if times else "",
        promise=progress_forecast.promise(read),
        dates=own_dates.dated(read.stages) if read.active else [],
        changes=progress_cards.changes(read),
        events=progress_events.events(read),
        person=_person(application, clock.local_date(at, ZONE)),
        close_help=life in HARD_NEWS or any(stage.state in CLOSE_HELP for stage in read.stages if read.active),
        paused=life == Life.PAUSED,
        can_pause=life == Life.IN_PROGRESS and not read.in_group,
        not_asked=life == Life.PAUSED and progress_cards.paused_by(read) != "self",
        can_come_back=life in (Life.PAUSED, Life.RESTING, Life.WITHDRAWN),
        can_stop=life in (*ACTIVE, Life.RESTING) and not read.in_group,
        leaving=LEAVING.get(Life(life), NOWHERE) if read.in_group else NOWHERE,
        version=application.version,
        wrote=life != Life.DRAFT and has_written(application),
        offered=any((move.kind, move.step) == ("selection", "accept") for move in read.moves),
        support=has_support(read.stages),
        suits=life in (*ACTIVE, Life.IN_ROLE) and not read.in_group,
        private=any(ALL_KINDS[stage.kind].restricted for stage in read.stages),
    )


def _heading(read: Read, count: int) -> str:
    if count:
        return f"You have {count} thing{'' if count == 1 else 's'} to do"
    return _life_title(read)


def _title(read: Read, count: int) -> str:
    if count:
        return f"{count} thing{'' if count == 1 else 's'} to do: your progress"
    return f"{_life_title(read)}: your progress"


def _life_title(read: Read) -> str:
    return read.fit(read.life.title)


def _person(application: Application, today: dt.date) -> Person | None:
    owner = application.owner
    if owner is None:
        return None
    there = owner.there_on(today)
    if there is not owner and owner.away_until:
        return Person(there.name, f"Is there for you while {owner.name} is away, until {day(owner.away_until)}", there.phone, there.hours)
    line = "Looked after your application" if application.state in ENDINGS else "Looks after your application"
    line = "From the group" if application.pathway.engagement == Engagement.GROUP else line
    return Person(owner.name, line, owner.phone, owner.hours)
