"""What the person asked us for about one step: more time, or an answer. Then the ball is ours, and they read by when."""

from __future__ import annotations

import datetime as dt

from onboarding.door.held import ZONE
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.models import Stage
from onboarding.queries.plain_words import day, weekday
from onboarding.queries.progress_read import Read
from onboarding.stages.names import Party
from onboarding.stages.shared import MORE_TIME, TWO_WEEKS

QUESTION = "question"
STILL_YOURS = "You asked for more time. That is fine. You can still do it now."


def asked(read: Read, stage: Stage, reason: str) -> MoveFact | None:
    """The move by which they asked for this, while it is ours because of it; else None."""
    wait = read.waits.get(stage.pk)
    last = next((move for move in reversed(read.moves) if move.row == stage.pk), None)
    ours = wait is not None and wait.party == Party.HR and last is not None and last.step == "take_back"
    return last if ours and last and last.code == reason else None


def time_until(read: Read, stage: Stage) -> dt.date | None:
    """The last of the two weeks that were asked for in this state, while it is ahead; else None."""
    for move in reversed(read.moves):
        if move.row != stage.pk:
            continue
        if (move.step, move.code) == ("take_back", MORE_TIME):
            until = clock.local_date(move.effective_at, ZONE) + TWO_WEEKS
            return until if until >= read.today else None
        if move.source != move.target:
            return None
    return None


def kept(read: Read) -> list[Stage]:
    """The stages for which they have more time: with us, and still theirs to do."""
    return [stage for stage in read.stages if stage.pk in read.waits and asked(read, stage, MORE_TIME)]


def said_of(read: Read, stage: Stage) -> list[str]:
    """What is said of a step they asked about: until when it waits for them, or by when we answer."""
    if asked(read, stage, MORE_TIME):
        until = time_until(read, stage)
        return [f"You asked for more time. You have until {weekday(until)}."] if until else []
    if question := asked(read, stage, QUESTION):
        due = read.waits[stage.pk].due_on
        answer = f" We answer by {weekday(due)}." if due and due >= read.today else ""
        return [f"You asked us something on {day(clock.local_date(question.effective_at, ZONE))}.{answer}"]
    return []
