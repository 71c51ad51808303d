"""A talk with Occupational Health, inside the record: its day, how often none took place, and what would suit the person better.

Most people are asked to no talk at all. So outside nothing tells who was, and nobody is ever blamed for a day on which they
could not come.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.engine.replies import Choice, Reply
from onboarding.stages.disclosure_words import choice
from onboarding.stages.names import Party
from onboarding.stages.shared import in_progress

HERE = "with_body"
READS = ("appointment",)
BY_LINK = (Party.OCCUPATIONAL_HEALTH,)
FURTHEST = dt.timedelta(days=90)
DAYS_ON_A_PAGE = 10
SUITS = (
    ("another_day", "Another day"),
    ("by_phone", "A phone or video call"),
    ("visit", "A visit to me, or a place near me"),
)
BETTER = choice("suits_better", "Would another day or way suit you better?", SUITS, "Choose what would suit you better")
DAY = Ask("appointment_on", "Which day?", form="date", restricted=True, error="Enter the day of the appointment")


def weekdays(today: dt.date) -> list[Choice]:
    """The days that a clerk can name with one button: the weekdays of the next two weeks."""
    ahead = (today + dt.timedelta(days=days) for days in range(1, 2 * DAYS_ON_A_PAGE))
    found = [day for day in ahead if day.weekday() < 5][:DAYS_ON_A_PAGE]
    return [Choice(day.isoformat(), f"{day:%A} {day.day} {day:%B}", {"appointment_on": day}) for day in found]


@rule("The day of an appointment lies within 90 days", needs=("appointment_on",))
def appointment_is_near(taking: Any) -> bool:
    """A day that is over can be written down late, with what came of it."""
    return bool(abs(taking.fact("appointment_on") - taking.day) <= FURTHEST)


@rule("There is no appointment whose day has come", reads=READS, hides=True)
def appointment_day_has_come(taking: Any) -> bool:
    day = taking.history.finding("appointment", "appointment_on")
    return day is not None and day <= taking.day


@rule("Occupational Health has not asked the person to come", reads=READS, hides=True)
def was_asked_to_come(taking: Any) -> bool:
    return taking.history.finding("appointment", "missed") is not None


class Appointments(Holder):
    """A new appointment simply takes the place of the one before."""

    @step(source=HERE, label="Write down an appointment", permission="refer", inner=True,
          rules=[in_progress, appointment_is_near], asks=[DAY],
          reply=Reply(BY_LINK, "Appointment", weekdays))  # fmt: skip
    def appointment_made(self, *, appointment_on: dt.date) -> None:
        """They tell the person; it stands on the person's own private page, too."""
        self.find("appointment", appointment_on=appointment_on, suits_better="")

    @step(source=HERE, label="The appointment was missed", permission="refer", inner=True, reads=READS,
          rules=[in_progress, appointment_day_has_come],
          reply=Reply(BY_LINK, "The appointment did not take place"))  # fmt: skip
    def appointment_missed(self) -> None:
        """Whoever could not come, and why, is not asked. The next day is ours: to find one that suits better."""
        missed = self.current("appointment").get("missed", 0)
        self.find("appointment", appointment_on=None, missed=missed + 1, suits_better="")

    @step(source=HERE, label="Say what would suit better", permission="answer_about_support", inner=True,
          rules=[in_progress, was_asked_to_come],
          asks=[BETTER])  # fmt: skip
    def ask_another_way(self, *, suits_better: str) -> None:
        """The person themselves, or one of us who asked them."""
        self.find("appointment", suits_better=suits_better)
