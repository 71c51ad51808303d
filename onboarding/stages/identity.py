"""Identity: a person has seen papers that show who the applicant is; in person first, never a scan in the file."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.stages.carried import carried, carried_from_elsewhere
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
    ("in_person", "In person, with us"),
    ("visit", "In person, we went to them"),
    ("video", "By video, because neither was possible"),
)
PAPERS = (
    ("two_photo_one_address", "2 with a photo and 1 with an address"),
    ("one_photo_two_address", "1 with a photo and 2 with an address"),
    ("other_route", "Other papers, by the published list"),
)
PAPERS_SEEN = (
    Ask("route", "How did you see them?", form="choice", choices=ROUTES, error="Select how you saw the papers"),
    Ask("papers", "Which papers?", form="choice", choices=PAPERS, error="Select which papers you saw"),
)
Carry: Any = carried("with_applicant", permission="identity", rules=[offer_accepted])
CarryFromElsewhere: Any = carried_from_elsewhere("with_applicant", permission="identity", rules=[offer_accepted])


class Steps(hand_over("with_applicant"), Evidence, waivable("with_applicant"), Carry, CarryFromElsewhere):  # type: ignore[misc]
    """The steps of the identity check."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Ask for papers",
        permission="identity",
        rules=[in_progress, offer_accepted],
        waits_on=Party.APPLICANT,
        told="Show us who you are.",
    )
    def ask(self) -> None:
        """We told the person which papers help, and how they can show them."""

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Record the papers seen",
        permission="identity",
        rules=[in_progress, offer_accepted],
        closes_as=SATISFIED,
        told="Thank you. We have seen your papers.",
        asks=PAPERS_SEEN,
    )
    def record_seen(self, *, route: str, papers: str) -> None:
        self.find("identity", route=route, papers=papers)

    @step(
        source=State.CLOSED,
        label="Record a replaced paper",
        permission="identity",
        rules=[still_with_us],
        closes_as=SATISFIED,
        told="Thank you. We have seen your new papers.",
        asks=[Ask("why", "Why again?", form="choice", choices=WHY_AGAIN, error="Select why it was seen again"), *PAPERS_SEEN],
    )  # fmt: skip
    def replace_paper(self, *, why: str, route: str, papers: str) -> None:
        """A new name, or a paper that was lost or ran out: seen again, without opening the check again."""
        self.code = why
        self.find("identity", route=route, papers=papers)


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Papers not seen yet",
        Words(
            "Show us who you are",
            "We need to see 3 papers, like a passport, a bank letter or a bill. "
            "You can bring them or show them on video. No passport? Tell us. There are other ways.",
        ),
        Party.APPLICANT,
        wd(5),
        "record_seen",
        verbs={Party.HR: "ask"},
        by_party={
            Party.HR: Words(
                "Proof of who you are", "We will tell you which papers help. You do not need to do anything yet."
            )
        },
    ),
    closed("We have seen your papers."),
)

KIND = Kind(
    "identity",
    "Proof of identity",
    "Proof of who you are",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    on_offer=OnOffer(
        yours=Words("Show us who you are", "In person if you can. We can come to you. We pay your travel first."),
    ),
)
