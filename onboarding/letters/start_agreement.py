"""L31: the paper on which somebody starts, as the engagement and the organisation's setting say which."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.words import Paragraph, Section, Strong, full_day, say

SESSIONAL, VOLUNTEER = "sessional_agreement", "volunteer_agreement"
HONORARY, AUTHORITY = "honorary_contract", "letter_of_authority"
TITLES = {
    SESSIONAL: "Your sessional agreement",
    VOLUNTEER: "Your volunteer agreement",
    HONORARY: "Your honorary contract",
    AUTHORITY: "Your letter of authority",
}
WHAT = {
    SESSIONAL: "We pay you for each session you work. You can say no to a session. We tell you in good time.",
    VOLUNTEER: "You give your time because you want to. This is good will on both sides. It is not meant to bind us by law.",
    HONORARY: "You work in our buildings as our guest. We do not pay you. Our rules on safety and on what is private hold for you.",
    AUTHORITY: "You may be in our buildings for this role. Please carry this letter with your badge.",
}
MONEY = {SESSIONAL: "Pay: ", VOLUNTEER: "What you spend: ", HONORARY: "What you spend: ", AUTHORITY: "What you spend: "}
GIVEN_BACK = "we give it back within 10 working days. We can give it to you first"
PRIVATE = "What people tell you stays with the team. If someone may be hurt, tell your supervisor the same day."
SAFE = (
    "You are insured by us while you are in your role.",
    "We show you the way out in a fire, and the alarm.",
    "If you are hurt, or nearly hurt, tell us. We write it down.",
    "Wear your badge. If you lose it, tell us.",
)
END = "You can stop at any time. Please tell us. If we want to stop, we talk with you first and tell you why."


@dataclass(frozen=True, kw_only=True)
class StartAgreement(LetterFacts):
    """`document` is one of the four; `ends_on` is there when it runs out; `money` the words for pay."""

    document: str
    role_title: str
    site: str
    supervisor: str
    starts_on: date | None
    ends_on: date | None = None
    money: str = ""


def write(facts: StartAgreement) -> Letter:
    """The letter from its facts."""
    sections = (
        Section("What this is", told(WHAT[facts.document])),
        Section("Your role", (), _role(facts)),
        Section("Safe and private", (), listed((*SAFE, PRIVATE))),
        Section("We agree", told(END), signs=(facts.name, f"{facts.named_person.name}, for {facts.organisation.name}")),
    )
    to_do = told(
        "Please read this. Ask about anything in it. If it is right, sign it and give it to us. We give you a copy."
    )
    return Letter(KIND, facts, TITLES[facts.document], to_do, sections)


def _role(facts: StartAgreement) -> tuple[Paragraph, ...]:
    ends = (say("Ends: ", full_day(facts.ends_on)),) if facts.ends_on else ()
    starts = Strong(full_day(facts.starts_on)) if facts.starts_on else ""
    money = facts.money if facts.document == SESSIONAL else GIVEN_BACK
    return (
        say("Role: ", Strong(facts.role_title)),
        say("Where: ", facts.site),
        say("Starts: ", starts),
        *ends,
        say("Your supervisor: ", facts.supervisor),
        say(MONEY[facts.document], money),
    )


KIND = LetterKind(
    code="start_agreement",
    number="L31",
    title="A letter about your placement",
    facts=StartAgreement,
    write=write,
    asks=("document", "role_title", "site", "supervisor", "starts_on"),
)
