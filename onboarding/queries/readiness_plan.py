"""The readiness plan as people read it: the person on their own pages, staff on a page of its own, and what is due of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from django.http import Http404

from onboarding import access
from onboarding.door.held import look
from onboarding.door.offered import Offered, offered
from onboarding.models import Application, OwnWords, ReadinessFinding, ReadinessPlan, User
from onboarding.queries.plain_words import day
from onboarding.stages.plan import LEVELS, TOPICS, WHO

RIGHT, OWN_WORDS = "readiness", "read_own_words"
STEPS = ("talk_over", "add_action", "record_plan")  # what is done with a plan before it is agreed
BEFORE = ("not_open", "with_applicant")  # the chat is not booked yet
TOPIC_WORDS, LEVEL_WORDS, WHO_WORDS = dict(TOPICS), dict(LEVELS), dict(WHO)
BREAK = "I have thought about what I will do if I need a break."


@dataclass(frozen=True)
class Action:
    """One action: its number on the plan, what, who, by when, and the day it was done."""

    number: int
    what: str
    who: str
    by: dt.date
    done: dt.date | None


@dataclass(frozen=True)
class Plan:
    """A plan whole: topics in order with their levels, actions, when it is looked at again; words where one may read them.

    `steps` are those that who reads it can take now; `to_come`: the chat is not booked yet.
    """

    topics: list[tuple[str, str]] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    thought_of_break: bool = False
    review_on: dt.date | None = None
    support: str = ""
    words: str = ""
    stage: int | None = None
    steps: list[Offered] = field(default_factory=list)
    to_come: bool = False


def plan_of(application: Application, *, at_move: int | None = None) -> Plan:
    """The plan that holds, or that held once a move was made; empty before anything was noted. Never the person’s own words."""
    rows = ReadinessPlan.objects.filter(stage__application=application)
    row = rows.filter(move__lte=at_move, move__reversed_by=None).order_by("pk").last() if at_move else rows.filter(current=True).first()
    agreed = ReadinessFinding.objects.filter(stage__application=application, current=True).exclude(outcome="not_yet").first()
    review_on, support = (agreed.review_on, agreed.support) if agreed else (None, "")
    if row is None:
        return Plan(review_on=review_on, support=support)
    topics = [(words, LEVEL_WORDS[row.topics[code]]) for code, words in TOPICS if code in row.topics]
    actions = [_action(number, action) for number, action in enumerate(row.actions, start=1)]
    return Plan(topics, actions, row.thought_of_break, review_on, support, stage=row.stage_id)


def _action(number: int, action: dict[str, str]) -> Action:
    done = dt.date.fromisoformat(action["done"]) if action["done"] else None
    return Action(number, action["what"], action["who"], dt.date.fromisoformat(action["due"]), done)


def own_words(application: Application) -> str:
    """What the person wrote; for them and for who may read it."""
    row = OwnWords.objects.filter(stage__application=application, current=True).first()
    return row.words if row else ""


def plan_lines(application: Application) -> list[str]:
    """The plan in the person’s voice, a line each, with their own words last."""
    plan, words = plan_of(application), own_words(application)
    lines = [f"{topic}: {level.lower()}." for topic, level in plan.topics]
    lines += [BREAK] if plan.thought_of_break else []
    lines += [f"{_who(one.who)}: {one.what}, by {day(one.by)}{' (done)' if one.done else ''}." for one in plan.actions]
    lines += [f"Support you and we agreed on: {plan.support}."] if plan.support else []
    lines += [f"We look at this plan again on {day(plan.review_on)}."] if plan.review_on else []
    return [*lines, *([f"Your own words: {words}"] if words else [])]


def _who(code: str) -> str:
    return "You" if code == "applicant" else WHO_WORDS[code]


def staff_plan(application: Application, *, by: User, at: dt.datetime) -> Plan:
    """The plan for who makes it with people, with the person’s words for a coordinator; 404 where there is no readiness chat."""
    held = look(application)
    stage = next((one for one in held.stages if one.kind == "readiness"), None)
    if stage is None:
        raise Http404
    found = plan_of(application)
    words = own_words(application) if access.may(by, OWN_WORDS, application) else ""
    steps = [one for one in offered(held, by=by, at=at, rows=[stage]) if one.step.name in STEPS]
    return replace(found, words=words, stage=stage.pk, steps=steps, to_come=stage.state in BEFORE)
