"""The criminal record check: DBS in England and Wales, PVG in Scotland, AccessNI. Seen outside only in neutral states."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.edges import BRING_IN
from onboarding.engine.grammar import DOOR, SATISFIED, step
from onboarding.engine.kinds import Kind, OnOffer, StateOf, Words
from onboarding.engine.replies import Choice, Reply
from onboarding.stages import crb_words
from onboarding.stages import disclosure_rules as inside
from onboarding.stages.abroad import PAPER_ASK, Abroad, abroad_paper_seen, abroad_was_asked
from onboarding.stages.answered import answered_by
from onboarding.stages.disclosure import Inside
from onboarding.stages.disclosure_words import RESULT
from onboarding.stages.eligibility import (
    BASIS,
    BASIS_IN,
    FEES,
    FEES_IN,
    LEVELS,
    LEVELS_IN,
    NEVER_WAIVED,
    barred_list_needs_regulated_activity,
    fee_fits,
    form_sent_off,
    level_decided,
    level_not_decided,
    no_check_allowed,
    not_above_level,
    regulated_activity_needs_barred_list,
    sent_before_us,
    some_check_allowed,
)
from onboarding.stages.fees import fee_of_a_public_body, free_at_this_level
from onboarding.stages.held_certificate import HeldAlready, certificate_was_held
from onboarding.stages.names import Nation, Party
from onboarding.stages.pvg import (
    MEMBERSHIP_ASK,
    Sharing,
    membership_is_told,
    paper_is_posted,
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
from onboarding.stages.tracking import Tracking, agreed_to_be_checked, papers_seen


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    WITH_BODY = "with_body"
    BEING_CONSIDERED = "being_considered"
    CLOSED = "closed"


SENT_BACK = (
    ("name", "A name did not match"),
    ("address", "An address was missing"),
    ("papers", "Papers were not right"),
)
RETURNED = (*SENT_BACK, ("taken_back", "It was taken back: this role allows no such check"))


def sent_back(_day: dt.date) -> list[Choice]:
    """What somebody outside may say: taking a form back is ours."""
    return [Choice(code, words, {"reason": code}) for code, words in SENT_BACK]


def unless_clear(taking: Any) -> bool:
    """Two people decide, unless nothing is recorded."""
    return bool(taking.history.finding("disclosure", "content") != "clear")


def always(_taking: Any) -> bool:
    return True


CHECKS_IN = {nation: levels[1:] for nation, levels in LEVELS_IN.items()}
BASIS_AND_FEE = (
    Ask("basis", "Why?", form="choice", choices=BASIS, choices_in=BASIS_IN, error="Select why"),
    Ask("fee", "Who pays?", form="choice", choices=FEES, choices_in=FEES_IN, error="Select who pays"),
    MEMBERSHIP_ASK,
)
LEVEL_RULES = (
    in_progress,
    offer_accepted,
    barred_list_needs_regulated_activity,
    regulated_activity_needs_barred_list,
    fee_fits,
    free_at_this_level,
    fee_of_a_public_body,
    membership_is_told,
)
BY_LINK = (Party.UMBRELLA_BODY, Party.DISCLOSURE_BODY)
ANSWERED: Any = answered_by(Party.DISCLOSURE_BODY, "with_body", others=(Party.UMBRELLA_BODY,), also=("with_applicant",))
WAIVABLE: Any = waivable("with_applicant", never=NEVER_WAIVED)


class Steps(hand_over("with_applicant"), ANSWERED, Evidence, Tracking, HeldAlready, Abroad, Sharing, Inside, WAIVABLE):  # type: ignore[misc]
    """The public steps: the same for every result, also a clear one."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Decide which check the role allows",
        permission="check",
        rules=LEVEL_RULES,
        waits_on=Party.HR,
        asks=[
            Ask(
                "level",
                "Which check does this role allow?",
                form="choice",
                choices=LEVELS,
                choices_in=LEVELS_IN,
                error="Select which check the role allows",
            ),
            *BASIS_AND_FEE,
        ],
    )
    def decide_level(self, *, level: str, basis: str, fee: str, pvg: str | None) -> None:
        self.find("eligibility", level=level, basis=basis, fee=fee, pvg=pvg or "")

    @step(
        source=State.WITH_BODY,
        label="Record which check the role allows",
        permission="check",
        rules=[sent_before_us, level_not_decided, *LEVEL_RULES],
        two_people=always,
        asks=[
            Ask(
                "level",
                "Which check does this role allow?",
                form="choice",
                choices=LEVELS[1:],
                choices_in=CHECKS_IN,
                error="Select which check the role allows",
            ),
            *BASIS_AND_FEE,
            Ask(
                "asked_seen",
                "We have seen which check was asked for, and it is not above this",
                form="yes",
                error="Look first at which check was asked for",
            ),
        ],
    )
    def record_level(self, *, level: str, basis: str, fee: str, pvg: str | None, asked_seen: bool) -> None:
        """The form had gone off before the person came into this system: two people say that the law allowed it."""
        self.find("eligibility", level=level, basis=basis, fee=fee, pvg=pvg or "")

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Close: no check is allowed",
        permission="check",
        rules=[in_progress, level_decided, no_check_allowed],
        closes_as=SATISFIED,
        told="You do not need this check.",
    )
    def close_without_check(self) -> None:
        """The role's eligibility decision is that no check may be asked for."""

    @step(
        source=State.WITH_APPLICANT,
        label="Send the form",
        permission="check",
        rules=[in_progress, offer_accepted, level_decided, some_check_allowed],
        waits_on=Party.APPLICANT,
        letter="check_invitation",
        told="Fill in your DBS form.",
        asks=[Ask("body", "Who sends it on?", form="row", row="body", required=False)],
    )
    def send_form(self, *, body: int | None) -> None:
        """The person can fill in the form; we told them what it shows and where to get advice."""
        self.body_id = body

    @step(
        source=State.WITH_APPLICANT,
        target=State.WITH_BODY,
        label="Send it to the DBS",
        permission="check",
        rules=[in_progress, offer_accepted, level_decided, some_check_allowed, not_above_level, papers_seen, abroad_was_asked],
        drops=("tracking",),
        told="Your DBS form has gone off.",
        reply=Reply((Party.UMBRELLA_BODY,), "We have sent it on"),
        asks=[
            Ask(
                "level",
                "Which check is asked for?",
                form="choice",
                choices=LEVELS[1:],
                choices_in=CHECKS_IN,
                error="Select which check is asked for",
            )
        ],
    )
    def submit(self, *, level: str) -> None:
        """The form is complete and with the body, at a level the role allows."""

    @step(
        source=State.WITH_BODY,
        target=State.WITH_APPLICANT,
        label="The form came back",
        permission="check",
        rules=[in_progress],
        waits_on=Party.HR,
        asks=[Ask("reason", "Why?", form="choice", choices=RETURNED, error="Select why it came back")],
        reply=Reply(BY_LINK, "The form came back", sent_back),
    )
    def form_returned(self, *, reason: str) -> None:
        self.code = reason

    @step(
        source=State.WITH_BODY,
        target=State.WITH_APPLICANT,
        label="The certificate was posted",
        permission="check",
        rules=[in_progress, paper_is_posted],
        letter="certificate_request",
        told="Your certificate should come by post. Tell us when you have it.",
        reply=Reply(BY_LINK, "The certificate was posted to the person"),
    )
    def certificate_posted(self) -> None:
        """The paper goes to the person only; we must see the original."""

    @step(
        source=State.WITH_APPLICANT,
        label="Tell us your certificate came",
        permission="certificate_came",
        rules=[in_progress, form_sent_off],
        waits_on=Party.HR,
        told="Thank you. We will look at it and give it back.",
    )
    def certificate_came(self) -> None:
        """The person has the certificate: the next day is ours."""

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
        label="Decide: go on",
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
