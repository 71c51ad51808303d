"""The criminal record check, while the form or the certificate is on its way."""

from __future__ import annotations

import datetime as dt

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import step
from onboarding.engine.holder import Holder
from onboarding.engine.replies import Choice, Reply
from onboarding.stages.abroad import abroad_was_asked
from onboarding.stages.crb_level import CHECKS_IN
from onboarding.stages.crb_states import State
from onboarding.stages.eligibility import LEVELS, form_sent_off, level_decided, not_above_level, some_check_allowed
from onboarding.stages.names import Party
from onboarding.stages.pvg import paper_is_posted
from onboarding.stages.shared import in_progress, offer_accepted
from onboarding.stages.tracking import papers_seen

SENT_BACK = (
    ("name", "A name did not match"),
    ("address", "An address was missing"),
    ("papers", "Papers were not right"),
)
RETURNED = (*SENT_BACK, ("taken_back", "It was taken back: this role allows no such check"))


def sent_back(_day: dt.date) -> list[Choice]:
    """What somebody outside may say: taking a form back is ours."""
    return [Choice(code, words, {"reason": code}) for code, words in SENT_BACK]


BY_LINK = (Party.UMBRELLA_BODY, Party.DISCLOSURE_BODY)


class Form(Holder):
    """The form goes to the person, to the body, perhaps back; the certificate comes to the person."""

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
