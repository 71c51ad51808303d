"""L30: the role and its limits, agreed and signed by the person and the supervisor. It binds both the same."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.placement_confirmed import length
from onboarding.letters.words import Paragraph, Section, Strong, counted, say

IS = (
    "I am with people as someone who has been there too.",
    "I listen. I share from my own story what I choose.",
    "I tell people where they can find help.",
)
IS_NOT = (
    "I do not give treatment or advice.",
    "I meet people in sessions only. I do not give them my number or my address.",
    "I do not lend or take money. I tell my supervisor about gifts.",
    "I am not a friend of people I support on social media.",
)
PRIVATE = (
    "What people tell me stays with us. I write down only what the team has agreed.",
    "If someone may be hurt, I tell my supervisor the same day. I tell the person that I will.",
    "If I know someone there, I tell my supervisor. I need not say how.",
)
MINE = (
    "I can say no. I can take a break. I do not have to say why.",
    "I end well: I tell people in good time when I leave.",
    "If something is wrong, I can tell my supervisor, their deputy, or someone above them.",
)
OURS = (
    "We talk with you each week at first, then at least every 4 weeks.",
    "After a hard day we talk with you on the same day.",
    "We give back what you spend. We do it within 10 working days.",
    "We look at this with you after 2, 6 and 12 weeks.",
)


@dataclass(frozen=True, kw_only=True)
class RoleAgreement(LetterFacts):
    """`session_minutes` and `one_to_one_minutes` are the limits of the team."""

    role_title: str
    site: str
    supervisor: str
    deputy: str
    session_minutes: int
    one_to_one_minutes: int


def write(facts: RoleAgreement) -> Letter:
    """The letter from its facts."""
    sections = (
        Section("My role", (_role(facts),), listed(IS)),
        Section("What it is not", (), listed(IS_NOT)),
        Section("What stays private", (), listed(PRIVATE)),
        Section("What I can do", (), listed(MINE)),
        Section(
            "What the team does", (say(f"Supervisor: {facts.supervisor}. If away: {facts.deputy}."),), listed(OURS)
        ),
        Section("We agree", (), signs=(facts.name, f"{facts.supervisor}, supervisor")),
    )
    to_do = told("Please read this. Ask about anything in it. If it is right, we both sign it.")
    return Letter(KIND, facts, "Your role, and its limits", to_do, sections)


def _role(facts: RoleAgreement) -> Paragraph:
    limits = f"One session is {length(facts.session_minutes)} at most. "
    talk = f"A talk with one person is {counted(facts.one_to_one_minutes, 'minute')} at most."
    return say(Strong(facts.role_title), f", {facts.site}. {limits}{talk}")


KIND = LetterKind(
    code="role_agreement",
    number="L30",
    title="A letter about your placement",
    facts=RoleAgreement,
    write=write,
    asks=("role_title", "site", "supervisor", "deputy"),
)
