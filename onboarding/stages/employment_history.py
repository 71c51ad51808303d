"""What the person did in the last three years, with the times between: part of the references, and never a question about why.

Jobs, paid or not, courses and time without work count alike. “I was not in work” is a whole answer: no reason is asked for,
and there is no place to write one.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.stages.names import Party
from onboarding.stages.periods import untold
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, offer_accepted, waivable, wd


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    TO_READ = "to_read"
    CLOSED = "closed"


NOT_IN_WORK = "not_in_work"
WHAT = (("work", "A job, paid or not"), ("volunteering", "Volunteering"), ("course", "A course or school"))
WHAT_WORDS = {**dict(WHAT), NOT_IN_WORK: "Not in work"}
UNCLEAR = (
    ("dates", "The dates do not fit together"),
    ("where", "It is not clear where it was"),
    ("missing", "A time is missing"),
)
START = Ask("start", "From which day?", form="date", hint="Not sure of the day? Write 1.", error="Enter the day it began")
END = Ask("end", "Until which day?", form="date", required=False, hint="Leave it empty if it still goes on.")


@rule("It cannot end before it began, or be still ahead", needs=("start",))
def period_is_whole(taking: Any) -> bool:
    start, end = taking.fact("start"), taking.fact("end") or taking.day
    return bool(start <= end <= taking.day)


@rule("The last 3 years are not full yet. “I was not in work” is enough", reads=("work_history",))
def three_years_told(taking: Any) -> bool:
    """NHS employment check standards: three years in a row, gaps explained. Why somebody was not in work is never asked."""
    return not untold(taking.history.finding("work_history", "periods", []), taking.day)


@rule("There is nothing to take out yet", reads=("work_history",), hides=True)
def something_told(taking: Any) -> bool:
    return bool(taking.history.finding("work_history", "periods", []))


class Steps(hand_over("with_applicant"), Evidence, waivable("with_applicant", "to_read")):  # type: ignore[misc]
    """The steps of the history of work."""

    def tell(self, what: str, where: str, start: dt.date, end: dt.date | None) -> None:
        """One more time, beside those told before."""
        one = {"what": what, "where": where, "start": start.isoformat(), "end": end.isoformat() if end else ""}
        self.find("work_history", periods=[*self.current("work_history").get("periods", []), one])

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Ask what they did in the last 3 years",
        permission="reference",
        rules=[in_progress, offer_accepted],
        waits_on=Party.APPLICANT,
        told="Tell us what you did in the last 3 years.",
    )
    def ask(self) -> None:
        """We told the person what counts, that time without work is fine, and that nobody asks why."""

    @step(
        source=State.WITH_APPLICANT,
        label="Add work, volunteering or a course",
        permission="tell_history",
        rules=[in_progress, period_is_whole],
        reads=["work_history"],
        asks=[
            Ask("what", "What was it?", form="choice", choices=WHAT, error="Select what it was"),
            Ask("where", "Where was it?", own="Where was it?", longest=120, error="Enter where it was"),
            START,
            END,
        ],
    )
    def add_period(self, *, what: str, where: str, start: dt.date, end: dt.date | None) -> None:
        self.tell(what, where, start, end)

    @step(
        source=State.WITH_APPLICANT,
        label="Add time without work",
        permission="tell_history",
        rules=[in_progress, period_is_whole],
        reads=["work_history"],
        asks=[START, END],
    )
    def add_time_off(self, *, start: dt.date, end: dt.date | None) -> None:
        """Not in work is enough to say. What it was for is nobody's business."""
        self.tell(NOT_IN_WORK, "", start, end)

    @step(
        source=State.WITH_APPLICANT,
        label="Take out the last one",
        permission="tell_history",
        rules=[in_progress, something_told],
        reads=["work_history"],
    )
    def take_out_last(self) -> None:
        """A mistake is mended by the person themselves."""
        self.find("work_history", periods=self.current("work_history").get("periods", [])[:-1])

    @step(
        source=State.WITH_APPLICANT,
        target=State.TO_READ,
        label="That is all",
        permission="tell_history",
        rules=[in_progress, three_years_told],
        told="Thank you. We will read what you told us.",
    )
    def tell_all(self) -> None:
        """Three years in a row are told."""

    @step(
        source=State.TO_READ,
        target=State.CLOSED,
        label="Accept it",
        permission="reference",
        rules=[in_progress, three_years_told],
        reads=["work_history"],
        closes_as=SATISFIED,
        told="Thank you. We have read what you told us.",
    )
    def accept(self) -> None:
        """It fits together, and the times between are told."""

    @step(
        source=State.TO_READ,
        target=State.WITH_APPLICANT,
        label="Ask them to make it clear",
        permission="reference",
        rules=[in_progress],
        reads=["work_history"],
        waits_on=Party.APPLICANT,
        told="We have one more question about what you did. It is not about why.",
        asks=[Ask("reason", "What is not clear?", form="choice", choices=UNCLEAR, error="Select what is not clear")],
    )
    def ask_about(self, *, reason: str) -> None:
        self.code = reason


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Last 3 years not told yet",
        Words(
            "Tell us what you did in the last 3 years",
            "Jobs, volunteering, courses and time without work all count. “I was not in work” is enough. "
            "You do not have to say why. {told_so_far}",
        ),
        Party.APPLICANT,
        wd(10),
        "tell_all",
        verbs={Party.HR: "ask"},
        by_party={
            Party.HR: Words("What you did in the last 3 years", "It is with us now. You do not need to do anything yet.")
        },
    ),
    StateOf(
        State.TO_READ,
        "To be read",
        Words("We have what you did in the last 3 years", "We are reading it. You do not need to do anything."),
        Party.HR,
        wd(2),
        "accept",
    ),
    closed("We have read what you told us."),
)

KIND = Kind(
    "employment_history",
    "Work history",
    "What you did in the last 3 years",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    on_offer=OnOffer(
        yours=Words(
            "Tell us what you did in the last 3 years",
            "Jobs, volunteering, courses and time without work all count. You do not have to say why you were not in work.",
        ),
    ),
)
