"""What a person might try: random answers to the questions of a step, and the next sensible step of a stage."""

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import Step
from onboarding.engine.moves import MoveFact
from onboarding.models import Opportunity
from tests.making import DAY, HOUR, TRACKS, VOLUNTEER, cohort, site, team

ROWS = {
    "approval": lambda _now: 0, "body": lambda _now: None, "earlier": lambda _now: 0,
    "opportunity": lambda _now: Opportunity.objects.latest("pk").pk, "site": lambda _now: site().pk,
    "staff": lambda _now: random_staff(),
}  # fmt: skip


def random_staff() -> int:
    return random.choice(team()).pk


def answer(ask: Ask, now: dt.datetime, rand: random.Random) -> Any:
    """One answer of the right form: often a good one, sometimes one that a rule refuses."""
    if not ask.required and rand.random() < 0.5:
        return None
    if ask.form == "choice":
        return rand.choice(ask.choices)[0]
    if ask.form == "several":
        return [rand.choice(ask.choices)[0]]
    if ask.form == "date":
        return now.date() + rand.choice((-400, -1, 0, 1, 14, 60, 200)) * DAY
    if ask.form == "time":
        return now + rand.choice((-DAY, -HOUR, DAY))
    if ask.form == "number":
        return rand.randint(ask.least, min(ask.most, 300))
    if ask.form == "row":
        return cohort(now.date() + 30 * DAY).pk if ask.row == "cohort" else ROWS[ask.row](now)
    plain = {"yes": True, "digits": "001234567890", "text": "A quiet room", "email": "ros@groups.example"}
    return {**plain, "phone": "01632 960 200"}[ask.form]


def answers(step: Step, now: dt.datetime, rand: random.Random) -> dict[str, Any]:
    return {ask.name: answer(ask, now, rand) for ask in step.asks}


def sensible(
    kind: str, state: str, steps: Mapping[str, Step], done: list[MoveFact], *, paid: bool, now: dt.datetime
) -> tuple[str, Mapping[str, Any]] | None:
    """The step that brings a stage on from where it is, with good answers; None where only the door can."""
    track = [_spoken(kind, step, facts(now), paid) for step, facts in TRACKS[kind]]
    possible = [(step, facts) for step, facts in track if state in steps[step].source]
    since = max((m.number for m in done if m.step == "reopen"), default=0)
    taken = [m.step for m in done if m.number > since]
    weeks = taken.count("record_week")
    for step, facts in possible:
        if step == "record_week" and weeks < 5:
            return step, {"week": weeks + 1, "status": "attended"}
        if step not in taken:
            return step, facts
    return possible[-1] if possible else None


def _spoken(kind: str, step: str, facts: Mapping[str, Any], paid: bool) -> tuple[str, Mapping[str, Any]]:
    other: Any = None if paid else VOLUNTEER.get((kind, step))
    return (other[0], {**(facts if other[0] == step else {}), **other[1]}) if other else (step, facts)
