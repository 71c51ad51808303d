"""What only the person reads about their work and health support: the support to agree, a talk, a review, a no."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.letters.words import weekday
from onboarding.models import Application, Appointment, FitnessRecord, Stage
from onboarding.queries.own_step import OwnStep, own_step
from onboarding.queries.plain_words import day
from onboarding.queries.private_parts import NOTHING, Part, chosen
from onboarding.stages import occupational_health
from onboarding.stages.fitness_words import TALK
from onboarding.stages.occupational_health import State
from onboarding.stages.private_talk import SETTLED

KIND = occupational_health.KIND
ACCESS = "This is help with work that you can ask for. It is yours to ask. We do not wait for it."
OTHER = "You told us that you would like something else. We will talk with you about it."
AGREED = "We agreed this support with you. You can ask us to change it at any time."
ASK = "We would like to agree this support with you. Does it help?"
LATER = "We look at it again with you by {day}. This is not a no. Your place is kept."
NO = (
    "We looked at every support with you. We decided that this role does not fit now. We can look at other roles with you. "
    "You may see it differently. You can ask us to look again."
)

TALKS = "A talk with Occupational Health"
APPOINTMENT = "They would like to talk with you on {day}. That is normal. Bring someone if you like."
NO_DAY = "There is no day for it right now. You have not done anything wrong."
ASK_BETTER = "If it does not suit you, tell us here. You do not have to say why."
SUITS = {
    "another_day": "You told us that another day suits you better. We see to it, and you can read the new day here.",
    "by_phone": "You told us that a call suits you better. We see to it, and you can read the day here.",
    "visit": "You told us that a visit suits you better. We see to it, and you can read the day here.",
}

Found = tuple[list[str], list[OwnStep]]


def health_parts(application: Application, stage: Stage, _at: dt.datetime) -> list[Part]:
    """The support, then what else there is to say. While nothing is asked of the person it says just that."""
    record = _current(stage) if stage.state in (State.BEING_CONSIDERED, State.CLOSED) else {}
    open_now = stage.state == State.BEING_CONSIDERED
    words, steps = _support(application, record, open_now)
    more = [_talk(application, record), _decided(application, record)] if open_now else []
    talks = [Part("A talk with us", *found) for found in more if found[0]]
    quoted = record["adjustments"] if words else ""
    access = [Part("Access to Work", [ACCESS])] if application.pathway.engagement == "paid" else []
    support = Part(KIND.public_title, words or [NOTHING], steps, quoted)
    asked = _appointment(application, stage)
    return [*asked, *([support] if words or not (talks or asked) else []), *talks, *access]


def _appointment(application: Application, stage: Stage) -> list[Part]:
    """The day they were given, or that there was none; and always that another day or way may suit them better."""
    found = Appointment.objects.filter(stage=stage, current=True).last() if stage.state == State.WITH_BODY else None
    if found is None:
        return []
    given = APPOINTMENT.format(day=weekday(found.appointment_on)) if found.appointment_on else NO_DAY
    if found.suits_better:
        return [Part(TALKS, [given, SUITS[found.suits_better]])]
    return [Part(TALKS, [given, ASK_BETTER], _own(application, "ask_another_way"))]


def _current(stage: Stage) -> dict[str, Any]:
    found = FitnessRecord.objects.filter(stage=stage, current=True).last()
    return found.values() if found else {}


def _support(application: Application, record: dict[str, Any], open_now: bool) -> Found:
    agreed = record.get("agreed")
    if not agreed or not record["adjustments"]:
        return [], []
    if agreed == "asked":
        return ([ASK], _own(application, "agree_support")) if open_now else ([], [])
    return [AGREED if agreed == "agreed" else OTHER], []


def _talk(application: Application, record: dict[str, Any]) -> Found:
    """The offer of a talk, what the person chose, and after it the day on which it is looked at again."""
    talk = record.get("talk")
    if record.get("decision") or not talk:
        return [], []
    if talk == "chosen":
        return [chosen(record["talk_how"])], []
    if talk in SETTLED:
        later = record["outcome"] == "not_now" and record["review_on"]
        return ([LATER.format(day=day(record["review_on"]))] if later else []), []
    return ([TALK], _own(application, "choose_talk")) if talk == "offered" else ([], [])


def _decided(application: Application, record: dict[str, Any]) -> Found:
    return ([NO], _own(application, "look_again")) if record.get("decision") == "not_proceed" else ([], [])


def _own(application: Application, name: str) -> list[OwnStep]:
    found = own_step(application, KIND.code, name)
    return [found] if found else []
