"""L33: welcome back. Where things stand, and what may need doing again."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import NOTHING_TO_DO, listed, news_by, told
from onboarding.letters.words import Section, say

WHEN_READY = "There is no rush. This letter says what you can do next, when you are ready."
WHERE = "You begin where you were. What you have done counts."
AGAIN = "Some checks may need doing again after a long time. We tell you which before you start."


@dataclass(frozen=True, kw_only=True)
class WelcomeBack(LetterFacts):
    """`yours` is what the person could do next, in the words of their page; empty when it is all with us or others."""

    yours: tuple[str, ...] = ()


def write(facts: WelcomeBack) -> Letter:
    """The letter from its facts."""
    to_do = told(WHEN_READY if facts.yours else NOTHING_TO_DO)
    steps = (Section("Your next steps", (), listed(facts.yours)),) if facts.yours else ()
    sections = (*steps, Section("Where things stand", (say(WHERE), say(AGAIN), *news_by(facts))))
    return Letter(KIND, facts, "Welcome back", to_do, sections)


KIND = LetterKind(
    code="welcome_back",
    number="L33",
    title="A letter about your application",
    facts=WelcomeBack,
    write=write,
    replaces=("pause_confirmed", "welcome_back"),
)
