"""L04: we would like to meet. When and where, what we ask, who will be there, and what helps on the day."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts, Meeting
from onboarding.letters.phrases import EASIER, choose_a_time, listed, told, when_and_where
from onboarding.letters.words import Paragraph, Section, joined

QUESTIONS = (
    "Why would you like to do this role?",
    "How would you use your own story to support someone else?",
    "Tell us about a time when you listened well.",
    "What would you do if someone asked for more than you can give?",
)
SHAPE = "It takes about 40 minutes. We talk about the role. Then there is a short task on listening."
SAME = "We ask everyone the same questions. Here they are, so that you can think about them first:"
NO_HEALTH = "We do not ask about your health. Tell us only what you want to tell."
WE_ARE = "You meet two or three people. One of them is a peer worker. I will tell you their names first."
PEER = "One of them is a peer worker."
OUR_TIMES = (
    "Choose one of our days and times. You can choose on your own page. You can also call me.",
    "No time fits? Tell me. We will find another one with you.",
)
NO_TIMES = (
    "All our times are taken right now. I am finding more.",
    "I will write to you when there are times. You do not need to do anything now.",
)
OWN, OURS, NO_TIME = "own", "ours", "none"
STAND_DOWN = "Do you know one of them? Tell me. Someone else can take their place. You do not have to say why."


@dataclass(frozen=True, kw_only=True)
class MeetingInvitation(LetterFacts):
    """`meeting` is there once a time is booked; `panel` are the names of the people they will meet, if known.

    `times` says what there is to choose among: any time, our times on selection days, or none right now.
    """

    role_title: str
    meeting: Meeting | None = None
    panel: tuple[str, ...] = ()
    times: str = OWN
    questions: tuple[str, ...] = QUESTIONS


def write(facts: MeetingInvitation) -> Letter:
    """The letter from its facts."""
    title = "You are meeting us" if facts.meeting else "We would like to meet you"
    who = f"You will meet {joined(facts.panel)}. {PEER}" if facts.panel else WE_ARE
    sections = (
        *when_and_where(facts.meeting),
        Section("What we talk about", told(SHAPE, NO_HEALTH, SAME), listed(facts.questions)),
        Section("Who you will meet", told(who, STAND_DOWN)),
        EASIER,
    )
    return Letter(KIND, facts, title, _to_do(facts), sections)


def _to_do(facts: MeetingInvitation) -> tuple[Paragraph, ...]:
    if facts.meeting or facts.times == OWN:
        return choose_a_time(facts.meeting)
    return told(*(OUR_TIMES if facts.times == OURS else NO_TIMES))


KIND = LetterKind(
    code="meeting_invitation",
    number="L04",
    title="A letter about meeting us",
    facts=MeetingInvitation,
    write=write,
    replaces=("meeting_invitation",),
    asks=("role_title",),
)
