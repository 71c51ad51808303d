"""Reviews of a placement, on days that the team's page sets: what came of each, and whether somebody can be confirmed in role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.stages.shared import in_progress
from onboarding.stages.supervision import A_WEEK, FIRST_WITHIN, Supervised

EXTEND, ANOTHER_TEAM = "extend", "another_team"
OUTCOMES = (
    ("going_well", "Going well"),
    ("more_support", "Going well with more support"),
    (EXTEND, "Go on with the placement for longer"),
    (ANOTHER_TEAM, "Another team would suit better"),
)
WEEKS = {"first_review": 2, "second_review": 6, "last_review": 12}
SOON = 6  # days: a review that is held so much earlier is the one that was due


@rule("Say for how many weeks the placement goes on", needs=("outcome", "weeks"))
def extension_has_an_end(taking: Any) -> bool:
    return (taking.fact("outcome") == EXTEND) == (taking.fact("weeks") is not None)


@rule(
    "Hold the review that is due first. It must not say “for longer” or “another team”",
    reads=("review", "support_dates"), mend="placement",
)  # fmt: skip
def review_stands(taking: Any) -> bool:
    """What was held last says yes, and no review is due that was not held."""
    outcome = taking.history.finding("review", "outcome")
    due = taking.history.finding("support_dates", "review_due")
    return outcome in ("going_well", "more_support") and (due is None or due > taking.day)


def next_review(started_on: dt.date, held_on: dt.date, weeks: Sequence[int]) -> dt.date | None:
    """The day of the next review after one was held; None when it was the last."""
    days = [started_on + dt.timedelta(days=A_WEEK * week) for week in weeks]
    return next((day for day in sorted(days) if day > held_on + dt.timedelta(days=SOON)), None)


class Reviewed(Supervised):
    """The review steps, with what a start and a confirmation mean for the days of supervision and review."""

    @step(
        source="on_placement",
        label="Hold a review",
        each="review",
        permission="review_placement",
        rules=[in_progress, extension_has_an_end],
        reads=["match", "support_dates"],
        told="You had a review of your placement.",
        asks=[
            Ask("outcome", "What came of it?", form="choice", choices=OUTCOMES, error="Select what came of it"),
            Ask("held_by", "Who held it with the person?", form="row", row="staff", error="Select who held it"),
            Ask("weeks", "If it goes on for longer: for how many weeks?", form="number", least=1, most=26, required=False),
        ],
    )
    def hold_review(self, *, outcome: str, held_by: int, weeks: int | None) -> None:
        """Shown to both. Only the last one that was due lets somebody be confirmed in role."""
        began = self.current("support_dates").get("started_on", self.day)
        later = next_review(began, self.day, self._review_weeks())
        due = self.day + dt.timedelta(days=A_WEEK * weeks) if weeks else None if outcome == ANOTHER_TEAM else later
        self.find("review", outcome=outcome, held_by_id=held_by, week=(self.day - began).days // A_WEEK, next_on=due)
        self._dates(review_due=due)

    def begins(self) -> None:
        """With a start: the first supervision within 5 working days, the first review as the team has it."""
        first = next_review(self.day, self.day, self._review_weeks())
        self.find("support_dates", started_on=self.day, supervision_due=self.day + dt.timedelta(days=FIRST_WITHIN), review_due=first)

    def in_the_role(self) -> None:
        """With the confirmation: supervision goes on, less often; there are no more reviews of the placement."""
        weeks = self.current("match").get("supervision_weeks_later", 4)
        self._dates(supervision_due=self.day + dt.timedelta(days=A_WEEK * weeks), review_due=None)

    def _review_weeks(self) -> list[int]:
        """The weeks of the reviews, as the team has them."""
        return [self.current("match").get(name, usual) for name, usual in WEEKS.items()]
