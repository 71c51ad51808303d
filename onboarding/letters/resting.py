"""L35: we have not heard from them, so it rests. Nothing is decided, nobody is to blame, one click brings them back."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import COME_AND_TALK, Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import COME_BACK, told
from onboarding.letters.words import Section, Strong, full_day, say

WHY = "We wrote and we rang, and we did not hear from you. That is okay. Life gets in the way."
NOTHING = "Nothing is decided. Your application rests. We do not keep a place free for you while it rests."
OTHER_NUMBER = "Did our messages not reach you? Tell us what works better for you. We are sorry if we got it wrong."


@dataclass(frozen=True, kw_only=True)
class Resting(LetterFacts):
    """`back_by` is until when one click brings them back."""

    back_by: date | None


def write(facts: Resting) -> Letter:
    """The letter from its facts."""
    by = Strong(full_day(facts.back_by)) if facts.back_by else ""
    sections = (
        Section("What happened", told(WHY, NOTHING)),
        Section(
            "How to come back",
            (say("One click on your page brings you back, until ", by, ". You can also call me."), say(COME_BACK)),
        ),
        Section("If we did not reach you", told(OTHER_NUMBER)),
    )
    to_do = told("You do not need to do anything. If you would like to go on, tell us.")
    return Letter(KIND, facts, "Your application is resting", to_do, sections)


KIND = LetterKind(
    code="resting",
    number="L35",
    title="A letter about your application",
    facts=Resting,
    write=write,
    asks=("back_by",),
    bad_news=True,
    talk=COME_AND_TALK,
)
