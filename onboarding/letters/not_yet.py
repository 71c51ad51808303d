"""L11: we think not yet. What would help, when we talk again, how long the place is kept, and who can look again."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.conditional_offer import PAID, VOLUNTARY
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Paragraph, Section, Strong, say, weekday

WHAT_HELPS = {
    "role": "We would like to talk more about what the role is, and what it is not.",
    "time": "We would like to find times, travel or cover that work for you.",
    "supervision": "We do not have the right support for you in place yet. That is ours to do.",
    "boundaries": "We would like to talk more about what to share, and how to say no.",
}
STAYS_OPEN = {PAID: "Our offer to you stays open until ", VOLUNTARY: "Our invitation to you stays open until "}
OUR_VIEW = "We talked with you. We think not yet. You may see it differently."
NOT_A_NO = "This is not a no. Your place is kept. You have not done anything wrong."


@dataclass(frozen=True, kw_only=True)
class NotYet(LetterFacts):
    """`reason` is a code of the step; `review_on` the next talk; `second_view_by` until when to ask for another person."""

    engagement: str
    reason: str
    review_on: date | None
    second_view_by: date | None


def write(facts: NotYet) -> Letter:
    """The letter from its facts."""
    again = _on(facts.review_on)
    sections = (
        Section("What we think", told(OUR_VIEW, WHAT_HELPS.get(facts.reason, ""))),
        Section("When we talk again", (say("We talk again on ", again, ". It can be sooner if you like."),)),
        Section("Your place", (*told(NOT_A_NO), say(STAYS_OPEN[facts.engagement], again, "."))),
        Section("If you see it differently", _second_view(facts)),
    )
    to_do = told("You do not need to do anything now. You can call me at any time.")
    return Letter(KIND, facts, "Not yet, and that is okay", to_do, sections)


def _on(when: date | None) -> Strong:
    return Strong(weekday(when) if when else "")


def _second_view(facts: NotYet) -> tuple[Paragraph, ...]:
    return (
        say("You can add your own words to what we wrote. They are kept with it."),
        say("You can ask another person to look again. Please ask by ", _on(facts.second_view_by), "."),
    )


KIND = LetterKind(
    code="not_yet",
    number="L11",
    title="A letter about our talk",
    facts=NotYet,
    write=write,
    asks=("reason", "review_on", "second_view_by"),
    bad_news=True,
)
