"""Inside the record of work and health support: the support agreed with the person, a private talk, whom it waits for, a no.

Nothing of it shows outside: no state, step, party, letter or wait differs from a plain yes. Access to Work is written
down here and asked for by no rule: it never blocks.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.grammar import step
from onboarding.stages import fitness_rules as rules
from onboarding.stages import fitness_words as words
from onboarding.stages.disclosure_words import choice
from onboarding.stages.private_talk import HERE, private_talk
from onboarding.stages.shared import in_progress

OPEN = (in_progress, rules.health_not_decided)
PAIR = ("speak_for_hr", "speak_for_the_team")
TALK: Any = private_talk(
    "fitness",
    told=words.TALK,
    permission="decide_fitness",
    own="answer_about_support",
    before=[*OPEN, rules.not_a_plain_yes],
    during=[*OPEN, rules.health_talk_was_offered],
)


def always(_taking: Any) -> bool:
    return True


def unless_fit(taking: Any) -> bool:
    """HR and manager decide together, unless the answer is a plain yes."""
    return bool(taking.history.finding("fitness", "outcome") != "fit")


class Inside(TALK):
    """The inner steps. Each is one more line in the restricted record, and nothing anywhere else."""

    def answer(self, **given: Any) -> None:
        """An answer as it came in, with all that follows still to do."""
        self.find("fitness", **words.FRESH, **given)

    @step(source=HERE, label="Record a new answer", permission="record_fitness", inner=True, asks=words.RESULT,
          rules=[in_progress, rules.not_now_has_a_review, rules.review_is_ahead])  # fmt: skip
    def record_new_result(self, *, outcome: str, adjustments: str | None, review_on: dt.date | None) -> None:
        """After a review, or with the information that was missing: all that rested on the old answer is done again."""
        self.answer(outcome=outcome, adjustments=adjustments or "", review_on=review_on)

    @step(source=HERE, label="Write down the support to agree", permission="decide_fitness", inner=True,
          rules=[*OPEN, rules.review_is_ahead], asks=words.SUPPORT)  # fmt: skip
    def write_support(self, *, adjustments: str, review_on: dt.date | None) -> None:
        """The person reads it on their own private page, and says whether it helps."""
        self.find("fitness", adjustments=adjustments, review_on=review_on, agreed="asked")

    @step(source=HERE, label="Say whether the support helps", permission="answer_about_support", inner=True,
          rules=[*OPEN, rules.support_was_written],
          asks=[choice("says", "Does this help?", words.SAYS, "Choose whether this helps")])  # fmt: skip
    def agree_support(self, *, says: str) -> None:
        """The person themselves, or one of us who asked them."""
        self.find("fitness", agreed=says)

    @step(source=HERE, label="Say whom it waits for", permission="record_fitness", inner=True,
          rules=[*OPEN, rules.review_is_ahead], asks=words.WAIT)  # fmt: skip
    def wait_inside(self, *, waits_for: str, review_on: dt.date) -> None:
        """Inside, so that a report or a missing answer is not read from the outside."""
        self.find("fitness", waits_for=waits_for, review_on=review_on)

    @step(source=HERE, label="Write down where Access to Work stands", permission="decide_fitness", inner=True,
          rules=[in_progress],
          asks=[choice("access_to_work", "Access to Work", words.ACCESS, "Select where it stands")])  # fmt: skip
    def note_access(self, *, access_to_work: str) -> None:
        """Theirs to ask for. Our duty to make adjustments does not wait for it (Equality Act 2010 s.20)."""
        self.find("fitness", access_to_work=access_to_work)

    @step(source=HERE, label="Decide that this role does not fit", permission="decide_fitness", inner=True, grave=True,
          two_people=always, one_of_each=PAIR, asks=words.BEFORE_NO,
          rules=[*OPEN, rules.is_not_for_this_role, rules.health_talk_is_over])  # fmt: skip
    def decide_not(self, *, support: bool, other_role: bool, reasons: bool) -> None:
        """HR and the manager, after the talk. Outside it is still being considered, until the application goes on or ends."""
        self.find("fitness", decision="not_proceed", decided_on=self.day)

    @step(source=HERE, label="Ask for another look", permission="answer_about_support", inner=True,
          rules=[in_progress, rules.decided_against_role])  # fmt: skip
    def look_again(self) -> None:
        """The person asks, or one of us for them: it is not decided any more, and two people look anew."""
        self.find("fitness", decision="", decided_on=None, talk="")
