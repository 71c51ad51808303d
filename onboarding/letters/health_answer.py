"""L15: Occupational Health has answered. Everyone gets this letter; to some it says that we wait until a day, and keep the place.

Outside it is the same on every branch: kind, number, title, what it asks for, when it may go. It never says why: nobody told us.
"""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import NOTHING_TO_DO, news_by, told
from onboarding.letters.words import Section, Strong, say, weekday

ANSWERS = {
    "fit": "Occupational Health says yes for this role.",
    "fit_with_adjustments": "Occupational Health says yes, with support.",
    "not_now": "Occupational Health says not now. They do not tell us why, and we do not ask.",
    "not_fit": "Occupational Health says no for this role. They do not tell us why, and we do not ask.",
    "more_information": "Occupational Health would like to know more first. They will ask you.",
    "no_report": "You kept the report back. That is your right. We do not ask why.",
}
NEXT = {
    "fit": ("We look at it now. We tell you when this part is done.",),
    "fit_with_adjustments": ("We talk with you about the support you want.", "We agree it with you."),
    "not_now": ("This is not a no. Your place is kept.", "You have not done anything wrong."),
    "not_fit": ("We have not decided anything.", "We would like to talk with you in private first."),
    "more_information": ("Your place is kept. We wait until they have what they need.",),
    "no_report": ("We have not decided anything.", "We would like to talk with you about what we can do."),
}
TALK = ("You choose how we talk: phone, video or in person. Tell me when I can call you.", "Bring someone if you like.")
TO_TALK = ("not_fit", "no_report", "fit_with_adjustments")
WHO_SEES = "Only the people who look after this part see the answer. It is in no list."


@dataclass(frozen=True, kw_only=True)
class HealthAnswer(LetterFacts):
    """`outcome` is what we were told, `review_on` the day on which we look at it again, where there is one."""

    outcome: str
    review_on: date | None = None


def write(facts: HealthAnswer) -> Letter:
    """The letter from its facts."""
    to_do = told(*(TALK if facts.outcome in TO_TALK else (NOTHING_TO_DO,)))
    sections = (
        Section("What we know", told(ANSWERS[facts.outcome])),
        Section("What happens next", (*told(*NEXT[facts.outcome]), *news_by(facts))),
        *_again(facts),
        Section("Who sees this", told(WHO_SEES)),
    )
    return Letter(KIND, facts, "Your work and health support", to_do, sections)


def _again(facts: HealthAnswer) -> tuple[Section, ...]:
    if facts.review_on is None:
        return ()
    day = say("We look at it again on ", Strong(weekday(facts.review_on)), ". It can be sooner if you like.")
    return (Section("When we look at it again", (day, say("You can call me at any time until then."))),)


KIND = LetterKind(
    code="health_answer",
    number="L15",
    title="A letter about your checks",
    facts=HealthAnswer,
    write=write,
    asks=("outcome",),
    bad_news=True,
    right="view_fitness",
)
