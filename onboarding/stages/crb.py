"""The criminal record check: DBS in England and Wales, PVG in Scotland, AccessNI. Seen outside only in neutral states."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.edges import BRING_IN
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.holder import Holder
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.stages import crb_words
from onboarding.stages import disclosure_rules as inside
from onboarding.stages.abroad import PAPER_ASK, Abroad, abroad_paper_seen, abroad_was_asked
from onboarding.stages.answered import answered_by
from onboarding.stages.crb_form import Form
from onboarding.stages.crb_level import Level
from onboarding.stages.crb_states import State
from onboarding.stages.disclosure import Inside
from onboarding.stages.disclosure_words import RESULT
from onboarding.stages.eligibility import (
    NEVER_WAIVED,
    level_decided,
    some_check_allowed,
)
from onboarding.stages.held_certificate import HeldAlready, certificate_was_held
from onboarding.stages.names import Nation, Party
from onboarding.stages.pvg import (
    Sharing,
    seen_as_the_nation_does,
    shared_in_time,
)
from onboarding.stages.shared import (
    Evidence,
    closed,
    days,
    hand_over,
    in_progress,
    not_open,
    offer_accepted,
    waivable,
    wd,
)
from onboarding.stages.tracking import Tracking, agreed_to_be_checked


def unless_clear(taking: Any) -> bool:
    """Two people decide, unless nothing is recorded."""
    return bool(taking.history.finding("disclosure", "content") != "clear")


ANSWERED: Any = answered_by(Party.DISCLOSURE_BODY, "with_body", others=(Party.UMBRELLA_BODY,), also=("with_applicant",))
WAIVABLE: Any = waivable("with_applicant", never=NEVER_WAIVED)


class Result(Inside):
    """What was found is recorded and decided on."""

    @step(
        source=(State.WITH_APPLICANT, State.WITH_BODY),
        target=State.BEING_CONSIDERED,
        label="Record the result",
        permission="record_disclosure",
        rules=[
            in_progress,
            offer_accepted,
            level_decided,
            some_check_allowed,
            inside.issued_in_the_past,
            inside.number_of_the_dbs,
            agreed_to_be_checked,
            certificate_was_held,
            abroad_was_asked,
            abroad_paper_seen,
            seen_as_the_nation_does,
            shared_in_time,
        ],
        asks=[*RESULT, PAPER_ASK],
        waits_on=Party.HR,
        letter="about_your_checks",
        told="We have seen your certificate. We are looking at it.",
    )
    def record_result(self, *, content: str, seen: str, number: str, issued_on: dt.date, same_person: bool, abroad: str | None) -> None:
        self.result(content=content, seen=seen, number=number, issued_on=issued_on)

    @step(
        source=State.BEING_CONSIDERED,
        target=State.CLOSED,
        label="Decide to go on",
        permission="decide_disclosure",
        grave=True,
        reads=("disclosure",),
        rules=[
            in_progress,
            inside.named_to_know,
            inside.not_barred,
            inside.talk_is_over,
            inside.considered,
            inside.not_challenged,
            inside.not_decided,
        ],
        two_people=unless_clear,
        closes_as=SATISFIED,
        letter="checks_decision",
        told="This check is done.",
    )
    def decide(self) -> None:
        """The result does not stand in the way of this role, with safeguards where two people agreed on some."""
        agreed = self.current("disclosure").get("safeguards")
        self.find("disclosure", decision="with_safeguards" if agreed else "proceed", decided_on=self.day)


class Opening(Holder):
    """How it begins."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""


PASSED_ON: Any = hand_over("with_applicant")


class Steps(
    Opening, Level, Form, Result, PASSED_ON, ANSWERED, Evidence, Tracking, HeldAlready, Abroad, Sharing, Inside, WAIVABLE,
):  # fmt: skip
    """The public steps: the same for every result, also a clear one."""


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Form or certificate with the person",
        crb_words.YOUR_TURN,
        Party.APPLICANT,
        wd(5),
        "submit",
        verbs={
            Party.HR: "decide_level",
            f"{Party.APPLICANT}.certificate_posted": "certificate_came",
            f"{Party.APPLICANT}.result_ready": "record_result",
            f"{Party.HR}.form_returned": "send_form",
            f"{Party.HR}.certificate_came": "record_result",
        },
        then={"decide_level": "send_form", "certificate_came.decide_level": "record_result"},
        by_party=crb_words.YOUR_TURNS,
        question="Have you sent on the form of {called}?",
    ),
    StateOf(
        State.WITH_BODY,
        "With the DBS",
        Words(
            "Your DBS check is with the DBS",
            "You do not need to do anything. It used to be called a CRB check. "
            "A long wait does not mean they have found something.",
        ),
        Party.DISCLOSURE_BODY,
        days(14),
        "record_result",
        by_party={Party.HR: crb_words.WITH_US},
        targets={Party.HR: wd(2), f"{Party.DISCLOSURE_BODY}.{Nation.NORTHERN_IRELAND}": days(21)},  # AccessNI: 95 in 100
        verbs={
            f"{Party.HR}.not_theirs": "ask_them",
            f"{Party.DISCLOSURE_BODY}.{BRING_IN}": "record_level",
            f"{Party.HR}.{BRING_IN}": "record_level",
        },
        then={"record_level": "record_result"},
        question="What has happened to the form of {called}?",
    ),
    StateOf(
        State.BEING_CONSIDERED,
        "Being considered",
        Words(
            "We are looking at your DBS check",
            "We have seen your certificate. You do not need to do anything right now.",
        ),
        Party.HR,
        wd(5),
        "decide",
    ),
    closed("This check is done."),
)

KIND = Kind(
    "crb",
    "DBS check (CRB)",
    "DBS check",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    restricted=True,
    bodies=Party.UMBRELLA_BODY,
    of_all_nations="DBS, PVG or AccessNI check",
    on_offer=OnOffer(
        yours=Words(
            "Fill in your DBS form",
            (
                "A DBS check shows police records. A record does not always stop you. We talk with you before we decide. "
                "You do not have to tell us about protected cautions or convictions."
            ),
        ),
        others=Words("The DBS", "They look at your form and post a certificate to you."),
    ),
)
