"""Selection: a fair choice on the role's criteria, up to the conditional offer being accepted."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.stages.carried import carried
from onboarding.stages.names import Party
from onboarding.stages.selection_days import (
    MINUTES,
    TIMES,
    Times,
    has_a_typed_time_ahead,
    peer_was_confirmed,
    peer_was_on_panel,
    the_person_chooses_ours,
)
from onboarding.stages.shared import TWO_WEEKS, Evidence, closed, hand_over, in_progress, not_open, wd
from onboarding.stages.shortlisting import two_have_read


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    SHORTLISTING = "shortlisting"
    WITH_APPLICANT = "with_applicant"
    BOOKED = "booked"
    DECIDING = "deciding"
    OFFERED = "offered"
    RESERVE = "reserve"
    CLOSED = "closed"


SIX_MONTHS = 183
HOW = (("in_person", "In person"), ("phone", "By phone"), ("video", "By video"))


@rule("The meeting has not taken place: its time is still ahead", reads=("meeting",))
def meeting_is_over(taking: Any) -> bool:
    starts = taking.history.finding("meeting", "starts_at")
    return starts is None or starts <= taking.effective_at


@rule("The date to answer by must be ahead", needs=("accept_by",))
def answer_date_is_ahead(taking: Any) -> bool:
    return bool(taking.fact("accept_by") > taking.day)


@rule("The reserve list needs a date on which it ends, and it must be ahead", needs=("expires_on",))
def reserve_ends_ahead(taking: Any) -> bool:
    return bool(taking.fact("expires_on") > taking.day)


MEETING = (
    Ask("starts_at", "When do you meet?", form="time"),
    Ask("how", "How do you meet?", form="choice", choices=HOW, error="Select how you meet"),
    Ask("place", "Where?", required=False, hint="An address, or “we ring you”"),
)
UNTIL = Ask("expires_on", "On the list until", form="date", ahead=SIX_MONTHS)
OFFER = (
    Ask("hours", "Hours a week", form="number", least=1, most=40),
    Ask("accept_by", "Answer by", form="date"),
    Ask(
        "peer_on_panel",
        "A person with lived experience was on the panel",
        form="yes",
        required=False,
        hint="After a selection day its own panel says it",
        error="Confirm that a person with lived experience was on the panel",
    ),
)


class Steps(Times, hand_over("with_applicant", "offered", reads=("offer",)), Evidence, carried("shortlisting", permission="offer")):  # type: ignore[misc]
    """The steps of selection."""

    def more_time(self) -> None:
        """Two weeks more to answer an offer: its day moves with it, never to an earlier one."""
        if offer := self.current("offer"):
            later = max(offer["accept_by"], self.day + TWO_WEEKS)
            self.find("offer", hours=offer["hours"], accept_by=later)

    @step(source=State.NOT_OPEN, target=State.SHORTLISTING, label="Open", permission=DOOR)
    def open(self) -> None:
        """Selection opens when the application is sent."""

    @step(
        source=State.SHORTLISTING,
        target=State.WITH_APPLICANT,
        label="Invite to meet",
        permission="select",
        rules=[in_progress, two_have_read],
        reads=[TIMES],
        may_wait_on=[Party.HR],
        letter="meeting_invitation",
        told="We would like to meet you.",
    )
    def invite(self) -> None:
        """Two people read the application, one of them with lived experience, and want to meet."""
        self.waits_for_a_time()

    @step(
        source=State.WITH_APPLICANT,
        target=State.BOOKED,
        label="Book the meeting",
        permission="book",
        rules=[in_progress, the_person_chooses_ours],
        asks=MEETING,
        letter="meeting_invitation",
        told="Your meeting is booked.",
    )
    def book(self, *, starts_at: Any, how: str, place: str | None) -> None:
        self.find("meeting", starts_at=starts_at, how=how, place=place or "")

    @step(
        source=State.BOOKED,
        label="Change the time of the meeting",
        permission="book",
        rules=[in_progress, has_a_typed_time_ahead, the_person_chooses_ours],
        asks=MEETING,
        letter="meeting_invitation",
        told="Your meeting has another time.",
    )
    def change_meeting(self, *, starts_at: Any, how: str, place: str | None) -> None:
        """Another time, where no selection day gave the one there is."""
        self.find("meeting", starts_at=starts_at, how=how, place=place or "")

    @step(
        source=State.BOOKED,
        target=State.WITH_APPLICANT,
        label="Cancel the meeting",
        permission="book",
        rules=[in_progress, has_a_typed_time_ahead],
        drops=["meeting"],
        reads=[TIMES],
        may_wait_on=[Party.HR],
        told="You cancelled your meeting.",
    )
    def cancel_meeting(self) -> None:
        """It counts against nobody: they can choose another time."""
        self.waits_for_a_time()

    @step(
        source=State.BOOKED,
        target=State.WITH_APPLICANT,
        label="They could not come",
        permission="select",
        rules=[in_progress],
        drops=["slot"],
        reads=[TIMES],
        may_wait_on=[Party.HR],
    )
    def missed(self) -> None:
        """A missed meeting counts against nobody: choose another time."""
        self.waits_for_a_time()

    @step(
        source=State.BOOKED,
        target=State.DECIDING,
        label="Record that we met",
        permission="select",
        rules=[in_progress, meeting_is_over],
        told="Thank you for meeting us.",
    )
    def met(self) -> None:
        """The meeting took place; the panel decides."""

    @step(
        source=(State.DECIDING, State.RESERVE),
        target=State.OFFERED,
        label="Make the conditional offer",
        permission="offer",
        rules=[in_progress, answer_date_is_ahead, peer_was_confirmed, peer_was_on_panel],
        asks=OFFER,
        letter="conditional_offer",
        told="We would like you to join us.",
    )
    def offer(self, *, hours: int, accept_by: Any, peer_on_panel: bool | None) -> None:
        self.find("offer", hours=hours, accept_by=accept_by)

    @step(
        source=State.DECIDING,
        target=State.RESERVE,
        label="Put on the reserve list",
        permission="offer",
        rules=[in_progress, reserve_ends_ahead],
        letter="reserve_list",
        told="You are on our reserve list.",
        asks=[UNTIL],
    )
    def reserve(self, *, expires_on: Any) -> None:
        self.find("reserve", expires_on=expires_on)

    @step(
        source=State.RESERVE,
        label="Keep on the reserve list, as they wish",
        permission="offer",
        rules=[in_progress, reserve_ends_ahead],
        told="You are still on our reserve list.",
        asks=[UNTIL, Ask("wished", "They told us that they wish to stay on it", form="yes", error="Ask them first")],
    )
    def keep_on_reserve(self, *, expires_on: Any, wished: bool) -> None:
        """The list ends for nobody by itself: they are asked, and stay on it, or it is said to them."""
        self.find("reserve", expires_on=expires_on)

    @step(
        source=State.OFFERED,
        target=State.CLOSED,
        label="Say yes to the offer",
        permission="answer_offer",
        rules=[in_progress],
        closes_as=SATISFIED,
        told="You said yes. Your checks can start.",
    )
    def accept(self) -> None:
        """The person says yes: every check opens at once."""


STATES = (
    not_open("This starts when you send your application."),
    StateOf(
        State.SHORTLISTING,
        "Reading the application",
        Words(
            "We have your application",
            "Two people will read it. One of them has lived experience. You do not need to do anything.",
        ),
        Party.COORDINATOR,
        wd(10),
        "invite",
    ),
    StateOf(
        State.WITH_APPLICANT,
        "Choosing a time to meet",
        Words(
            "Choose a time to meet us",
            "We would like to meet you. You can choose in person, phone or video. You can bring someone with you.",
        ),
        Party.APPLICANT,
        wd(10),
        "book",
        by_party={
            f"{Party.APPLICANT}.missed": Words(
                "You could not come. That is fine.",
                "Choose another time. It does not count against you. You can bring someone with you.",
            ),
            f"{Party.HR}.missed": Words(
                "You could not come. That is fine.",
                "We are finding another time. It does not count against you. You do not need to do anything.",
            ),
            Party.HR: Words("We are finding a time to meet", "It is with us now. You do not need to do anything.")
        },
    ),
    StateOf(
        State.BOOKED,
        "Meeting booked",
        Words(
            "You are meeting us on {meeting}",
            "{meeting_how}{meeting_with}It takes about "
            f"{MINUTES} minutes. You can change it or cancel it. You can bring someone with you.",
        ),
        Party.COORDINATOR,
        wd(10),
        "met",
    ),
    StateOf(
        State.DECIDING,
        "Deciding",
        Words("We are deciding", "Thank you for meeting us. We will tell you soon. You do not need to do anything."),
        Party.MANAGER,
        wd(5),
        "offer",
    ),
    StateOf(
        State.OFFERED,
        "Offer made",
        Words(
            "We would like you to join us",
            "There are some checks to do first. Do not leave a job or change your benefits yet. "
            "Talk to a free benefits adviser before you say yes. You have until {accept_by}. You can ask for longer.",
        ),
        Party.APPLICANT,
        wd(10),
        "accept",
        by_party={
            Party.HR: Words("Our offer to you stands", "You asked us something. It is with us now. Your place is kept.")
        },
    ),
    StateOf(
        State.RESERVE,
        "Reserve list",
        Words(
            "You are on our reserve list",
            "We liked meeting you. There is no place free yet. We keep your name until {expires_on}.",
        ),
        Party.HR,
        wd(120),
        "offer",
    ),
    closed("You said yes to our offer."),
)

KIND = Kind("selection", "Selection", "Applying and meeting us", State.NOT_OPEN, State.CLOSED, STATES, Steps)
