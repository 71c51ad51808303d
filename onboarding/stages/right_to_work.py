"""Right to work: the same check for everyone who is paid, before the first paid hour; volunteers: an answer, no copy."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.stages.carried import carried, earlier_was_checked
from onboarding.stages.names import Party
from onboarding.stages.shared import (
    WHY_AGAIN,
    Evidence,
    closed,
    hand_over,
    in_progress,
    not_open,
    offer_accepted,
    still_with_us,
    waivable,
    wd,
)


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    CLOSED = "closed"


ROUTES = (
    ("papers", "Original papers seen"),
    ("share_code", "Share code checked online"),
    ("provider", "Identity service provider"),
)
CHECKED = (
    Ask("route", "How did you check?", form="choice", choices=ROUTES, error="Select how you checked"),
    Ask("until", "Leave to work ends on", form="date", required=False, hint="Leave empty when it has no end"),
)


@rule("This is a voluntary role: record the answer, not a check", law=True)
def role_is_paid(taking: Any) -> bool:
    """No copy of a volunteer's papers may be kept for a check the law does not ask for."""
    return bool(taking.history.paid)


@rule("This is a paid role: the right to work must be checked", law=True)
def role_is_voluntary(taking: Any) -> bool:
    """Immigration, Asylum and Nationality Act 2006 s.15."""
    return not taking.history.paid


@rule("The leave to work must end after the day of the check", needs=("until",))
def ends_after_check(taking: Any) -> bool:
    until = taking.fact("until")
    return until is None or until > taking.day

Carry: Any = carried("with_applicant", permission="right_to_work", rules=[offer_accepted, earlier_was_checked])
Waive: Any = waivable("with_applicant", never=[role_is_voluntary])


class Steps(hand_over("with_applicant"), Evidence, Waive, Carry):  # type: ignore[misc]
    """The steps of the right to work check."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Ask for proof",
        permission="right_to_work",
        rules=[in_progress, offer_accepted],
        waits_on=Party.APPLICANT,
        told="Show us that you can work here.",
    )
    def ask(self) -> None:
        """We told the person what helps: papers or a share code."""

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Record the check",
        permission="right_to_work",
        rules=[in_progress, offer_accepted, role_is_paid, ends_after_check],
        closes_as=SATISFIED,
        expires="until",
        told="Thank you. Your right to work is checked.",
        asks=CHECKED,
    )
    def record_check(self, *, route: str, until: Any) -> None:
        self.find("right_to_work", route=route, until=until)

    @step(
        source=State.CLOSED,
        label="Record a new check",
        permission="right_to_work",
        rules=[still_with_us, role_is_paid, ends_after_check],
        closes_as=SATISFIED,
        expires="until",
        told="Thank you. Your right to work is checked again.",
        asks=[Ask("why", "Why again?", form="choice", choices=WHY_AGAIN, error="Select why it was checked again"), *CHECKED],
    )  # fmt: skip
    def check_again(self, *, why: str, route: str, until: Any) -> None:
        """Leave to work has an end, and people get new papers: checked again before the old check runs out."""
        self.code = why
        self.find("right_to_work", route=route, until=until)

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Record their answer",
        permission="right_to_work",
        rules=[in_progress, offer_accepted, role_is_voluntary],
        closes_as=SATISFIED,
        told="Thank you for your answer.",
        asks=[Ask("answer", "They told us they may volunteer here", form="yes", error="Confirm that they told us")],
    )
    def record_answer(self, *, answer: bool) -> None:
        self.find("right_to_work", route="answer", until=None)


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Not checked yet",
        Words(
            "Show us that you can work here",
            "Everyone shows us the same thing. It can be a passport or a share code. Not sure what to bring? Ask us.",
        ),
        Party.APPLICANT,
        wd(5),
        "record_check",
        verbs={Party.HR: "ask"},
        by_party={
            Party.HR: Words("Right to work", "We will tell you what to show. You do not need to do anything yet.")
        },
    ),
    closed("This is checked."),
)

KIND = Kind(
    "right_to_work",
    "Right to work",
    "Right to work",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    on_offer=OnOffer(
        yours=Words(
            "Show us that you can work here", "Everyone shows us the same thing. It can be a passport or a share code."
        ),
        volunteers=Words("Tell us that you may volunteer here", "We only ask. We do not need your papers for this."),
    ),
)
