"""L13: work and health support. What it is for, who sees what, and that they choose."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.words import Section, capital

FOR_WHAT = "It is to find the support that helps you in this role. It is the same for everyone who joins us."
NOT_A_REASON = "Having a mental health problem is not a reason for us to say no."
SEES = (
    "You see everything.",
    "Occupational Health sees what you write. They do not show it to us.",
    "We see one answer: yes, yes with support, or not now. They do not tell us why.",
    "The person who leads your team sees only the support we agree with you.",
)
THEIR_CALL = "They may ring you for a chat. That is normal."
YOUR_DAY = (
    "Did they give you a day? You read it on your own page. Nobody else reads that page. "
    "There you can ask for another day, a call or a visit."
)
YOUR_SAY = "They show you what they want to tell us. You can say no to it. Then we talk with you about what to do."
SUPPORT_FIRST = "Help from Access to Work is yours to ask for. You do not have to wait for it to start."


@dataclass(frozen=True, kw_only=True)
class AboutYourAssessment(LetterFacts):
    """`service` is who does it, as the applicant knows them."""

    service: str


def write(facts: AboutYourAssessment) -> Letter:
    """The letter from its facts."""
    to_do = told(
        f"{capital(facts.service)} will send you a form. Please fill it in and send it back to them, not to us.",
        "Do you need help with the form, or more time? Tell me.",
    )
    sections = (
        Section("What it is for", told(FOR_WHAT, NOT_A_REASON)),
        Section("Who sees what", (), listed(SEES)),
        Section("If they call you", told(THEIR_CALL, YOUR_DAY)),
        Section("You choose", told(YOUR_SAY, SUPPORT_FIRST)),
    )
    return Letter(KIND, facts, "Your work and health support", to_do, sections)


KIND = LetterKind(
    code="about_your_assessment",
    number="L13",
    title="A letter about your checks",
    facts=AboutYourAssessment,
    write=write,
    asks=("service",),
)
