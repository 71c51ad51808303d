"""L09: the readiness chat. What we talk about and what we do not ask; both sides on the same footing."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts, Meeting
from onboarding.letters.phrases import EASIER, choose_a_time, listed, told, when_and_where
from onboarding.letters.words import Section

WHAT = "This is a chat, not a test. You talk with a peer worker. You ask as much as we do."
TOPICS = (
    "What the role is, and what it is not.",
    "How you want to use your own story, and what you keep to yourself.",
    "Times, travel, and people you care for.",
    "The support that you want from us.",
    "What you will do if you need a break.",
)
NOT_ASKED = "We do not ask about your health, your care or your medicine. We do not ask other people about you."
PLAN = "We write down what we agree. You read it and say if it is right. You can say “not yet”. Your place is kept."


@dataclass(frozen=True, kw_only=True)
class ReadinessInvitation(LetterFacts):
    """`meeting` is there once a time is booked."""

    meeting: Meeting | None = None


def write(facts: ReadinessInvitation) -> Letter:
    """The letter from its facts."""
    title = "Your readiness chat" if facts.meeting else "Let us talk about you and the role"
    sections = (
        *when_and_where(facts.meeting),
        Section("What we talk about", told(WHAT), listed(TOPICS)),
        Section("What we do not ask", told(NOT_ASKED)),
        Section("After the chat", told(PLAN)),
        EASIER,
    )
    return Letter(KIND, facts, title, choose_a_time(facts.meeting), sections)


KIND = LetterKind(
    code="readiness_invitation",
    number="L09",
    title="A letter about meeting us",
    facts=ReadinessInvitation,
    write=write,
    replaces=("readiness_invitation",),
)
