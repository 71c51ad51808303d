"""Placement: supported practice with a team, in short sessions, with a supervisor and an agreement both have signed."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.edges import BRING_IN
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.engine.replies import Reply
from onboarding.stages import clearances
from onboarding.stages.answered import answered_by
from onboarding.stages.clearances import looks_at_contact
from onboarding.stages.names import Party
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, wd


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    MATCHING = "matching"
    WITH_HOST = "with_host"
    WITH_APPLICANT = "with_applicant"
    READY = "ready"
    ON_PLACEMENT = "on_placement"
    CLOSED = "closed"


NO_REASONS = (("no_supervisor", "No supervisor"), ("no_room", "No room"), ("dates", "The dates do not fit"))


def agreed(taking: Any, step: str) -> bool:
    """Whether a step was taken with the team they are with now, or what the spreadsheet had of it has been seen."""
    steps = _since_the_team_was_chosen(taking)
    return step in steps or "confirm_agreed" in steps


def _since_the_team_was_chosen(taking: Any) -> list[str]:
    """The steps of placement from the one that last named a team, itself included."""
    moves = [m for m in taking.history.stand if m.kind == "placement" and m.effective_at <= taking.effective_at]
    steps = [move.step for move in moves]
    chosen = [place for place, step in enumerate(steps) if step in ("ask_host", "keep_team")]
    return steps[chosen[-1] if chosen else 0 :]


@rule("The team has not said yes to this person", house="host_acceptance", mend="placement")
def host_said_yes(taking: Any) -> bool:
    """Said here since the team was asked, or in a check of its own, of which this is the team."""
    its_own = "keep_team" in _since_the_team_was_chosen(taking)
    return agreed(taking, "host_says_yes") or (its_own and taking.history.closed("host_acceptance", taking.effective_at))


@rule("No team has said yes yet, or they have changed team since", mend="host_acceptance")
def team_agreed_before(taking: Any) -> bool:
    """The yes must be younger than the last change of team."""
    history, when = taking.history, taking.effective_at
    closings = [history.closing(row.id, when) for row in history.rows_of("host_acceptance")]
    changes = [m.number for m in history.stand if m.step == "change_team" and m.effective_at <= when]
    return bool(closings) and all(closing and closing.number > max(changes, default=0) for closing in closings)


@rule("The committee has not agreed to this team", house="committee", reads=("match", "approved_site"))
def site_is_approved(taking: Any) -> bool:
    """Approval is per role and site."""
    return taking.history.finding("match", "site_id") == taking.history.finding("approved_site", "site_id", 0)


@rule("No supervisor is named", house="supervisor", reads=("match",), mend="placement")
def supervisor_named(taking: Any) -> bool:
    return taking.history.finding("match", "supervisor_id") is not None


@rule("The role and boundaries agreement is not signed", mend="placement")
def agreement_signed(taking: Any) -> bool:
    return agreed(taking, "sign_agreement")


@rule("This placement was not brought in from a spreadsheet, so there is nothing to confirm", hides=True)
def placement_was_brought_in(taking: Any) -> bool:
    moved = [move for move in taking.history.stand if move.row == taking.row.id and move.source != move.target]
    return bool(moved) and moved[-1].step == BRING_IN


@rule("The supervisor and the deputy must be two people", needs=("supervisor", "deputy"))
def two_supporters(taking: Any) -> bool:
    return taking.fact("supervisor") != taking.fact("deputy")


@rule("A session is longer than this team allows", needs=("minutes",), reads=("match",))
def session_within_limit(taking: Any) -> bool:
    return bool(taking.fact("minutes") <= taking.history.finding("match", "session_minutes", 180))


@rule("One-to-one time is longer than this team allows", needs=("one_to_one",), reads=("match",))
def one_to_one_within_limit(taking: Any) -> bool:
    return bool(taking.fact("one_to_one") <= taking.history.finding("match", "one_to_one_minutes", 15))


@rule("No session has been recorded yet")
def a_session_took_place(taking: Any) -> bool:
    return taking.history.happened("placement", "log_session", taking.effective_at)


CONTACT = (
    in_progress,
    *clearances.BEFORE_CONTACT,
    clearances.training_done,
    host_said_yes,
    supervisor_named,
    site_is_approved,
    agreement_signed,
)
ABOUT_THE_TEAM = (
    Ask("site", "Which team?", form="row", row="site", error="Select the team"),
    Ask("supervisor", "Who supervises?", form="row", row="staff", error="Select the supervisor"),
    Ask("deputy", "Who stands in?", form="row", row="staff", error="Select who stands in"),
)


BY_LINK = (Party.HOST_TEAM,)


ANSWERED: Any = answered_by(Party.HOST_TEAM, "with_host", asks=())
LOOKS: Any = looks_at_contact("ready", "on_placement")


class Steps(hand_over("with_applicant"), ANSWERED, LOOKS, Evidence):  # type: ignore[misc]
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
        letter="start_agreement",
        told="Your placement has started.",
    )
    def start(self) -> None:
        """The first day with people who use the service."""

    @step(
        source=State.ON_PLACEMENT,
        label="Record a session",
        each="session",
        permission="place",
        contact=True,
        rules=[*CONTACT, session_within_limit, one_to_one_within_limit],
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

    @step(
        source=(State.READY, State.ON_PLACEMENT),
        target=State.MATCHING,
        label="Find another team",
        permission="place",
        rules=[in_progress],
        drops=["match"],
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
        rules=[*CONTACT, a_session_took_place],
        closes_as=SATISFIED,
        told="You are a peer worker.",
        asks=[Ask("reviewed", "We held the review with the person", form="yes", error="Hold the review first")],
    )
    def confirm(self, *, reviewed: bool) -> None:
        """The review was held: the person is confirmed in the role."""

    @step(
        source=State.CLOSED,
        target=State.MATCHING,
        label="Open the placement again",
        permission="reopen",
        rules=[in_progress],
        drops=["match"],
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
        then={"log_session": "confirm"},
        under_way="On now",
    ),
    closed("Your placement is done."),
)

KIND = Kind("placement", "Placement", "Placement", State.NOT_OPEN, State.CLOSED, STATES, Steps)
