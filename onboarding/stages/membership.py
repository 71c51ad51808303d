"""Membership of a group for mutual support: a welcome, and the agreement that the group wrote itself. No check, no target, no report.

Nobody counts days here, nobody is chased, and nobody is turned away. Who would like a role later applies like anybody else.
"""

from __future__ import annotations

import enum

from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.stages.names import Life, Party
from onboarding.stages.shared import closed, hand_over, in_progress, not_open


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WELCOME = "welcome"
    WITH_APPLICANT = "with_applicant"
    CLOSED = "closed"


class Steps(hand_over("with_applicant")):  # type: ignore[misc]
    """The steps by which somebody joins a group."""

    @step(source=State.NOT_OPEN, target=State.WELCOME, label="Open", permission=DOOR)
    def open(self) -> None:
        """Opens as soon as somebody says that they would like to come."""

    @step(
        source=State.WELCOME,
        target=State.WITH_APPLICANT,
        label="Welcome them",
        permission="welcome",
        rules=[in_progress],
        told="Welcome. It is good that you are here.",
    )
    def welcome(self) -> None:
        """Somebody of the group has met them, and shown them what the group agreed on."""

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Agree to what the group agreed on",
        permission="join_group",
        rules=[in_progress],
        closes_as=SATISFIED,
        told="You said yes to what the group agreed on.",
    )
    def agree(self) -> None:
        """The words are the group's own."""


STATES = (
    not_open("This starts when you say that you would like to come."),
    StateOf(
        State.WELCOME,
        "To be welcomed",
        Words("We would like to meet you", "Someone from the group will get in touch. You can bring someone with you."),
        Party.COORDINATOR,
        verb="welcome",
    ),
    StateOf(
        State.WITH_APPLICANT,
        "Reading what the group agreed on",
        Words("Read what the group agreed on", "The group wrote it. Take your time. You can come while you think about it."),
        Party.APPLICANT,
        verb="agree",
        by_party={Party.HR: Words("Joining the group", "You asked us something. It is with us now.")},
    ),
    closed("You are a member of the group."),
)

KIND = Kind("membership", "Joining the group", "Joining the group", State.NOT_OPEN, State.CLOSED, STATES, Steps, own_pace=True)

# What a member reads of the application itself, which to them is none.
LIVES = {
    Life.DRAFT: Words("Would you like to come?", "Nobody asks you why. You can stop and come back."),
    Life.IN_PROGRESS: Words("You do not need to do anything right now", "Someone from the group will get in touch."),
    Life.PAUSED: Words("You are taking a break from the group", "Come back any time."),
    Life.IN_ROLE: Words("You are a member of the group", "Good that you are here. You can stop any time."),
    Life.MOVED_ON: Words("You have left the group", "You are welcome back any time."),
    Life.WITHDRAWN: Words("You did not join the group", "That is fine. You are welcome any time."),
}
TOLD = {
    "submit": "You said that you would like to come.",
    "start_role": "You are a member of the group.",
    "withdraw": "You did not join. You are welcome any time.",
}
