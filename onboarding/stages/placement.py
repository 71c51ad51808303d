"""Placement: supported practice with a team, in short sessions, with a supervisor and an agreement both have signed."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.engine.replies import Reply
from onboarding.stages.answered import answered_by
from onboarding.stages.clearances import looks_at_contact
from onboarding.stages.names import Party
from onboarding.stages.placement_rules import (
    ABOUT_THE_TEAM,
    CONTACT,
    NO_REASONS,
    a_session_took_place,
    one_to_one_within_limit,
    placement_was_brought_in,
    session_within_limit,
    sessions_within_the_week,
    team_agreed_before,
    two_supporters,
)
from onboarding.stages.reviews import Reviewed, review_stands
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, wd


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    MATCHING = "matching"
    WITH_HOST = "with_host"
    WITH_APPLICANT = "with_applicant"
    READY = "ready"
    ON_PLACEMENT = "on_placement"
    CLOSED = "closed"


BY_LINK = (Party.HOST_TEAM,)


ANSWERED: Any = answered_by(Party.HOST_TEAM, "with_host", asks=())
LOOKS: Any = looks_at_contact("ready", "on_placement")


class Steps(hand_over("with_applicant"), ANSWERED, LOOKS, Reviewed, Evidence):  # type: ignore[misc]
    """The steps of placement."""

    @step(source=State.NOT_OPEN, target=State.MATCHING, label="Open", permission=DOOR)
    def open(self) -> None:
        """Opens when the training is finished."""

    @step(
        source=State.MATCHING,
        target=State.WITH_HOST,
        label="Ask a team",
        permission="place",
        rules=[in_progress, two_supporters],
        to_others=["host_request"],
        link=Party.HOST_TEAM,
        told="We have asked a team.",
        asks=ABOUT_THE_TEAM,
    )
    def ask_host(self, *, site: int, supervisor: int, deputy: int) -> None:
        self.find("match", site_id=site, supervisor_id=supervisor, deputy_id=deputy)

    @step(
        source=State.MATCHING,
        target=State.WITH_APPLICANT,
        label="Go on with the team that said yes",
        permission="place",
        rules=[in_progress, team_agreed_before],
        reads=["match"],
        letter="role_agreement",
        told="You are going to the team that said yes.",
    )
    def keep_team(self) -> None:
        """Where the team's yes was a check of its own: nobody is asked twice."""
        known = self.current("match")
        self.find("match", **{name: known[name] for name in ("site_id", "supervisor_id", "deputy_id")})

    @step(
        source=State.WITH_HOST,
        target=State.WITH_APPLICANT,
        label="The team says yes",
        permission="host",
        rules=[in_progress],
        letter="role_agreement",
        told="A team would like you to join them.",
        reply=Reply(BY_LINK, "Yes"),
    )
    def host_says_yes(self) -> None:
        """The team says yes to this person."""

    @step(
        source=State.WITH_HOST,
        target=State.MATCHING,
        label="The team says no",
        permission="host",
        rules=[in_progress],
        drops=["match"],
        asks=[Ask("reason", "Why?", form="choice", choices=NO_REASONS, error="Select why")],
        reply=Reply(BY_LINK, "Not now"),
    )
    def host_says_no(self, *, reason: str) -> None:
        self.code = reason

    @step(
        source=State.WITH_APPLICANT,
        target=State.READY,
        label="Sign the role and boundaries agreement",
        permission="sign_agreement",
        rules=[in_progress],
        letter="placement_confirmed",
        told="Your agreement is signed.",
    )
    def sign_agreement(self) -> None:
        """The person and the supervisor have both signed."""

    @step(
        source=State.READY,
        target=State.ON_PLACEMENT,
        label="Start the placement",
        permission="place",
        contact=True,
        rules=CONTACT,
        reads=["match"],
        letter="start_agreement",
        told="Your placement has started.",
    )
    def start(self) -> None:
        """The first day with people who use the service."""
        self.begins()

    @step(
        source=State.ON_PLACEMENT,
        label="Record a session",
        each="session",
        permission="place",
        contact=True,
        rules=[*CONTACT, session_within_limit, one_to_one_within_limit, sessions_within_the_week],
        asks=[
            Ask("minutes", "How many minutes?", form="number", least=1, most=720),
            Ask("one_to_one", "Longest one-to-one talk, in minutes", form="number", least=0, most=720),
        ],
    )
    def log_session(self, *, minutes: int, one_to_one: int) -> None:
        self.find("session", minutes=minutes, one_to_one=one_to_one)

    @step(
        source=State.ON_PLACEMENT,
        label="I have seen what was agreed",
        permission="confirm_evidence",
        rules=[in_progress, placement_was_brought_in, two_supporters],
        asks=[
            Ask("site", "With which team are they?", form="row", row="site", error="Select the team"),
            Ask("supervisor", "Who supervises?", form="row", row="staff", error="Select the supervisor"),
            Ask("deputy", "Who stands in?", form="row", row="staff", error="Select who stands in"),
            Ask("team_agreed", "The team has said yes to this person", form="yes", error="Ask the team first"),
            Ask("agreement_seen", "I have seen the signed agreement", form="yes", error="See the signed agreement first"),
        ],
    )
    def confirm_agreed(
        self, *, site: int, supervisor: int, deputy: int, team_agreed: bool, agreement_seen: bool
    ) -> None:
        """They were with a team already when the spreadsheet was brought in; from now on it counts."""
        self.find("match", site_id=site, supervisor_id=supervisor, deputy_id=deputy)
        self.begins()

    @step(
        source=(State.READY, State.ON_PLACEMENT),
        target=State.MATCHING,
        label="Find another team",
        permission="change_team",
        rules=[in_progress],
        drops=["match", "support_dates", "review"],
        told="We are finding you another team.",
    )
    def change_team(self) -> None:
        """Change my team, no reason asked."""

    @step(
        source=State.ON_PLACEMENT,
        target=State.CLOSED,
        label="Confirm in role",
        permission="confirm_role",
        contact=True,
        rules=[*CONTACT, a_session_took_place, review_stands],
        reads=["match", "support_dates"],
        closes_as=SATISFIED,
        told="You are a peer worker.",
    )
    def confirm(self) -> None:
        """The last review that was due went well: the person is confirmed in the role."""
        self.in_the_role()

    @step(
        source=State.CLOSED,
        target=State.MATCHING,
        label="Open the placement again",
        permission="reopen",
        rules=[in_progress],
        drops=["match", "support_dates", "review"],
        grave=True,
    )
    def reopen(self) -> None:
        """A team is needed again, and says yes anew. The first time stays in the history."""


STATES = (
    not_open("This starts when your training is finished."),
    StateOf(
        State.MATCHING,
        "Finding a team",
        Words(
            "We are finding the right team for you", "You finished training. Well done. You do not need to do anything."
        ),
        Party.COORDINATOR,
        wd(10),
        "ask_host",
    ),
    StateOf(
        State.WITH_HOST,
        "With the team",
        Words("We have asked a team", "The team says if it has room and someone to support you. It is not about you."),
        Party.HOST_TEAM,
        wd(10),
        "host_says_yes",
        by_party={Party.HR: Words("We are finding out who to ask", "It is with us now. It is not about you.")},
        targets={Party.HR: wd(2)},
        verbs={Party.HR: "ask_them"},
        question="Can {called} join your team?",
    ),
    StateOf(
        State.WITH_APPLICANT,
        "Agreement with the person",
        Words(
            "Read and sign your agreement",
            "It says what the role is, what it is not, and who supports you. Ask us about anything in it.",
        ),
        Party.APPLICANT,
        wd(5),
        "sign_agreement",
        by_party={Party.HR: Words("Your agreement", "You asked us something. It is with us now.")},
    ),
    StateOf(
        State.READY,
        "Ready to start",
        Words(
            "Your placement is ready to start", "Here is who you meet, where and when. We will tell you the first day."
        ),
        Party.COORDINATOR,
        wd(10),
        "start",
    ),
    StateOf(
        State.ON_PLACEMENT,
        "On placement",
        Words("You are on placement", "You meet your supervisor often. Talk to them any time."),
        Party.HOST_TEAM,
        wd(60),
        "log_session",
        by_party={
            Party.COORDINATOR: Words(
                "Your supervision is late", "We should have met you by now. That is on us, not on you. You can ask to talk today."
            )
        },
        targets={Party.COORDINATOR: wd(2)},
        verbs={Party.COORDINATOR: "log_supervision"},
        then={"log_session": "hold_review", "hold_review": "confirm"},
        under_way="On now",
    ),
    closed("Your placement is done."),
)

KIND = Kind("placement", "Placement", "Placement", State.NOT_OPEN, State.CLOSED, STATES, Steps)
