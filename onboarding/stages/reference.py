"""References: somebody who knows the person speaks for them. Each slot is one referee; one who cannot is replaced.

Others hook on here: `ask` is when the request goes out, `received` when the answer is back (by their link: with what
they chose), `referee_cannot` when a referee says no or has moved, `remind` counts the reminders.
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
from onboarding.stages.carried import carried, earlier_this_year
from onboarding.stages.names import Party
from onboarding.stages.reference_words import ANSWERS, CANNOT, HOW, NOT_ACCEPTED, REFEREE, TEMPLATES, UNCLEAR
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, waivable, wd

REMINDERS = 2


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    NAMED = "named"
    WITH_REFEREE = "with_referee"
    WITH_MANAGER = "with_manager"
    TO_CLARIFY = "to_clarify"
    CLOSED = "closed"


@rule("Give an e-mail address or a phone number", needs=("name",))
def can_be_reached(taking: Any) -> bool:
    return bool(taking.fact("email") or taking.fact("phone"))


@rule("This person is named already: each reference is from somebody else", needs=("name",), reads=("referee",))
def another_person(taking: Any) -> bool:
    """This slot has no referee while it asks for one, so what is read is another slot's."""
    named = [taking.history.finding("referee", name) for name in ("email", "phone")]
    told = [taking.fact(name) for name in ("email", "phone")]
    return not any(
        mine and mine.casefold() == theirs.casefold() for mine, theirs in zip(told, named, strict=True) if theirs
    )


@rule(
    "This name of the role tells that they have lived experience, and the referee may not know",
    needs=("role_words", "knows"),
)
def role_gives_nothing_away(taking: Any) -> bool:
    return taking.fact("role_words") != "peer" or taking.fact("knows") == "yes"


@rule("Absence may be asked about once the offer is accepted, never before", law=True, needs=("template",))
def absence_after_the_offer(taking: Any) -> bool:
    """Equality Act 2010 s.60: nothing about health, and so nothing about sickness absence, before an offer."""
    return taking.fact("template") == "before_offer" or taking.history.closed("selection", taking.effective_at)


@rule("They were reminded twice: ask the person for somebody else")
def reminder_left(taking: Any) -> bool:
    """Two reminders, then ask the applicant whom else. A new request, or a new referee, begins anew."""
    reminders = 0
    for move in of_row(taking.history.stand, taking.row.id):
        reminders = 0 if move.step == "ask" else reminders + (move.step == "remind")
    return reminders < REMINDERS


def by_link(_day: dt.date) -> list[Choice]:
    """What a referee says by a button: one opinion, and nothing to write."""
    return [Choice(code, words, {"how": "link", "answer": code}) for code, words in ANSWERS]


def rather_not(_day: dt.date) -> list[Choice]:
    """A referee need not say why."""
    return [Choice("declined", "", {"reason": "declined"})]


BY_LINK = (Party.REFEREE,)
ANSWERED: Any = answered_by(Party.REFEREE, "with_referee", "to_clarify", asks=())
Waive: Any = waivable("with_applicant", "named", "with_referee")
Carry: Any = carried("with_applicant", "named", permission="reference", rules=[earlier_this_year])


class Steps(hand_over("with_applicant"), ANSWERED, Evidence, Waive, Carry):  # type: ignore[misc]
    """The steps of one reference."""

    @step(source=State.NOT_OPEN, target=State.WITH_APPLICANT, label="Open", permission=DOOR, waits_on=Party.HR)
    def open(self) -> None:
        """Opens with the other checks when the offer is accepted, or earlier where a pathway says so."""

    @step(
        source=State.WITH_APPLICANT,
        label="Ask who can speak for them",
        permission="reference",
        rules=[in_progress],
        waits_on=Party.APPLICANT,
        told="Tell us who can speak for you.",
    )
    def ask_who(self) -> None:
        """The person can name somebody, and knows who may be asked and that health is never asked about."""

    @step(
        source=State.WITH_APPLICANT,
        target=State.NAMED,
        label="Name a referee",
        permission="name_referee",
        rules=[in_progress, can_be_reached, another_person, role_gives_nothing_away],
        asks=REFEREE,
        told="Thank you for the name. We will write to them.",
    )
    def name_referee(
        self, *, name: str, relation: str, email: str | None, phone: str | None, role_words: str, knows: str
    ) -> None:
        self.find(
            "referee",
            name=name,
            relation=relation,
            email=email or "",
            phone=phone or "",
            role_words=role_words,
            knows=knows,
        )

    @step(
        source=State.NAMED,
        target=State.WITH_APPLICANT,
        label="Name somebody else",
        permission="name_referee",
        rules=[in_progress],
        drops=["referee"],
        told="That is fine. Tell us who else can speak for you.",
    )
    def change_referee(self) -> None:
        """The person has thought of somebody better; nothing has been sent yet."""

    @step(
        source=State.NAMED,
        target=State.WITH_REFEREE,
        label="Ask for the reference",
        permission="reference",
        rules=[in_progress, absence_after_the_offer],
        to_others=["reference_request"],
        link=Party.REFEREE,
        told="We have written to the person you named.",
        asks=[Ask("template", "Which form?", form="choice", choices=TEMPLATES, error="Select which form goes out")],
    )
    def ask(self, *, template: str) -> None:
        self.find("reference_request", template=template)

    @step(
        source=State.WITH_REFEREE,
        label="Remind the referee",
        permission="reference",
        rules=[in_progress, reminder_left],
        to_others=["reference_request"],
        link=Party.REFEREE,
        told="We have reminded the person you named.",
    )
    def remind(self) -> None:
        """At most twice."""

    @step(
        source=State.WITH_REFEREE,
        target=State.WITH_MANAGER,
        label="Record that it came",
        permission="receive_reference",
        rules=[in_progress],
        told="Your reference is here. We are reading it.",
        asks=[
            Ask("how", "How did it come?", form="choice", choices=HOW, error="Select how it came"),
            Ask(
                "answer",
                "Would the person be good in this role?",
                form="choice",
                choices=ANSWERS,
                required=False,
                hint="As the referee said it, for who reads the reference. Leave it open where a letter says it.",
            ),
        ],
        reply=Reply(BY_LINK, "", by_link),
    )
    def received(self, *, how: str, answer: str | None = None) -> None:
        """The move has only that it came, and how. What they chose is for who reads the reference, and nobody else."""
        self.code = how
        if answer:
            self.find("reference_answer", answer=answer)

    @step(
        source=(State.WITH_REFEREE, State.TO_CLARIFY),
        target=State.WITH_APPLICANT,
        label="The referee cannot answer",
        permission="receive_reference",
        rules=[in_progress],
        waits_on=Party.HR,
        drops=["referee", "reference_request", "reference_answer"],
        asks=[Ask("reason", "Why?", form="choice", choices=CANNOT, error="Select why they cannot")],
        reply=Reply(BY_LINK, "I would rather not say", rather_not),
    )
    def referee_cannot(self, *, reason: str) -> None:
        """Moved, left, the wrong person: the person is asked for somebody else, and until then the day is ours."""
        self.code = reason

    @step(
        source=(State.WITH_REFEREE, State.TO_CLARIFY),
        target=State.WITH_APPLICANT,
        label="Ask the person for somebody else",
        permission="reference",
        rules=[in_progress],
        waits_on=Party.APPLICANT,
        drops=["referee", "reference_request", "reference_answer"],
        told="We got no answer. It is not about you. Tell us who else we can ask.",
    )
    def ask_another(self) -> None:
        """After the reminders: whom else may we ask?"""

    @step(
        source=State.WITH_MANAGER,
        target=State.CLOSED,
        label="Accept the reference",
        permission="review_reference",
        rules=[in_progress],
        reads=["reference_answer"],
        closes_as=SATISFIED,
        told="We have read your reference. This part is done.",
    )
    def accept(self) -> None:
        """The manager has read it, and it says enough."""

    @step(
        source=State.WITH_MANAGER,
        target=State.TO_CLARIFY,
        label="Ask the referee to make it clear",
        permission="review_reference",
        rules=[in_progress],
        reads=["reference_answer"],
        link=Party.REFEREE,
        told="We have asked the person you named one more thing.",
        asks=[Ask("reason", "What is not clear?", form="choice", choices=UNCLEAR, error="Select what is not clear")],
    )
    def clarify(self, *, reason: str) -> None:
        self.code = reason

    @step(
        source=State.TO_CLARIFY,
        target=State.WITH_MANAGER,
        label="Record their answer",
        permission="receive_reference",
        rules=[in_progress],
        reply=Reply(BY_LINK, "Yes, I have told you"),
    )
    def clarified(self) -> None:
        """What was not clear is answered: the manager reads it again."""

    @step(
        source=State.WITH_MANAGER,
        target=State.WITH_APPLICANT,
        label="Do not accept it: another is needed",
        permission="review_reference",
        rules=[in_progress],
        reads=["reference_answer"],
        waits_on=Party.HR,
        drops=["referee", "reference_request", "reference_answer"],
        told="We need to ask one more person. It is not about you.",
        asks=[Ask("reason", "Why?", form="choice", choices=NOT_ACCEPTED, error="Select why it is not accepted")],
    )
    def not_accepted(self, *, reason: str) -> None:
        """About who wrote it, never about the person: an unfavourable reference is talked about before the role starts."""
        self.code = reason

    @step(
        source=State.CLOSED,
        target=State.WITH_APPLICANT,
        label="Ask for it again",
        permission="reopen",
        rules=[in_progress],
        waits_on=Party.HR,
        drops=["referee", "reference_request", "reference_answer"],
        grave=True,
    )
    def reopen(self) -> None:
        """Another reference is needed: what we knew has changed."""


STATES = (
    not_open("This starts when you have said yes to our offer."),
    StateOf(
        State.WITH_APPLICANT,
        "Referee not named yet",
        Words(
            "Who can speak for you?",
            "Tell us one person who knows you. It can be a tutor, a group leader or someone you volunteer with. "
            "It can be a faith or community leader. Not someone who treats you. We never ask them about your health.",
        ),
        Party.APPLICANT,
        wd(5),
        "name_referee",
        verbs={Party.HR: "ask_who"},
        by_party={
            Party.HR: Words(
                "Someone who can speak for you", "We will ask you for a name. You do not need to do anything yet."
            )
        },
    ),
    StateOf(
        State.NAMED,
        "Referee named, not asked yet",
        Words(
            "We will write to the person you named", "You do not need to do anything. You can still name someone else."
        ),
        Party.HR,
        wd(2),
        "ask",
    ),
    StateOf(
        State.WITH_REFEREE,
        "With the referee",
        Words(
            "We have written to the person you named",
            "They say how they know you. We never ask them about your health. You do not need to do anything.",
        ),
        Party.REFEREE,
        wd(10),
        "received",
        by_party={Party.HR: Words("We are finding out who to ask", "It is with us now. It is not about you.")},
        targets={Party.HR: wd(2)},
        verbs={Party.HR: "ask_them"},
        question="From what you know, would {called} be good as a {role}?",
    ),
    StateOf(
        State.WITH_MANAGER,
        "With the manager",
        Words("Your reference is here", "We are reading it. You do not need to do anything."),
        Party.MANAGER,
        wd(2),
        "accept",
    ),
    StateOf(
        State.TO_CLARIFY,
        "To be made clear by the referee",
        Words(
            "We have one more question for the person you named",
            "It is about what they wrote, not about you. You do not need to do anything.",
        ),
        Party.REFEREE,
        wd(5),
        "clarified",
        aside=True,
        by_party={Party.HR: Words("We are finding out who to ask", "It is with us now. It is not about you.")},
        targets={Party.HR: wd(2)},
        verbs={Party.HR: "ask_them"},
        question="We asked you one more thing about {called}. Have you told us?",
    ),
    closed("We have read your reference."),
)

KIND = Kind(
    "reference",
    "Reference",
    "Someone who can speak for you",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    asked_about="A reference",
    on_offer=OnOffer(
        yours=Words(
            "Tell us who can speak for you",
            (
                "It can be a tutor, a group leader or someone you volunteer with. Not someone who treats you. "
                "We never ask them about your health."
            ),
        ),
        others=Words("The people you name", "They tell us how they know you."),
    ),
)
