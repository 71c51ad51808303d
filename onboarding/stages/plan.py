"""The readiness plan made together: how each topic stands, who does what by when, and the person's own words. No health in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.engine.kinds import Words
from onboarding.stages.shared import in_progress

LEVELS = (("in_place", "In place"), ("needs_support", "Needs support"), ("not_yet", "Not yet"))
TOPICS = (
    ("role", "The role, and what it is not"),
    ("wants", "What I want from it"),
    ("story", "My own story: what I tell, and what I keep to myself"),
    ("private", "Keeping things private, and when we must not"),
    ("endings", "Saying no, and endings"),
    ("support", "Support and supervision"),
    ("time", "Time, travel and caring"),
    ("money", "Advice on benefits and money"),
    ("practical", "Practical things that help"),
    ("training", "Being ready for the training"),
    ("two_hats", "Using services and giving support"),
    ("contact", "How we keep in touch"),
)
WHO = (("applicant", "The person"), ("us", "Us"), ("supervisor", "The supervisor"), ("team", "The team"))
MOST_ACTIONS = 20
WORDS = 500  # characters
# What the person reads instead where no plan was written down: nobody is asked to read what is not there.
NOTHING_NOTED = Words(
    "Say if you are ready to go on", "You had your readiness chat. Say yes if you feel ready to go on. Tell us if you do not."
)


@rule("Say how at least one topic stands", needs=tuple(code for code, _words in TOPICS))
def something_talked_over(taking: Any) -> bool:
    return any(taking.fact(code) for code, _words in TOPICS) or bool(taking.fact("thought_of_break"))


@rule("The day must be today or ahead", needs=("due",))
def action_is_ahead(taking: Any) -> bool:
    return bool(taking.fact("due") >= taking.day)


@rule("A plan has at most 20 actions", reads=("plan",))
def room_for_an_action(taking: Any) -> bool:
    return len(taking.history.finding("plan", "actions", ())) < MOST_ACTIONS


@rule("There is no open action of that number", needs=("number",), reads=("plan",))
def action_is_open(taking: Any) -> bool:
    actions = taking.history.finding("plan", "actions", ())
    return 0 < taking.fact("number") <= len(actions) and not actions[taking.fact("number") - 1]["done"]


def next_due(actions: Iterable[Mapping[str, Any]]) -> dt.date | None:
    """The day of the first action that is not done."""
    return min((dt.date.fromisoformat(action["due"]) for action in actions if not action["done"]), default=None)


def made_together(*talking: str, after: tuple[str, ...]) -> type[Holder]:
    """The steps by which a plan is made, in the states in which it is talked about; `after` are those in which it is kept too."""

    class MadeTogether(Holder):
        """The plan is theirs and ours: topics, actions, and words that only they write."""

        @step(
            source=talking,
            label="Note what you talked over",
            permission="readiness",
            rules=[in_progress, something_talked_over],
            reads=["plan"],
            asks=[
                *(Ask(code, words, form="choice", choices=LEVELS, required=False) for code, words in TOPICS),
                Ask("thought_of_break", "They have thought about what they will do if they need a break", form="yes", required=False),
            ],
        )  # fmt: skip
        def talk_over(self, *, thought_of_break: bool | None, **levels: str | None) -> None:
            """A topic that is left out stays as it was."""
            now = self.current("plan")
            said = {code: level for code, level in levels.items() if level}
            thought = bool(thought_of_break) or bool(now.get("thought_of_break"))
            self._plan(topics={**now.get("topics", {}), **said}, thought_of_break=thought)

        @step(
            source=talking,
            label="Add an action to the plan",
            permission="readiness",
            rules=[in_progress, action_is_ahead, room_for_an_action],
            reads=["plan"],
            each="action",
            asks=[
                Ask("what", "What will be done?", longest=120, error="Enter what will be done",
                    hint="Practical things only. Nothing about health."),
                Ask("who", "Who does it?", form="choice", choices=WHO, error="Select who does it"),
                Ask("due", "By when?", form="date", error="Enter the day, like 23 11 2026"),
            ],
        )  # fmt: skip
        def add_action(self, *, what: str, who: str, due: dt.date) -> None:
            action = {"what": what, "who": who, "due": due.isoformat(), "done": ""}
            self._plan(actions=[*self.current("plan").get("actions", []), action])

        @step(
            source=(*talking, *after),
            label="An action of the plan is done",
            permission="readiness",
            rules=[in_progress, action_is_open],
            reads=["plan"],
            asks=[Ask("number", "Which one? Its number on the plan", form="number", least=1, most=MOST_ACTIONS)],
        )
        def action_done(self, *, number: int) -> None:
            actions = [dict(action) for action in self.current("plan").get("actions", [])]
            actions[number - 1]["done"] = self.day.isoformat()
            self._plan(actions=actions)

        @step(
            source=talking[1:],
            label="Add their own words",
            permission="agree_plan",
            rules=[in_progress],
            asks=[Ask("words", "In your own words", longest=WORDS, error="Write something first")],
        )
        def add_own_words(self, *, words: str) -> None:
            self.find("own_words", words=words)

        def _plan(self, **changed: Any) -> None:
            now = {"topics": {}, "actions": [], "thought_of_break": False, **self.current("plan"), **changed}
            self.find("plan", **{**now, "next_due": next_due(now["actions"])})

    return MadeTogether
