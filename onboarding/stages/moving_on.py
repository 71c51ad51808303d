"""Moving on: what people want next, what we said about later jobs as a promise with a name and a day, and why they leave, if they say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.names import Life

GOALS = (
    ("stay", "To stay in this role"),
    ("more_hours", "More hours"),
    ("senior_role", "A peer role with more to look after"),
    ("train_others", "To train others"),
    ("paid_role", "A paid role"),
    ("other_job", "Another job"),
    ("study", "Study or training"),
    ("own_group", "A group of their own"),
    ("not_sure", "Not sure yet"),
)
LATER = (
    ("tell", "Tell them of each job that comes up"),
    ("interview", "An interview for the next job that fits"),
    ("course", "A place on a course"),
    ("reference", "A reference"),
    ("talk", "A talk about what comes next"),
    ("more_hours", "More hours"),
)
WHY_LEAVE = (
    ("next_step", "On to something new"),
    ("pay", "Hours or pay"),
    ("travel", "Travel, or a move"),
    ("time", "Their time is needed elsewhere"),
    ("support", "Too little support from us"),
    ("not_hoped", "The role was not what they hoped for"),
    ("role_ended", "The role came to its end"),
    ("no_say", "They would rather not say"),
)
WHY = Ask("why", "Why do they leave?", form="choice", choices=WHY_LEAVE, required=False, hint="They do not have to say")
MOST = 10


@rule("The day must be today or ahead", needs=("by_day",))
def promise_is_ahead(taking: Any) -> bool:
    return bool(taking.fact("by_day") >= taking.day)


@rule("There is no open promise of that number", needs=("number",), reads=("later_promise",))
def promise_is_open(taking: Any) -> bool:
    rows = taking.history.finding("later_promise", "promises", ())
    return 0 < taking.fact("number") <= len(rows) and not rows[taking.fact("number") - 1]["kept"]


@rule("There are 10 promises already: keep one first", reads=("later_promise",))
def room_for_a_promise(taking: Any) -> bool:
    return len(taking.history.finding("later_promise", "promises", ())) < MOST


class MovingOn(Holder):
    """Goals and promises, in role and after it; codes, days and names only."""

    @step(
        source=Life.IN_ROLE,
        label="Note what they want next",
        permission="note_goals",
        reads=["goals"],
        asks=[Ask("goals", "What do they want next?", form="several", choices=GOALS, error="Select what they want next")],
    )
    def note_goals(self, *, goals: list[str]) -> None:
        """Kept with the person, and shown to them."""
        self.find("goals", goals=goals)

    @step(
        source=(Life.IN_ROLE, Life.MOVED_ON),
        label="Promise something for later",
        permission="note_goals",
        rules=[promise_is_ahead, room_for_a_promise],
        reads=["later_promise"],
        each="promise",
        told="We made you a promise about what comes next.",
        asks=[
            Ask("what", "What did we say?", form="choice", choices=LATER, error="Select what we said"),
            Ask("owner", "Who sees to it?", form="row", row="staff", error="Select who sees to it"),
            Ask("by_day", "By when?", form="date", error="Enter the day, like 23 11 2026"),
        ],
    )
    def promise_later(self, *, what: str, owner: int, by_day: dt.date) -> None:
        """Hopes of later jobs that come to nothing hurt: what is said has somebody who keeps it, and a day."""
        row = {"what": what, "owner": owner, "by": by_day.isoformat(), "kept": ""}
        self._promises([*self.current("later_promise").get("promises", []), row])

    @step(
        source=(Life.IN_ROLE, Life.MOVED_ON),
        label="A promise for later is kept",
        permission="note_goals",
        rules=[promise_is_open],
        reads=["later_promise"],
        asks=[Ask("number", "Which one? Its number in the list", form="number", least=1, most=MOST)],
    )
    def promise_kept(self, *, number: int) -> None:
        rows = [dict(row) for row in self.current("later_promise")["promises"]]
        rows[number - 1]["kept"] = self.day.isoformat()
        self._promises(rows)

    def _promises(self, rows: list[dict[str, Any]]) -> None:
        open_ones = [dt.date.fromisoformat(row["by"]) for row in rows if not row["kept"]]
        self.find("later_promise", promises=rows, next_due=min(open_ones, default=None))
