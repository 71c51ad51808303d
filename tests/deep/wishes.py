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
    names = [_instead(kind, step, paid)[0] for step, _facts in TRACKS[kind]]
    possible = [at for at, step in enumerate(names) if state in steps[step].source]
    since = max((m.number for m in done if m.step == "reopen"), default=0)
    taken = [m.step for m in done if m.number > since]
    weeks = taken.count("record_week")
    for at in possible:
        if names[at] == "record_week" and weeks < 5:
            return "record_week", {"week": weeks + 1, "status": "attended"}
        if names[at] not in taken:
            return _spoken(kind, at, paid, now)
    return _spoken(kind, possible[-1], paid, now) if possible else None


def _instead(kind: str, step: str, paid: bool) -> tuple[str, Mapping[str, Any]]:
    """What a volunteer is asked in place of a step, and its answers; the step itself where that is the same."""
    other: Any = None if paid else VOLUNTEER.get((kind, step))
    return other or (step, {})


def _spoken(kind: str, at: int, paid: bool, now: dt.datetime) -> tuple[str, Mapping[str, Any]]:
    step, facts = TRACKS[kind][at]
    other, more = _instead(kind, step, paid)
    return other, {**(facts(now) if other == step else {}), **more}
