"""L34: they have stopped. Thanks, what happens to what they told us, and the open door."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import COME_AND_TALK, Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import COME_BACK, told
from onboarding.letters.words import Section, Strong, full_day, say

THANKS = "Thank you for telling us. Thank you for the time you gave. You did nothing wrong by stopping."
SOONER = "You can ask us to delete it sooner. You can ask to see it first."


@dataclass(frozen=True, kw_only=True)
class WithdrawalConfirmed(LetterFacts):
    """`keep_until` is when what they told us is deleted."""

    keep_until: date | None


def write(facts: WithdrawalConfirmed) -> Letter:
    """The letter from its facts."""
    until = Strong(full_day(facts.keep_until)) if facts.keep_until else ""
    sections = (
        Section("Thank you", told(THANKS)),
        Section("What you told us", (say("We delete it by ", until, f". {SOONER}"),)),
        Section("The door is open", told(COME_BACK)),
    )
    to_do = told("You do not need to do anything. We will not ask you for anything more.")
    return Letter(KIND, facts, "You have stopped your application", to_do, sections)


KIND = LetterKind(
    code="withdrawal_confirmed",
    number="L34",
    title="A letter about your application",
    facts=WithdrawalConfirmed,
    write=write,
    asks=("keep_until",),
    talk=COME_AND_TALK,
)
