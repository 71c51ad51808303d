"""L14: work and health support is settled. What was agreed, who sees to it, when we look at it again; else that it is done.

Everyone whose check is decided gets it, so that it tells nothing outside.
"""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.about_your_assessment import SUPPORT_FIRST
from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import NOTHING_TO_DO, listed, news_by, told
from onboarding.letters.words import Section, Strong, say, weekday

IN_PLACE = "We see to it that this is there on your first day. Tell me if it is not."
WHO_KNOWS = "The person who leads your team sees this list, and nothing else. They do not know why."
LATER = "Would you like other support later? You can ask at any time. We do not ask why."
SIX_WEEKS = "We talk about it again when you have been here for 6 weeks. It can be sooner if you like."


@dataclass(frozen=True, kw_only=True)
class HealthSupport(LetterFacts):
    """`support` is what was agreed, a line each; `review_on` the day on which it is looked at again; `settled` that it is decided."""

    settled: bool
    support: tuple[str, ...] = ()
    review_on: date | None = None


def write(facts: HealthSupport) -> Letter:
    """The letter from its facts."""
    return _agreed(facts) if facts.support else _done(facts)


def _agreed(facts: HealthSupport) -> Letter:
    to_do = told("Please read the list. Is something missing or wrong? Tell me.")
    again = say("We look at it again on ", Strong(weekday(facts.review_on)), ".") if facts.review_on else say(SIX_WEEKS)
    sections = (
        Section("What we agreed with you", (), listed(facts.support)),
        Section("Who sees to it", told(IN_PLACE, WHO_KNOWS)),
        Section("When we look at it again", (again,)),
        Section("Good to know", told(SUPPORT_FIRST, LATER)),
    )
    return Letter(KIND, facts, "The support we agreed", to_do, sections)


def _done(facts: HealthSupport) -> Letter:
    sections = (
        Section("What happens next", (*told("This part is done."), *news_by(facts))),
        Section("Good to know", told(SUPPORT_FIRST, LATER)),
    )
    return Letter(KIND, facts, "Your work and health support", told(NOTHING_TO_DO), sections)


KIND = LetterKind(
    code="health_support",
    number="L14",
    title="A letter about your checks",
    facts=HealthSupport,
    write=write,
    asks=("settled",),
    bad_news=True,
    right="view_fitness",
)
