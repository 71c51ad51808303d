"""Readiness: do this person, this role and this support fit now? It makes a plan, and asks nothing about health."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.stages.names import Party
from onboarding.stages.plan import made_together
from onboarding.stages.second_view import SecondView
from onboarding.stages.selection import MEETING, meeting_is_over
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, offer_accepted, wd


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    BOOKED = "booked"
    PLAN_WITH_APPLICANT = "plan_with_applicant"
    NOT_YET = "not_yet"
    LOOKING_AGAIN = "looking_again"
    CLOSED = "closed"


OUTCOMES = (("ready", "Ready"), ("ready_with_plan", "Ready, with a plan"))
REASONS = (
    ("role", "The role is not clear yet"),
    ("time", "Time, travel or caring does not fit yet"),
    ("supervision", "Support or supervision is not in place yet"),
    ("boundaries", "Boundaries need more talk"),
)


@rule("The next talk must be within 60 working days (84 days)", needs=("review_on",))
def review_is_near(taking: Any) -> bool:
    ahead = (taking.fact("review_on") - taking.day).days
    return 0 < ahead <= 84


@rule("The day to look at the plan again must be ahead", needs=("look_again_on",))
def looked_at_ahead(taking: Any) -> bool:
    return taking.fact("look_again_on") is None or taking.fact("look_again_on") > taking.day


@rule("The time of the chat is over", reads=("meeting",), hides=True)
def meeting_is_ahead(taking: Any) -> bool:
    starts = taking.history.finding("meeting", "starts_at")
    return starts is not None and starts > taking.effective_at


def always(_taking: Any) -> bool:
    return True


PLANS: Any = made_together("booked", "plan_with_applicant", after=("closed",))


class Steps(hand_over("with_applicant", "plan_with_applicant"), PLANS, SecondView, Evidence):  # type: ignore[misc]
    """The steps of the readiness chat."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.COORDINATOR)
    def open(self) -> None:
        """Opens with the checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Invite to the readiness chat",
        permission="readiness",
        rules=[in_progress, offer_accepted],
        waits_on=Party.APPLICANT,
        letter="readiness_invitation",
        told="You can book your readiness chat.",
    )
    def invite(self) -> None:
        """The person can choose a time."""

    @step(
        source=State.WITH_APPLICANT,
        target=State.BOOKED,
        label="Book the readiness chat",
        permission="book",
        rules=[in_progress, offer_accepted],
        asks=MEETING,
        letter="readiness_invitation",
        told="Your readiness chat is booked.",
    )
    def book(self, *, starts_at: Any, how: str, place: str | None) -> None:
        self.find("meeting", starts_at=starts_at, how=how, place=place or "")

    @step(
        source=State.BOOKED,
        label="Change the time of the chat",
        permission="book",
        rules=[in_progress, offer_accepted, meeting_is_ahead],
        asks=MEETING,
        letter="readiness_invitation",
        told="Your readiness chat has another time.",
    )
    def change_meeting(self, *, starts_at: Any, how: str, place: str | None) -> None:
        """Another time, while the one there is lies ahead."""
        self.find("meeting", starts_at=starts_at, how=how, place=place or "")

    @step(
        source=State.BOOKED,
        target=State.WITH_APPLICANT,
        label="Cancel the chat",
        permission="book",
        rules=[in_progress, meeting_is_ahead],
        drops=["meeting"],
        waits_on=Party.APPLICANT,
        told="You cancelled your readiness chat.",
    )
    def cancel_meeting(self) -> None:
        """It counts against nobody: they can choose another time."""

    @step(
        source=State.BOOKED,
        target=State.WITH_APPLICANT,
        label="They could not come",
        permission="readiness",
        rules=[in_progress],
    )
    def missed(self) -> None:
        """Choose another time; nothing counts against anybody."""

    @step(
        source=State.BOOKED,
        target=State.PLAN_WITH_APPLICANT,
        label="Record the plan you made",
        permission="readiness",
        rules=[in_progress, meeting_is_over, looked_at_ahead],
        letter="readiness_plan",
        told="Your plan is ready to read.",
        asks=[
            Ask("outcome", "What did you agree?", form="choice", choices=OUTCOMES, error="Select what you agreed"),
            Ask(
                "support", "Support you agreed on", required=False, hint="Practical support only. Nothing about health."
            ),
            Ask("look_again_on", "When do you look at the plan again?", form="date", required=False),
        ],
    )
    def record_plan(self, *, outcome: str, support: str | None, look_again_on: Any) -> None:
        self.find("readiness", outcome=outcome, support=support or "", reason="", review_on=look_again_on)

    @step(
        source=State.PLAN_WITH_APPLICANT,
        target=State.CLOSED,
        label="Agree the plan",
        permission="agree_plan",
        rules=[in_progress],
        closes_as=SATISFIED,
        told="You and we agreed you are ready.",
    )
    def agree_plan(self) -> None:
        """The person has read the plan and says yes to it."""

    @step(
        source=State.BOOKED,
        target=State.NOT_YET,
        label="Agree on not yet",
        permission="readiness",
        grave=True,
        rules=[in_progress, meeting_is_over, review_is_near],
        two_people=always,
        letter="not_yet",
        told="Not yet, and that is okay.",
        asks=[
            Ask(
                "reason",
                "What is not in place yet?",
                form="choice",
                choices=REASONS,
                error="Select what is not in place yet",
            ),
            Ask("review_on", "We talk again on", form="date"),
        ],
    )
    def not_yet(self, *, reason: str, review_on: Any) -> None:
        self.find("readiness", outcome="not_yet", support="", reason=reason, review_on=review_on)

    @step(
        source=State.NOT_YET,
        target=State.WITH_APPLICANT,
        label="Talk again",
        permission="readiness",
        rules=[in_progress],
        letter="readiness_invitation",
        told="We would like to talk again.",
    )
    def talk_again(self) -> None:
        """The next talk, on the date agreed or sooner."""


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Choosing a time",
        Words(
            "Book your readiness chat",
            "This is a chat, not a test. You and a peer worker talk about the role and the support you want. "
            "You say how you want to use your own story. We do not ask about your health.",
        ),
        Party.APPLICANT,
        wd(10),
        "book",
        verbs={Party.COORDINATOR: "invite"},
        by_party={
            f"{Party.APPLICANT}.missed": Words(
                "You could not come. That is fine.",
                "Choose another time for your readiness chat. It does not count against you.",
            ),
            Party.COORDINATOR: Words("Readiness chat", "We will ask you for a time that suits you."),
            Party.HR: Words("Readiness chat", "It is with us now. You do not need to do anything."),
        },
    ),
    StateOf(
        State.BOOKED,
        "Chat booked",
        Words(
            "Your readiness chat is on {meeting}",
            "{meeting_how}It is a chat, not a test. You can bring someone. You can say “not yet”.",
        ),
        Party.COORDINATOR,
        wd(10),
        "record_plan",
    ),
    StateOf(
        State.PLAN_WITH_APPLICANT,
        "Plan with the person",
        Words(
            "Read the plan you made with us",
            "Say yes if it is right. Tell us if it is not. We will change it with you.",
        ),
        Party.APPLICANT,
        wd(5),
        "agree_plan",
        by_party={Party.HR: Words("Your plan", "You asked us something. It is with us now.")},
    ),
    StateOf(
        State.NOT_YET,
        "Not yet",
        Words(
            "Not yet, and that is okay",
            "We think not yet. You may see it differently. You can ask another person to look again. "
            "We will talk again on {review_on}. Your place is kept.",
        ),
        Party.COORDINATOR,
        wd(60),
        "talk_again",
        aside=True,
    ),
    StateOf(
        State.LOOKING_AGAIN,
        "Another person looks again",
        Words(
            "Another person looks again",
            "{looker} looks at it again. They did not decide before. You hear from us by {look_by}. Your place is kept.",
        ),
        Party.COORDINATOR,
        wd(10),
        "see_it_differently",
        by_party={Party.HR: Words("Another person looks again", "We are finding the right person. Your place is kept.")},
        targets={Party.HR: wd(2)},
        verbs={Party.HR: "name_who_looks"},
        aside=True,
    ),
    closed("You and we agreed you are ready."),
)

KIND = Kind(
    "readiness",
    "Readiness chat",
    "Readiness chat",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    on_offer=OnOffer(
        yours=Words(
            "Book your readiness chat",
            (
                "You and a peer worker talk about the role and the support you want. "
                "You say how you want to use your own story. We do not ask about your health."
            ),
        ),
    ),
)
