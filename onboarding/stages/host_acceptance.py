"""The team's yes to this person, as a check of its own: asked while the training goes on, so that nobody waits for it later.

Reasons come from a list and are about the team. Others hook on here: `ask_team`, `team_says_yes`, `team_says_no`.
"""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.engine.replies import Reply
from onboarding.stages.answered import answered_by
from onboarding.stages.names import Party
from onboarding.stages.placement_rules import ABOUT_THE_TEAM, NO_REASONS, two_supporters
from onboarding.stages.shared import Evidence, closed, in_progress, not_open, waivable, wd


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    CHOOSING = "choosing"
    WITH_HOST = "with_host"
    CLOSED = "closed"


BY_LINK = (Party.HOST_TEAM,)
ANSWERED: Any = answered_by(Party.HOST_TEAM, "with_host", asks=())


class Steps(ANSWERED, Evidence, waivable("choosing", "with_host")):  # type: ignore[misc]
    """The steps by which a team says yes to a person."""

    @step(source=State.NOT_OPEN, target=State.CHOOSING, label="Open", permission=DOOR)
    def open(self) -> None:
        """Opens when the readiness plan is agreed, beside the training."""

    @step(
        source=State.CHOOSING,
        target=State.WITH_HOST,
        label="Ask the team",
        permission="place",
        rules=[in_progress, two_supporters],
        to_others=["host_request"],
        link=Party.HOST_TEAM,
        told="We have asked a team.",
        asks=ABOUT_THE_TEAM,
    )
    def ask_team(self, *, site: int, supervisor: int, deputy: int) -> None:
        self.find("match", site_id=site, supervisor_id=supervisor, deputy_id=deputy)

    @step(
        source=State.WITH_HOST,
        target=State.CLOSED,
        label="The team says yes",
        permission="host",
        rules=[in_progress],
        closes_as=SATISFIED,
        told="A team would like you to join them.",
        reply=Reply(BY_LINK, "Yes"),
    )
    def team_says_yes(self) -> None:
        """The team says yes to this person."""

    @step(
        source=State.WITH_HOST,
        target=State.CHOOSING,
        label="The team says no",
        permission="host",
        rules=[in_progress],
        drops=["match"],
        asks=[Ask("reason", "Why?", form="choice", choices=NO_REASONS, error="Select why")],
        reply=Reply(BY_LINK, "Not now"),
    )
    def team_says_no(self, *, reason: str) -> None:
        self.code = reason

    @step(
        source=State.CLOSED,
        target=State.CHOOSING,
        label="Find another team",
        permission="reopen",
        rules=[in_progress],
        drops=["match"],
        grave=True,
        told="We are finding you another team.",
    )
    def reopen(self) -> None:
        """The team can no longer take them, or they would like another one; no reason is asked."""


STATES = (
    not_open("This starts when you and we agree you are ready."),
    StateOf(
        State.CHOOSING,
        "Choosing a team",
        Words("We are finding a team for you", "You can tell us where you would like to go, and where not. We do not ask why."),
        Party.COORDINATOR,
        wd(10),
        "ask_team",
    ),
    StateOf(
        State.WITH_HOST,
        "With the team",
        Words("We have asked a team", "The team says if it has room and someone to support you. It is not about you."),
        Party.HOST_TEAM,
        wd(10),
        "team_says_yes",
        by_party={Party.HR: Words("We are finding out who to ask", "It is with us now. It is not about you.")},
        targets={Party.HR: wd(2)},
        verbs={Party.HR: "ask_them"},
        question="Can {called} join your team?",
    ),
    closed("A team would like you to join them."),
)

KIND = Kind(
    "host_acceptance", "The team’s yes", "A team that would like you", State.NOT_OPEN, State.CLOSED, STATES, Steps,
    asked_about="A place in your team",
)  # fmt: skip
