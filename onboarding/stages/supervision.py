"""Supervision: kept as categories and days, agreed by both. A talk that did not take place in time is a wait on us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.names import Party
from onboarding.stages.plan import WHO
from onboarding.stages.shared import in_progress, still_with_us

TYPES = (
    ("individual", "Just the two of you"),
    ("group", "In a group"),
    ("peer", "With other peer workers"),
    ("debrief", "A talk after something hard"),
)
TOPICS = (
    ("role", "The role, and its limits"),
    ("story", "Own experience, and how to use it"),
    ("people", "Working with the team"),
    ("saying_no", "Saying no, and endings"),
    ("two_hats", "Knowing somebody from before"),
    ("private", "Keeping things private, and when we must not"),
    ("support", "Support that was agreed, and if it is there"),
    ("time", "Hours, travel and money"),
    ("learning", "Learning and training"),
    ("goals", "Goals, and what comes next"),
)
ACTIONS = (
    ("support", "Put the agreed support in place"),
    ("hours", "Change hours or days"),
    ("room", "Find a room or a quiet place"),
    ("team", "Talk with the team"),
    ("shadow", "Work beside somebody for a session"),
    ("course", "Find a course"),
    ("money", "Pay what is owed"),
    ("limits", "Look at the limits of the role together"),
    ("meet_sooner", "Meet again sooner"),
)
SAYS = (("agree", "Yes, this is right"), ("differs", "I see it differently"))
FIRST_WITHIN = 7  # calendar days: 5 working days, and never more where a bank holiday lies between
A_WEEK = 7
BEGINS = ("start", "confirm_agreed")
FULL = ("action", "who", "due")
NUMBERS = ("1", "2")
ASKED = tuple(f"{name}_{number}" for number in NUMBERS for name in FULL)


@rule("An action needs what, who, and a day that is today or ahead", needs=ASKED)
def actions_are_whole(taking: Any) -> bool:
    """Each of the two has all of it or nothing."""
    rows = [[taking.fact(f"{name}_{number}") for name in FULL] for number in NUMBERS]
    return all(not any(row) or (all(row) and row[2] >= taking.day) for row in rows)


@rule("There is no open action of that number", needs=("number",), reads=("supervision",))
def supervision_action_is_open(taking: Any) -> bool:
    actions = taking.history.finding("supervision", "actions", ())
    return 0 < taking.fact("number") <= len(actions) and not actions[taking.fact("number") - 1]["done"]


@rule("There is no supervision to answer about", reads=("supervision",), hides=True)
def supervision_was_written(taking: Any) -> bool:
    """Once for each: what was answered is not asked again."""
    steps = [move.step for move in taking.history.stand if move.kind == "placement" and move.effective_at <= taking.effective_at]
    logged = [place for place, name in enumerate(steps) if name in LOGS]
    return bool(logged) and "answer_supervision" not in steps[logged[-1] :]


@rule("Supervision is not late", reads=("support_dates",), hides=True)
def supervision_is_late(taking: Any) -> bool:
    """Its day is over, nobody has noted that yet, and the person is not just back from a break."""
    history, due = taking.history, taking.history.finding("support_dates", "supervision_due")
    moves = [move for move in history.stand if move.effective_at <= taking.effective_at]
    back = [move for move in moves if move.row is None and move.step == "resume"]
    if due is None or due >= taking.day or (back and back[-1].effective_at > taking.effective_at - dt.timedelta(days=A_WEEK)):
        return False
    noted = [move.step for move in moves if move.step in (*BEGINS, *LOGS, "supervision_missed")]
    return bool(noted) and noted[-1] != "supervision_missed"


LOGS = ("log_supervision", "log_later_supervision")
ABOUT = (
    Ask("style", "What kind of supervision was it?", form="choice", choices=TYPES, error="Select what kind it was"),
    Ask("minutes", "How many minutes?", form="number", least=5, most=240),
    Ask("topics", "What did you talk about?", form="several", choices=TOPICS, error="Select what you talked about",
        hint="Only what kind of thing. No names, nothing about health."),
    *(
        ask
        for number, which in zip(NUMBERS, ("An action", "A second action"), strict=True)
        for ask in (
            Ask(f"action_{number}", f"{which}, if there is one", form="choice", choices=ACTIONS, required=False),
            Ask(f"who_{number}", f"Who does it? ({which.lower()})", form="choice", choices=WHO, required=False),
            Ask(f"due_{number}", f"By when? ({which.lower()})", form="date", required=False),
        )
    ),
)  # fmt: skip


class Supervised(Holder):
    """The talks of somebody on placement or in role with their supervisor."""

    @step(
        source="on_placement",
        label="Record supervision",
        each="supervision",
        permission="supervise",
        waits_on=Party.HOST_TEAM,
        rules=[in_progress, actions_are_whole],
        reads=["match", "supervision", "support_dates"],
        told="You met for supervision.",
        asks=ABOUT,
    )
    def log_supervision(self, **said: Any) -> None:
        """Every week while they are on placement, unless the team has set otherwise."""
        self._talked(self.current("match").get("supervision_weeks", 1), **said)

    @step(
        source="closed",
        label="Record supervision in the role",
        each="supervision",
        permission="supervise",
        rules=[still_with_us, actions_are_whole],
        reads=["match", "supervision", "support_dates"],
        told="You met for supervision.",
        asks=ABOUT,
    )
    def log_later_supervision(self, **said: Any) -> None:
        """Every four weeks once they are in role, unless the team has set otherwise."""
        self._talked(self.current("match").get("supervision_weeks_later", 4), **said)

    @step(
        source=("on_placement", "closed"),
        label="Answer about the record of supervision",
        permission="answer_supervision",
        rules=[still_with_us, supervision_was_written],
        reads=["supervision"],
        asks=[Ask("says", "Is it right?", form="choice", choices=SAYS, error="Choose if it is right")],
    )
    def answer_supervision(self, *, says: str) -> None:
        """What is kept is agreed by both, or says that it is seen differently."""
        self.find("supervision_answer", says=says)

    @step(
        source=("on_placement", "closed"),
        label="An action from supervision is done",
        permission="supervise",
        rules=[still_with_us, supervision_action_is_open],
        reads=["support_dates", "supervision"],
        asks=[Ask("number", "Which one? Its number in the list", form="number", least=1, most=100)],
    )
    def supervision_action_done(self, *, number: int) -> None:
        actions = [dict(action) for action in self.current("supervision")["actions"]]
        actions[number - 1]["done"] = self.day.isoformat()
        self.find("supervision", **{**self.current("supervision"), "actions": actions, "entry": False})

    @step(
        source="on_placement",
        label="Supervision is late",
        permission="note_missed",
        waits_on=Party.COORDINATOR,
        rules=[in_progress, supervision_is_late],
    )
    def supervision_missed(self) -> None:
        """Noted by the clock on the day after it was due: from then on the wait is ours."""

    def _talked(self, weeks: int, *, style: str, minutes: int, topics: list[str], **actions: Any) -> None:
        still_open = [action for action in self.current("supervision").get("actions", []) if not action["done"]]
        new = [_action(actions, number) for number in NUMBERS if actions[f"action_{number}"]]
        self.find("supervision", style=style, minutes=minutes, topics=topics, actions=[*still_open, *new], entry=True)
        self._dates(supervision_due=self.day + dt.timedelta(days=A_WEEK * weeks))

    def _dates(self, **changed: Any) -> None:
        blank = {"started_on": self.day, "supervision_due": None, "review_due": None}
        self.find("support_dates", **{**blank, **self.current("support_dates"), **changed})


def _action(said: Mapping[str, Any], number: str) -> dict[str, str]:
    what, who, due = (said[f"{name}_{number}"] for name in FULL)
    return {"what": what, "who": who, "due": due.isoformat(), "done": ""}
