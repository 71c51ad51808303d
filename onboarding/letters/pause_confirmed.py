"""L33: the break, as the person asked for it. The place is kept; what the law does not stop is named; no reason is."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.words import Section

KEPT = "Your place is kept. There is no end date. You do not have to tell us why."
QUIET = "We ask nothing of you until you are back. We do not send you reminders."
BACK = "You come back with one click on your own page, or you call me. You begin where you were."
NOT_ASKED = "Did you not ask for this? Press the button on your page, or call me. Then it ends at once."
GO_ON = "Some days are set by law. They go on while you are on a break:"
MAY_TELL = "You said that we may tell you about these days. You can change that."
MAY_WE = "May we tell you when one of these days is near? If you say nothing, we do not."


@dataclass(frozen=True, kw_only=True)
class PauseConfirmed(LetterFacts):
    """`windows` are sentences on days that the law does not stop; `may_tell` whether we may write about them."""

    windows: tuple[str, ...] = ()
    may_tell: bool = False


def write(facts: PauseConfirmed) -> Letter:
    """The letter from its facts."""
    days = Section("Days that go on", told(GO_ON), listed(facts.windows))
    asked = Section("What we may tell you", told(MAY_TELL if facts.may_tell else MAY_WE))
    sections = (
        Section("Your break", told(KEPT, QUIET)),
        *((days, asked) if facts.windows else ()),
        Section("When you want to come back", told(BACK)),
        Section("Is this a mistake?", told(NOT_ASKED)),
    )
    return Letter(
        KIND, facts, "Your application is paused", told("You do not need to do anything. Take your time."), sections
    )


KIND = LetterKind(
    code="pause_confirmed",
    number="L33",
    title="A letter about your application",
    facts=PauseConfirmed,
    write=write,
    replaces=("pause_confirmed", "welcome_back"),
    talk="You can call me at any time, also while you are on a break.",
)
