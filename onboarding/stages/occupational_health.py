"""Occupational health: is the person fit for this role, and what adjustments help? Seen outside only in neutral states."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.engine.replies import Reply
from onboarding.stages import fitness_rules as rules
from onboarding.stages.answered import answered_by
from onboarding.stages.appointments import BY_LINK, Appointments
from onboarding.stages.carried import asks_no_more, carried, earlier_this_half_year
from onboarding.stages.fitness import PAIR, Inside, unless_fit
from onboarding.stages.fitness_words import RESULT
from onboarding.stages.job_demands import OF_THE_ROLE
from onboarding.stages.names import Party
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, offer_accepted, waivable, wd
from onboarding.stages.vaccines import Vaccines, vaccines_are_settled


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    WITH_BODY = "with_body"
    BEING_CONSIDERED = "being_considered"
    CLOSED = "closed"


OURS = "It is with us now. You do not need to do anything."


ANSWERED: Any = answered_by(Party.OCCUPATIONAL_HEALTH, "with_body", also=("with_applicant",))
STILL_ANSWERS = (offer_accepted, earlier_this_half_year, asks_no_more)
WAIVABLE: Any = waivable("with_applicant")
CARRY: Any = carried("with_applicant", permission="refer", rules=STILL_ANSWERS, asks=OF_THE_ROLE[:1])


class Steps(hand_over("with_applicant"), ANSWERED, Evidence, Appointments, Vaccines, Inside, WAIVABLE, CARRY):  # type: ignore[misc]
    """The public steps: the same for every outcome."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Refer to occupational health",
        permission="refer",
        rules=[offer_accepted, in_progress],
        waits_on=Party.APPLICANT,
        letter="about_your_assessment",
        to_others=["health_referral"],
        told="Occupational Health has a form for you.",
        asks=[Ask("body", "Which occupational health service?", form="row", row="body", required=False), *OF_THE_ROLE],
    )
    def refer(self, *, body: int | None, demands: list[str] | None, hoped_start: dt.date | None) -> None:
        """The service has the role's demands and sends its own form; we never see the answers."""
        self.body_id = body
        self.find("referral", demands=demands or [], hoped_start=hoped_start)

    @step(
        source=State.WITH_APPLICANT,
        target=State.WITH_BODY,
        label="They have the form",
        permission="refer",
        rules=[offer_accepted, in_progress],
        link=Party.OCCUPATIONAL_HEALTH,
        told="Occupational Health has your form.",
        reply=Reply(BY_LINK, "The form has come to us"),
    )
    def form_arrived(self) -> None:
        """Occupational Health has told us that the form came back to them."""

    @step(
        source=State.WITH_BODY,
        target=State.WITH_APPLICANT,
        label="They ask the person again",
        permission="refer",
        rules=[in_progress],
        reply=Reply(BY_LINK, "We have asked the person for something more"),
    )
    def ask_again(self) -> None:
        """A part of the form was left open. A talk, and one that did not take place, stand in the record."""

    @step(
        source=State.WITH_BODY,
        label="They have sent their report",
        permission="refer",
        waits_on=Party.HR,
        rules=[in_progress],
        told="Occupational Health has written to us. We will look at it.",
        reply=Reply(BY_LINK, "We have sent our report"),
    )
    def report_sent(self) -> None:
        """The report goes to who may read it, by their own way; that it was sent makes the next day ours."""

    @step(
        source=(State.WITH_APPLICANT, State.WITH_BODY),
        target=State.BEING_CONSIDERED,
        label="Record the answer",
        permission="record_fitness",
        rules=[offer_accepted, in_progress, rules.not_now_has_a_review, rules.review_is_ahead],
        asks=RESULT,
        waits_on=Party.HR,
        letter="health_answer",
        told="Occupational Health has answered. We are looking at it.",
    )
    def record_result(self, *, outcome: str, adjustments: str | None, review_on: Any) -> None:
        self.answer(outcome=outcome, adjustments=adjustments or "", review_on=review_on)

    @step(
        source=State.BEING_CONSIDERED,
        target=State.CLOSED,
        label="Decide to go on",
        permission="decide_fitness",
        grave=True,
        reads=("fitness",),
        rules=[in_progress, rules.outcome_lets_them_start, rules.support_is_agreed, rules.health_not_decided, vaccines_are_settled],
        two_people=unless_fit,
        one_of_each=PAIR,
        closes_as=SATISFIED,
        letter="health_support",
        told="This check is done.",
    )
    def decide(self) -> None:
        """HR and the manager decide to go on, with the support agreed. Access to Work never blocks."""
        agreed = self.current("fitness").get("agreed")
        self.find("fitness", decision="with_support" if agreed else "go_on", decided_on=self.day)


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Form with the person",
        Words(
            "Work and health support",
            "Occupational Health sends you its own form. You send it back to them, not to us. "
            "They tell us: yes, yes with support, or not now. They do not tell us why. "
            "Having a mental health problem is not a reason for us to say no.",
        ),
        Party.APPLICANT,
        wd(10),
        "form_arrived",
        verbs={Party.HR: "refer"},
        by_party={
            Party.HR: Words("Work and health support", "We are asking Occupational Health to send you their form.")
        },
        question="Has the form from {called} come to you?",
    ),
    StateOf(
        State.WITH_BODY,
        "With Occupational Health",
        Words(
            "Occupational Health has your form",
            "They may ring you for a chat. That is normal. They tell us only what support you need.",
        ),
        Party.OCCUPATIONAL_HEALTH,
        wd(10),
        "record_result",
        by_party={Party.HR: Words("Work and health support", OURS)},
        targets={Party.HR: wd(2)},
        verbs={f"{Party.HR}.not_theirs": "ask_them"},
        question="What have you done so far for {called}?",
    ),
    StateOf(
        State.BEING_CONSIDERED,
        "Being considered",
        Words(
            "We are looking at your work and health support",
            "Occupational Health has answered. You do not need to do anything right now.",
        ),
        Party.HR,
        wd(5),
        "decide",
    ),
    closed("This check is done."),
)

KIND = Kind(
    "occupational_health",
    "Work and health support",
    "Work and health support",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    restricted=True,
    bodies=Party.OCCUPATIONAL_HEALTH,
    on_offer=OnOffer(
        yours=Words(
            "Work and health support",
            "This is Occupational Health’s own form. They do not tell us why, only: yes, yes with support, or not now.",
        ),
        others=Words("Occupational Health", "They may ring you for a chat. That is normal."),
    ),
)
