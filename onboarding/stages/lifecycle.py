"""The application's own machine: sent, paused by the person's own wish, resting, in role, moved on, and the endings."""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, step
from onboarding.engine.holder import Holder
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.stages import endings
from onboarding.stages.moving_on import MovingOn
from onboarding.stages.names import APPLICATION, ENDINGS, Life

OPEN = (Life.IN_PROGRESS, Life.PAUSED)
COME_BACK = "You can come back any time. Some checks may need doing again. We will tell you which before you start."


def always(_taking: Any) -> bool:
    return True


HOW_ASKED = (("self", "On their own page"), ("phone", "By phone"), ("email", "By e-mail"), ("in_person", "In person"))

PAUSE = (
    Ask("asked", "How did they ask?", form="choice", choices=HOW_ASKED, error="Select how they asked"),
    Ask("may_tell", "May we still tell you if a check has a day to keep?", form="yes", required=False),
)


class Steps(MovingOn, Holder):
    """The steps of the application itself."""

    @step(
        source=Life.DRAFT,
        target=Life.IN_PROGRESS,
        label="Send the application",
        permission="submit",
        letter="application_received",
        told="We have your application. Thank you.",
    )
    def submit(self) -> None:
        """The application is sent: selection opens."""

    @step(
        source=Life.IN_PROGRESS,
        target=Life.PAUSED,
        label="Pause, as the person asked",
        permission="pause",
        letter="pause_confirmed",
        told="Your application is paused, as you asked. Your place is kept.",
        asks=PAUSE,
    )
    def pause(self, *, asked: str, may_tell: bool | None) -> None:
        """Only the person's own wish is a pause. No reason is asked."""
        self.code = asked
        self.find("break", asked=asked, may_tell=bool(may_tell))

    @step(
        source=Life.PAUSED,
        target=Life.IN_PROGRESS,
        label="Come back from the break",
        permission="pause",
        letter="welcome_back",
        told="Welcome back.",
    )
    def resume(self) -> None:
        """The break is over; due dates have moved on."""

    @step(
        source=Life.PAUSED,
        target=Life.IN_PROGRESS,
        label="They did not ask for this break",
        permission="pause",
        rules=[endings.recorded_by_us],
        told="Your break is over. We are sorry for the mistake.",
    )
    def not_asked(self) -> None:
        """The person says that they never asked for the break we wrote down: it ends at once."""

    @step(
        source=OPEN,
        target=Life.RESTING,
        label="Let it rest",
        permission="rest",
        grave=True,
        rules=[endings.applies_for_a_role, endings.silent_for_weeks, endings.called_lately],
        asks=endings.SILENCE,
        letter="resting",
        told="We have not heard from you, so your application is resting. Nothing is decided. One click brings you back.",
    )
    def rest(self, *, called_on: Any, reminded: bool) -> None:
        """After reminders and a call a person, never a job, may set it. Nothing is decided."""
        self.find("silence", called_on=called_on)

    @step(
        source=(Life.RESTING, Life.WITHDRAWN),
        target=Life.IN_PROGRESS,
        label="Come back",
        permission="pause",
        rules=[endings.back_within_a_year],
        letter="welcome_back",
        told="Welcome back.",
    )
    def come_back(self) -> None:
        """One click to come back, for 12 months: after a rest, and for who has stopped by their own wish."""

    @step(
        source=(*OPEN, Life.RESTING, Life.DRAFT),
        target=Life.WITHDRAWN,
        label="Stop the application, as the person asked",
        grave=True,
        permission="withdraw",
        letter="withdrawal_confirmed",
        told="You have stopped your application. Thank you for telling us. You can come back.",
        asks=[
            Ask(
                "reason", "Why?", form="choice", choices=endings.WHY_STOP, required=False, hint="You do not have to say"
            )
        ],
    )
    def withdraw(self, *, reason: str | None) -> None:
        """The person stops. A reason is never compulsory."""
        self.code = reason or ""

    @step(
        source=OPEN,
        target=Life.NOT_THIS_TIME,
        label="Not this time",
        permission="end",
        grave=True,
        two_people=always,
        rules=[endings.applies_for_a_role, endings.not_offered_yet, endings.two_strengths],
        letter="not_this_time",
        told="We cannot offer you this role this time.",
        asks=endings.FEEDBACK,
    )
    def not_this_time(
        self, *, reason: str, first_strength: str, second_strength: str, next_time: str, offered_talk: bool
    ) -> None:
        """Two people decide. The person reads why, two strengths, and what may help next time."""
        self.code = reason
        self.find(
            "feedback",
            reason=reason,
            first_strength=first_strength,
            second_strength=second_strength,
            next_time=next_time,
        )

    @step(
        source=OPEN,
        target=Life.CHOSE_GROUP,
        label="They chose the group",
        permission="withdraw",
        grave=True,
        rules=[endings.applies_for_a_role],
        told="You chose the group. Good. You are welcome there.",
    )
    def choose_group(self) -> None:
        """Good news: mutual support instead of a role."""

    @step(
        source=OPEN,
        target=Life.OFFER_DECLINED,
        label="They said no to the offer",
        permission="answer_offer",
        grave=True,
        rules=[endings.offer_stands],
        told="You said no, thank you. You can come back any time.",
    )
    def decline_offer(self) -> None:
        """The person says no to the conditional offer."""

    @step(
        source=OPEN,
        target=Life.OFFER_WITHDRAWN,
        label="Withdraw the offer",
        permission="end",
        grave=True,
        two_people=always,
        rules=[endings.offer_was_made, endings.not_with_a_team],
        letter="offer_withdrawn",
        told="We have to take back our offer. We would like to talk with you.",
        asks=[Ask("met", "We met the person, or offered to", form="yes", error="Offer to meet the person first")],
    )
    def withdraw_offer(self, *, met: bool) -> None:
        """A decision of two people, after a meeting was offered. Reasons stay in the restricted record."""

    @step(
        source=OPEN,
        target=Life.TRANSFERRED,
        label="Transferred",
        permission="end",
        grave=True,
        rules=[endings.applies_for_a_role, endings.role_is_open],
        told="Your application has moved.",
        asks=endings.TRANSFER,
    )
    def transfer(self, *, to: int, agreed: bool) -> None:
        """Another role or site takes over, with an application of its own; what may be carried is carried there."""

    @step(
        source=tuple(life for life in Life if life != Life.DECEASED),
        target=Life.DECEASED,
        label="The person has died",
        permission="end",
        grave=True,
    )
    def record_death(self) -> None:
        """Everything outgoing stops in the same transaction."""

    @step(
        source=Life.IN_PROGRESS,
        target=Life.IN_ROLE,
        label="In role",
        permission=DOOR,
        rules=[endings.all_closed],
        told="You are a peer worker.",
    )
    def start_role(self) -> None:
        """The last step closed."""

    @step(
        source=Life.IN_ROLE,
        target=Life.MOVED_ON,
        label="Moved on",
        permission="confirm_role",
        grave=True,
        rules=[endings.applies_for_a_role],
        told="Thank you for all you did.",
        asks=endings.MOVED_ON,
    )
    def move_on(self, *, where: str, why: str | None, may_ask: bool | None) -> None:
        """The person goes on to something else. Why is theirs to say or not."""
        self.find("destination", months=0, where=where, why=why or "", may_ask=bool(may_ask))

    @step(
        source=Life.IN_ROLE,
        target=Life.MOVED_ON,
        label="Leave the group",
        permission="join_group",
        rules=[endings.is_in_a_group],
        told="You have left the group. You are welcome back any time.",
    )
    def leave_group(self) -> None:
        """No reason is asked, and nobody needs to agree."""

    @step(
        source=Life.MOVED_ON,
        label="Record what they do now",
        permission="confirm_role",
        rules=[endings.may_be_asked],
        reads=["destination"],
        asks=endings.LATER,
    )
    def record_destination(self, *, months: str, where: str) -> None:
        """Asked 3, 6 and 12 months later, only of those who wished it."""
        self.find("destination", months=int(months), where=where, why=self.current("destination").get("why", ""), may_ask=True)

    @step(
        source=(Life.RESTING, *sorted(ENDINGS - {Life.DECEASED})),
        target=Life.IN_PROGRESS,
        label="Open it again",
        permission="reopen",
        grave=True,
        letter="welcome_back",
        told="Welcome back. Your application is open again.",
    )
    def reopen(self) -> None:
        """An ending is never for ever: the door stays open."""


def _state(code: Life, staff: str, title: str, text: str) -> StateOf:
    return StateOf(code, staff, Words(title, text))


STATES = (
    _state(
        Life.DRAFT,
        "Draft",
        "Finish your application",
        "You have started. You can stop and come back. You can ask us to fill it in with you.",
    ),
    _state(Life.IN_PROGRESS, "In progress", "You do not need to do anything right now", "We are working on it."),
    _state(
        Life.PAUSED,
        "Paused by their own wish",
        "Your application is paused",
        "Your place is kept. We ask nothing of you now. " + COME_BACK,
    ),
    _state(
        Life.RESTING,
        "Resting",
        "Your application is resting",
        "Nothing is decided. One click brings you back, for 12 months. " + COME_BACK,
    ),
    _state(
        Life.IN_ROLE,
        "In role",
        "You are a peer worker",
        "Thank you for waiting. Your checks are done. Your supervisor is there for you.",
    ),
    _state(
        Life.MOVED_ON,
        "Moved on",
        "You have moved on",
        "Thank you for all you did. Your record is yours. Ask us for it any time.",
    ),
    _state(
        Life.WITHDRAWN,
        "Stopped by the person",
        "You have stopped your application",
        "Thank you for telling us. " + COME_BACK,
    ),
    _state(
        Life.NOT_THIS_TIME,
        "Not this time",
        "We cannot offer you this role this time",
        "We would like to tell you why, and what else there is. You are welcome to try again. You can ask us to look again.",
    ),
    _state(Life.CHOSE_GROUP, "Chose the group", "You chose the group", "Good to have you with us. " + COME_BACK),
    _state(Life.OFFER_DECLINED, "Offer declined", "You said no, thank you", "Thank you for telling us. " + COME_BACK),
    _state(
        Life.OFFER_WITHDRAWN,
        "Offer withdrawn",
        "We have taken back our offer",
        "We would like to talk with you about it. You can bring someone. You can ask us to look again.",
    ),
    _state(
        Life.TRANSFERRED, "Transferred", "Your application has moved", "Someone else looks after it now. Ask us who."
    ),
    _state(Life.DECEASED, "The person has died", "This application is closed", "Nobody will be written to."),
)

KIND = Kind(APPLICATION, "Application", "Your application", Life.DRAFT, None, STATES, Steps)
