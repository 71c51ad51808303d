"""L02: we have the application. What happens next, what would help, and who sees what was told."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import NOTHING_TO_DO, news_by, told
from onboarding.letters.words import Section, Strong, say

READERS = "Two people will read it. One of them is a peer worker. They do not see your date of birth."
NEXT = "If they would like to meet you, we ask you to choose a time. You can meet in person, by phone or by video."
HELP = "Do you need more time, a quiet room or another format? Do you need a way to get in? Tell us at any time."
FAIR = "It does not count against you."
PRIVATE = "We keep what you told us safe. Only the people who choose for this role will see it."
NOTICE = "Our privacy notice says what we keep, and for how long. It is on our website. We can post it to you."


@dataclass(frozen=True, kw_only=True)
class ApplicationReceived(LetterFacts):
    """`role_title` and `team` are what the person applied for."""

    role_title: str
    team: str


def write(facts: ApplicationReceived) -> Letter:
    """The letter from its facts."""
    role = say("You applied for this role: ", Strong(facts.role_title), f", {facts.team}. Thank you.")
    sections = (
        Section("What happens next", (role, *told(READERS, NEXT), *news_by(facts))),
        Section("What would make it easier", told(f"{HELP} {FAIR}")),
        Section("What you told us", told(PRIVATE, NOTICE)),
    )
    return Letter(KIND, facts, "We have your application", told(NOTHING_TO_DO), sections)


KIND = LetterKind(
    code="application_received",
    number="L02",
    title="A letter about your application",
    facts=ApplicationReceived,
    write=write,
    asks=("role_title",),
)
