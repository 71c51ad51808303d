"""Qualifications and registers of a profession: seldom asked for, and then only what the role needs; no number, no copy.

On most pathways it does not apply, and the version says so among the rules it leaves out. Where a pathway asks, this can
still be said of one person.
"""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.stages.carried import SEEN, carried, carried_from_elsewhere, holds_still
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


WHAT = (
    ("course", "A certificate of a course"),
    ("school", "English or maths from school, or the same level"),
    ("register", "An entry in the register of a profession"),
)
NOT_APPLICABLE = (("role", "This role asks for none"), ("experience", "Their experience counts in its place"))
PAPER_SEEN = (
    Ask("what", "What did you see?", form="choice", choices=WHAT, error="Select what you saw"),
    Ask("how", "How did you see it?", form="choice", choices=SEEN, error="Select how you saw it"),
    Ask("until", "It holds until", form="date", required=False, hint="Leave empty when it has no end"),
)
Carry: Any = carried("with_applicant", permission="qualifications", rules=[offer_accepted])
CarryFromElsewhere: Any = carried_from_elsewhere("with_applicant", permission="qualifications", rules=[offer_accepted])


class Steps(hand_over("with_applicant"), Evidence, waivable("with_applicant"), Carry, CarryFromElsewhere):  # type: ignore[misc]
    """The steps of the check of qualifications."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Ask for the certificate",
        permission="qualifications",
        rules=[in_progress, offer_accepted],
        waits_on=Party.APPLICANT,
        told="Show us the certificate that your role asks for.",
        asks=[Ask("what", "What does the role ask for?", form="choice", choices=WHAT, error="Select what the role asks for")],
    )
    def ask(self, *, what: str) -> None:
        """We told the person which one, and that a lost one can be replaced."""
        self.code = what

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Not applicable",
        permission="qualifications",
        rules=[in_progress, offer_accepted],
        closes_as=SATISFIED,
        told="You do not need a certificate for this role.",
        asks=[Ask("why", "Why not?", form="choice", choices=NOT_APPLICABLE, error="Select why it does not apply")],
    )
    def not_applicable(self, *, why: str) -> None:
        """Said outright, so that nobody wonders later whether it was forgotten."""
        self.code = why

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Record what you saw",
        permission="qualifications",
        rules=[in_progress, offer_accepted, holds_still],
        closes_as=SATISFIED,
        expires="until",
        told="Thank you. We have seen your certificate.",
        asks=PAPER_SEEN,
    )
    def record_seen(self, *, what: str, how: str, until: Any) -> None:
        self.find("qualification", what=what, how=how, until=until)

    @step(
        source=State.CLOSED,
        label="Record a new one",
        permission="qualifications",
        rules=[still_with_us, holds_still],
        closes_as=SATISFIED,
        expires="until",
        told="Thank you. We have seen your new certificate.",
        asks=[Ask("why", "Why again?", form="choice", choices=WHY_AGAIN, error="Select why it was seen again"), *PAPER_SEEN],
    )  # fmt: skip
    def record_again(self, *, why: str, what: str, how: str, until: Any) -> None:
        """An entry in a register has an end; names change, and papers are lost."""
        self.code = why
        self.find("qualification", what=what, how=how, until=until)


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Certificate not seen yet",
        Words(
            "Show us the certificate that your role asks for",
            "You can bring it or show it on video. Lost it? Tell us. There are other ways.",
        ),
        Party.APPLICANT,
        wd(10),
        "record_seen",
        verbs={Party.HR: "ask"},
        by_party={
            Party.HR: Words("Certificates", "We will tell you if your role asks for one. You do not need to do anything yet.")
        },
    ),
    closed("This is done."),
)

KIND = Kind(
    "qualifications",
    "Qualifications and registers",
    "Certificates",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    on_offer=OnOffer(
        yours=Words("Show us your certificates", "Some roles ask for a course or a school certificate. We tell you which one."),
    ),
)
