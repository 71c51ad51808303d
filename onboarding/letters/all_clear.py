"""L24: every check is done. What is sure now, and what comes next."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.conditional_offer import PAID, VOLUNTARY
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import news_by, told
from onboarding.letters.words import Paragraph, Section, Strong, full_day, say, sentence

NOW_SURE = {
    PAID: "Our offer to you is now firm. There are no more checks before you start.",
    VOLUNTARY: "Your place with us is now sure. There are no more checks before you start.",
}
YOUR_LIFE = {
    PAID: "You can now tell your job, if you have one. Talk to a benefits adviser before your first paid day.",
    VOLUNTARY: "You can tell people now, if you like. Your benefits adviser can tell you if you need to tell anyone.",
}
AFTER_COURSE = "You have done your training. We are finding the right team for you, and someone to support you there."
NO_COURSE_YET = "Next comes your training. We write to you as soon as there is a place."


@dataclass(frozen=True, kw_only=True)
class AllClear(LetterFacts):
    """`engagement` is paid or voluntary; `course_starts` the course they have a place on; `trained` whether it is behind them."""

    role_title: str
    engagement: str
    course_starts: date | None = None
    trained: bool = False


def write(facts: AllClear) -> Letter:
    """The letter from its facts."""
    sections = (
        Section(
            "What is sure now", (say("Your role: ", Strong(facts.role_title), "."), say(NOW_SURE[facts.engagement]))
        ),
        Section("What happens next", (_next(facts), *news_by(facts))),
        Section(
            "Your other plans", (*told(YOUR_LIFE[facts.engagement]), say(sentence(facts.organisation.benefits_advice)))
        ),
    )
    to_do = told("Thank you for waiting. You do not need to do anything now.")
    return Letter(KIND, facts, "Your checks are done", to_do, sections)


def _next(facts: AllClear) -> Paragraph:
    if facts.trained:
        return say(AFTER_COURSE)
    if facts.course_starts is None:
        return say(NO_COURSE_YET)
    return say(
        "Your course starts on ", Strong(full_day(facts.course_starts)), ". We have sent you what you need for it."
    )


KIND = LetterKind(
    code="all_clear",
    number="L24",
    title="A letter about joining us",
    facts=AllClear,
    write=write,
    asks=("role_title",),
)
