"""L39: we have a complaint about how we keep somebody's data. Who looks at it, and by when we answer."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import COME_AND_TALK, Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Section, Strong, full_day, say

NO_HARM = "It does not change your application. Nobody will treat you differently for it."
WHO = "Someone who did not do the work you wrote about will look at it. They may ask you to tell them more."
REGULATOR = "You can also go to the people who watch over data rights, at any time. They are at ico.org.uk."


@dataclass(frozen=True, kw_only=True)
class ComplaintReceived(LetterFacts):
    """`answer_by` is the day by which it is answered."""

    answer_by: date | None


def write(facts: ComplaintReceived) -> Letter:
    """The letter from its facts."""
    by = Strong(full_day(facts.answer_by)) if facts.answer_by else ""
    sections = (
        Section("What happens next", (*told(WHO), say("We write to you with an answer by ", by, "."))),
        Section("Your rights", told(NO_HARM, REGULATOR)),
    )
    to_do = told("You do not need to do anything now. You can tell us more if you like.")
    return Letter(KIND, facts, "We have what you wrote to us", to_do, sections)


KIND = LetterKind(
    code="complaint_received",
    number="L39",
    title="A letter about what you asked us",
    facts=ComplaintReceived,
    write=write,
    asks=("answer_by",),
    talk=COME_AND_TALK,
    answers=True,
)
