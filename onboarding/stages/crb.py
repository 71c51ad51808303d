"""The criminal record check: DBS in England and Wales, PVG in Scotland, AccessNI. Seen outside only in neutral states."""

from __future__ import annotations

import enum
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.stages.names import Party
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


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    WITH_BODY = "with_body"
    BEING_CONSIDERED = "being_considered"
    CLOSED = "closed"


LEVELS = (
    ("no_check", "No check is allowed for this role"),
    ("basic", "Basic"),
    ("standard", "Standard"),
    ("enhanced", "Enhanced"),
    ("enhanced_barred", "Enhanced, with the adults’ barred list"),
)
RANK = {code: rank for rank, (code, _words) in enumerate(LEVELS)}
BASIS = (
    ("no_contact", "No regular contact with people who use the service"),
    ("frequent", "Frequent work with adults who receive a service"),
    ("regulated", "Regulated activity: health care directed by a registered professional"),
)
FEES = (
    ("free", "Free: they get nothing but expenses"),
    ("paid_role", "Fee: the role is paid"),
    ("course", "Fee: the course or placement leads to a role or a qualification"),
)
CONTENT = (
    ("clear", "Nothing recorded"),
    ("disclosed", "Something to talk about"),
    ("barred", "On a barred list: this is a legal stop"),
)
SEEN = (("paper", "I saw the paper original"), ("update_service", "I checked the Update Service"))
RESULT = (
    Ask(
        "content",
        "What did the check find?",
        form="choice",
        choices=CONTENT,
        restricted=True,
        error="Select what the DBS check found",
    ),
    Ask("seen", "How did you see it?", form="choice", choices=SEEN, restricted=True, error="Select how you saw it"),
    Ask(
        "number",
        "Certificate number",
        form="digits",
        longest=12,
        restricted=True,
        error="Enter the 12 digits of the certificate number",
    ),
    Ask("issued_on", "Date on the certificate", form="date", restricted=True),
    Ask(
        "same_person",
        "The name and the date of birth match",
        form="yes",
        restricted=True,
        error="Confirm that the name and the date of birth match",
    ),
)
RETURNED = (
    ("name", "A name did not match"),
    ("address", "An address was missing"),
    ("papers", "Papers were not right"),
)


@rule("The level of check is not decided: record which check this role allows", law=True, reads=("eligibility",))
def level_decided(taking: Any) -> bool:
    """Asking for more than the role is eligible for is unlawful (Police Act 1997; Exceptions Order 1975)."""
    return taking.history.finding("eligibility", "level") is not None


@rule("This role allows no check at all", law=True, reads=("eligibility",))
def some_check_allowed(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") != "no_check"


@rule(
    "A check above the level decided for this role may not be asked for",
    law=True,
    needs=("level",),
    reads=("eligibility",),
)
def not_above_level(taking: Any) -> bool:
    return RANK.get(taking.fact("level"), 99) <= RANK.get(taking.history.finding("eligibility", "level"), -1)


@rule("The level decided for this role asks for a check", law=True, reads=("eligibility",))
def no_check_allowed(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") == "no_check"


@rule("The barred list is for regulated activity only", law=True, needs=("level", "basis"))
def barred_list_needs_regulated_activity(taking: Any) -> bool:
    return taking.fact("level") != "enhanced_barred" or taking.fact("basis") == "regulated"


@rule("Regulated activity needs the enhanced check with the barred list", law=True, needs=("level", "basis"))
def regulated_activity_needs_barred_list(taking: Any) -> bool:
    """Safeguarding Vulnerable Groups Act 2006: a barred person must not do it."""
    return taking.fact("basis") != "regulated" or taking.fact("level") == "enhanced_barred"


@rule("A role that is paid pays the fee: a free check is for volunteers", needs=("fee",))
def fee_fits(taking: Any) -> bool:
    return taking.fact("fee") != "free" or not taking.history.paid


@rule("The date on the certificate must be today or earlier", needs=("issued_on",))
def issued_in_the_past(taking: Any) -> bool:
    return bool(taking.fact("issued_on") <= taking.day)


@rule("Being on a barred list is a legal stop: nobody may decide to go on", law=True, reads=("disclosure",))
def not_barred(taking: Any) -> bool:
    return taking.history.finding("disclosure", "content") != "barred"


@rule("Regulated activity needs the barred-list check: nobody may do without it", law=True, reads=("eligibility",))
def no_barred_list_needed(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") != "enhanced_barred"


@rule("In Scotland the PVG result must be received: nobody may do without it", law=True)
def no_pvg_needed(taking: Any) -> bool:
    """Disclosure (Scotland) Act 2020: a regulated role may not even be offered without it."""
    return bool(taking.history.nation != "SCT")


@rule("The form has gone off: wait for its answer")
def form_not_sent_off(taking: Any) -> bool:
    """A waiver after the form went would stand in the place of a result, and tell something about it."""
    return not taking.history.happened("crb", "submit", taking.effective_at)


NEVER_WAIVED = (level_decided, no_barred_list_needed, no_pvg_needed, form_not_sent_off)


def unless_clear(taking: Any) -> bool:
    """Two people decide, unless nothing is recorded."""
    return taking.history.finding("disclosure", "content") != "clear"


def always(_taking: Any) -> bool:
    return True


class Steps(hand_over("with_applicant"), Evidence, waivable("with_applicant", never=NEVER_WAIVED)):  # type: ignore[misc]
    """The public steps: the same for every result, also a clear one."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted."""

    @step(
        source=State.WITH_APPLICANT,
        label="Decide which check the role allows",
        permission="check",
        rules=[
            in_progress,
            offer_accepted,
            barred_list_needs_regulated_activity,
            regulated_activity_needs_barred_list,
            fee_fits,
        ],
        waits_on=Party.HR,
        asks=[
            Ask(
                "level",
                "Which check does this role allow?",
                form="choice",
                choices=LEVELS,
                error="Select which check the role allows",
            ),
            Ask("basis", "Why?", form="choice", choices=BASIS, error="Select why"),
            Ask("fee", "Who pays?", form="choice", choices=FEES, error="Select who pays"),
        ],
    )
    def decide_level(self, *, level: str, basis: str, fee: str) -> None:
        self.find("eligibility", level=level, basis=basis, fee=fee)

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
        rules=[in_progress, offer_accepted, level_decided, some_check_allowed, not_above_level],
        told="Your DBS form has gone off.",
        asks=[
            Ask(
                "level",
                "Which check is asked for?",
                form="choice",
                choices=LEVELS[1:],
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
    )
    def form_returned(self, *, reason: str) -> None:
        self.code = reason

    @step(
        source=State.WITH_BODY,
        target=State.WITH_APPLICANT,
        label="The certificate was posted",
        permission="check",
        rules=[in_progress],
        told="Your certificate should come by post. Tell us when you have it.",
    )
    def certificate_posted(self) -> None:
        """The paper goes to the person only; we must see the original."""

    @step(
        source=State.WITH_APPLICANT,
        label="Tell us your certificate came",
        permission="certificate_came",
        rules=[in_progress, level_decided],
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
        rules=[in_progress, offer_accepted, level_decided, some_check_allowed, issued_in_the_past],
        asks=RESULT,
        waits_on=Party.HR,
        told="We have seen your certificate. We are looking at it.",
    )
    def record_result(self, *, content: str, seen: str, number: str, issued_on: Any, same_person: bool) -> None:
        self.find("disclosure", content=content, seen=seen, number=number, issued_on=issued_on, decision="")

    @step(
        source=State.BEING_CONSIDERED,
        label="Decide: do not go on",
        permission="decide_disclosure",
        inner=True,
        grave=True,
        rules=[in_progress],
        two_people=always,
        asks=[
            Ask(
                "talked",
                "We offered the person a private talk",
                form="yes",
                restricted=True,
                error="Offer a private talk first",
            )
        ],
    )
    def decide_not(self, *, talked: bool) -> None:
        self.find("disclosure", decision="not_proceed")

    @step(
        source=State.BEING_CONSIDERED,
        target=State.CLOSED,
        label="Decide: go on",
        permission="decide_disclosure",
        grave=True,
        rules=[in_progress, not_barred],
        two_people=unless_clear,
        closes_as=SATISFIED,
        told="This check is done.",
    )
    def decide(self) -> None:
        """The result does not stand in the way of this role, with safeguards where two people agreed on some."""
        self.find("disclosure", decision="proceed")


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Form or certificate with the person",
        Words(
            "Your DBS check: your turn",
            "A DBS check shows police records. It used to be called a CRB check. A record does not always stop you. "
            "We talk with you before we decide. Tell us when you have sent the form, or when your certificate comes.",
        ),
        Party.APPLICANT,
        wd(5),
        "submit",
        verbs={Party.HR: "decide_level"},
        by_party={
            Party.HR: Words(
                "Your DBS check", "It is with us now. It used to be called a CRB check. You do not need to do anything."
            )
        },
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

KIND = Kind("crb", "DBS check (CRB)", "DBS check", State.NOT_OPEN, State.CLOSED, STATES, Steps, restricted=True)
