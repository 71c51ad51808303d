"""A committee agrees to the role at a site, once: its yes is kept with an end, and later applicants use it again.

It is about the role, never about the person. It meets monthly or quarterly, so the turn is due on the day of its next
meeting. Others hook on here: `put_on_agenda` is when it is asked, `agreed` and `wants_changes` are its answers.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.engine.moves import of_row
from onboarding.engine.replies import Choice, Reply
from onboarding.stages.answered import answered_by
from onboarding.stages.names import Party
from onboarding.stages.shared import Evidence, closed, in_progress, not_open, waivable, wd

A_YEAR = dt.timedelta(days=365)
A_QUARTER = dt.timedelta(days=100)
LONGEST = dt.timedelta(days=3 * 366)


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    PREPARING = "preparing"
    WITH_COMMITTEE = "with_committee"
    CLOSED = "closed"


CONDITIONS = (
    ("none", "None"),
    ("numbers", "A number of peer workers at a time"),
    ("review", "A review after 6 months"),
    ("supervisor", "A supervisor of a named profession"),
)
CHANGES = (
    ("description", "The role description"),
    ("supervision", "Who supervises"),
    ("training", "What the training covers"),
    ("numbers", "How many people, and when"),
)
MEETS_ON = Ask("meets_on", "Day of its next meeting", form="date", error="Enter the day of its next meeting")


@rule("This approval is for another role, or has run out", needs=("approval",))
def approval_covers(taking: Any) -> bool:
    approval = taking.shared["approval"]
    return bool(approval.current and approval.role == taking.history.role and approval.expires_on >= taking.day)


@rule("The next meeting is ahead, and within 100 days: a committee meets every quarter at least", needs=("meets_on",))
def meeting_is_near(taking: Any) -> bool:
    return bool(taking.day < taking.fact("meets_on") <= taking.day + A_QUARTER)


@rule("It was put off once already: take the paper back, and talk with whoever chairs the committee")
def not_put_off_yet(taking: Any) -> bool:
    """Somebody's start waits a quarter each time."""
    steps = [move.step for move in of_row(taking.history.stand, taking.row.id)]
    return "put_off" not in steps[_last(steps, "put_on_agenda") :]


def _last(steps: list[str], name: str) -> int:
    return max((place for place, step in enumerate(steps) if step == name), default=0)


@rule("An approval needs an end: ahead, and within 3 years", needs=("until",))
def approval_ends(taking: Any) -> bool:
    return bool(taking.day < taking.fact("until") <= taking.day + LONGEST)


def for_years(day: dt.date) -> list[Choice]:
    """A yes without a condition has an end by a button; one with a condition is talked about."""
    return [
        Choice(str(years), f"for {years} year{'s' if years > 1 else ''}", {"until": day + years * A_YEAR, "condition": "none"})
        for years in (1, 2, 3)
    ]


def next_meetings(day: dt.date) -> list[Choice]:
    """The weeks in which a committee may meet next: in a month, in two, in a quarter."""
    friday = day + dt.timedelta(days=4 - day.weekday())
    ends = [friday + dt.timedelta(weeks=weeks) for weeks in (4, 8, 12)]
    return [Choice(end.isoformat(), f"by {end.day} {end:%B %Y}", {"meets_on": end}) for end in ends]


BY_LINK = (Party.COMMITTEE,)
ANSWERED: Any = answered_by(Party.COMMITTEE, "with_committee")


class Steps(ANSWERED, Evidence, waivable("preparing", "with_committee")):  # type: ignore[misc]
    """The steps by which a committee agrees to a role."""

    @step(source=State.NOT_OPEN, target=State.PREPARING, label="Open", permission=DOOR)
    def open(self) -> None:
        """Opens with the checks when the offer is accepted."""

    @step(
        source=State.PREPARING,
        target=State.CLOSED,
        label="Use an approval that stands",
        permission="committee",
        rules=[in_progress, approval_covers],
        shared=["approval"],
        closes_as=SATISFIED,
        told="The hospital has said yes to this role before. This check is done.",
        asks=[Ask("approval", "Which approval?", form="row", row="approval", error="Select the approval")],
    )
    def use_approval(self, *, approval: int) -> None:
        """The same role at the same site was agreed to for somebody before; it holds as long as that yes holds."""
        self.until = self.shared("approval").expires_on
        self.find("approved_site", site_id=self.shared("approval").site_id)

    @step(
        source=State.PREPARING,
        target=State.WITH_COMMITTEE,
        label="Put it on the agenda",
        permission="committee",
        rules=[in_progress, meeting_is_near],
        to_others=["committee_paper"],
        link=Party.COMMITTEE,
        told="We have asked the hospital. It is not about you.",
        asks=[
            Ask("body", "Which committee?", form="row", row="body", error="Select the committee"),
            Ask("site", "For which team?", form="row", row="site", error="Select the team"),
            MEETS_ON,
        ],
    )
    def put_on_agenda(self, *, body: int, site: int, meets_on: dt.date) -> None:
        self.body_id, self.due_on = body, meets_on
        self.find("committee_paper", body_id=body, site_id=site)

    @step(
        source=State.WITH_COMMITTEE,
        target=State.CLOSED,
        label="The committee agreed",
        permission="committee",
        rules=[in_progress, approval_ends],
        reads=["committee_paper"],
        closes_as=SATISFIED,
        expires="until",
        told="The hospital has said yes to this role. This check is done.",
        asks=[
            Ask("until", "Until when does the approval hold?", form="date", error="Enter until when it holds"),
            Ask("condition", "Under which condition?", form="choice", choices=CONDITIONS, error="Select the condition"),
        ],
        reply=Reply(BY_LINK, "We agreed", for_years),
    )
    def agreed(self, *, until: dt.date, condition: str) -> None:
        paper = self.current("committee_paper")
        where = {"body_id": paper["body_id"], "site_id": paper["site_id"]}
        self.find("approval", role=self.role, condition=condition, expires_on=until, **where)
        self.find("approved_site", site_id=paper["site_id"])

    @step(
        source=State.WITH_COMMITTEE,
        label="It was put off to the next meeting",
        permission="committee",
        rules=[in_progress, not_put_off_yet, meeting_is_near],
        reads=["committee_paper"],
        told="The hospital talks about it at its next meeting. It is not about you.",
        asks=[MEETS_ON],
        reply=Reply(BY_LINK, "We talk about it at our next meeting", next_meetings),
    )
    def put_off(self, *, meets_on: dt.date) -> None:
        self.body_id, self.due_on = self.current("committee_paper").get("body_id"), meets_on

    @step(
        source=State.WITH_COMMITTEE,
        target=State.PREPARING,
        label="The committee wants changes",
        permission="committee",
        rules=[in_progress],
        drops=["committee_paper"],
        told="The hospital asked us something. It is not about you.",
        asks=[Ask("reason", "What must change?", form="choice", choices=CHANGES, error="Select what must change")],
        reply=Reply(BY_LINK, "We would like a change first"),
    )
    def wants_changes(self, *, reason: str) -> None:
        """Also how a paper is taken back: the paper is mended, and goes on the agenda again."""
        self.code = reason

    @step(
        source=State.CLOSED,
        target=State.PREPARING,
        label="Ask again",
        permission="reopen",
        rules=[in_progress],
        drops=["committee_paper", "approved_site"],
        grave=True,
    )
    def reopen(self) -> None:
        """The approval ran out, or the role or the site has changed."""


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.PREPARING,
        "Paper for the committee",
        Words(
            "We ask the hospital about this role",
            "The hospital must agree that it can have peer workers in this team. It is not about you. "
            "You do not need to do anything.",
        ),
        Party.COORDINATOR,
        wd(5),
        "put_on_agenda",
    ),
    StateOf(
        State.WITH_COMMITTEE,
        "With the committee",
        Words(
            "The hospital looks at this role",
            "The hospital must agree that it can have peer workers in this team. It is not about you. "
            "A group there meets to talk about it.",
        ),
        Party.COMMITTEE,
        wd(60),
        "agreed",
        by_party={Party.HR: Words("We are finding out who to ask", "It is with us now. It is not about you.")},
        targets={Party.HR: wd(2)},
        verbs={Party.HR: "ask_them"},
        question="May people have the role of {role} at {site}?",
    ),
    closed("The hospital has said yes to this role."),
)

KIND = Kind(
    "committee",
    "Committee",
    "A yes from the hospital",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    asked_about="A role with you",
    bodies=Party.COMMITTEE,
    on_offer=OnOffer(
        others=Words("The hospital", "It must agree that it can have peer workers in this team. It is not about you."),
    ),
)
