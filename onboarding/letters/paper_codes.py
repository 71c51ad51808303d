"""L41: codes to sign in with, on paper. Printed once by one of us; never kept, and never sent by the program."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Section, Strong, say, together, weekday

HOW = "Open this page on a phone or a computer:"
TYPE = "Type your reference and one code. You can leave out the dashes."
ONCE = "Each code works once. Cross it out when you have used it."
SAFE = "Keep this paper like a key. Is it lost? Call us and we stop these codes."
LIBRARY = "You can use a computer in a library. Sign out when you have finished."


@dataclass(frozen=True, kw_only=True)
class PaperCodes(LetterFacts):
    """`codes` are the codes, `until` the last day on which they work, `address` where they are typed."""

    codes: tuple[str, ...] = ()
    until: date | None = None
    address: str = ""


def write(facts: PaperCodes) -> Letter:
    """The letter from its facts."""
    last = weekday(facts.until) if facts.until else ""
    to_do = (say(HOW, " ", Strong(facts.address)), *told(TYPE))
    sections = (
        Section("Your codes", told(ONCE), tuple(say(Strong(together(code))) for code in facts.codes)),
        Section("How long they work", (say(f"They work until {last}. Ask us for new ones at any time."),)),
        Section("Keep them safe", told(SAFE, LIBRARY)),
    )
    return Letter(KIND, facts, "Your codes to sign in", to_do, sections)


KIND = LetterKind(
    code="paper_codes",
    number="L41",
    title="A letter from us",
    facts=PaperCodes,
    write=write,
    asks=("codes", "until", "address"),
)
