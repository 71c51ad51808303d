"""L05: the decision was yes, and the letter with all that it means is on its way."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.conditional_offer import PAID, VOLUNTARY
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Section, Strong, say, sentence, weekday

IN_WRITING = {PAID: "our offer in writing", VOLUNTARY: "our invitation in writing"}
NOT_FIXED = "There are some checks to do first. So please do not leave a job or change your benefits yet."
IT_SAYS = "It tells you about the role, the hours and each check. Take your time with it. You can ask us anything."


@dataclass(frozen=True, kw_only=True)
class GoodNews(LetterFacts):
    """`engagement` is paid or voluntary; `letter_by` the day by which the next letter is there."""

    role_title: str
    engagement: str
    letter_by: date | None


def write(facts: GoodNews) -> Letter:
    """The letter from its facts."""
    by = Strong(weekday(facts.letter_by)) if facts.letter_by else ""
    to_do = told("You do not need to do anything yet.", NOT_FIXED)
    coming = say(f"We will send you {IN_WRITING[facts.engagement]} by ", by, f". {IT_SAYS}")
    sections = (
        Section(
            "The news", (say("We liked meeting you. We would like you to join us as: ", Strong(facts.role_title), "."),)
        ),
        Section("What happens next", (coming,)),
        Section(
            "Good to know",
            (say("You can talk to a free benefits adviser now. ", sentence(facts.organisation.benefits_advice)),),
        ),
    )
    return Letter(KIND, facts, "Good news from us", to_do, sections)


KIND = LetterKind(
    code="good_news",
    number="L05",
    title="A letter about joining us",
    facts=GoodNews,
    write=write,
    asks=("role_title", "letter_by"),
    by_hand=True,
)
