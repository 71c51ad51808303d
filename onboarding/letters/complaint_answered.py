"""L40: the answer to a complaint about data. What was found, what changes, and where else to go."""

from dataclasses import dataclass

from onboarding.letters.base import COME_AND_TALK, Letter, LetterKind
from onboarding.letters.complaint_received import REGULATOR
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import LOOK_AGAIN, listed, told
from onboarding.letters.words import Section

FOUND = {
    "right": "You are right. We got it wrong. We are sorry.",
    "partly": "You are right about some of it. We are sorry about that.",
    "not": "We looked with care. We think that what we did was right. You may see it differently.",
}
WHY = {
    "shown": "Someone could see more than they needed to.",
    "wrong": "What we had written down about you was not right.",
    "too_much": "We asked for more than we needed.",
    "late": "We took too long to answer you.",
    "sent": "Something we sent went to the wrong place.",
    "needed": "The people who looked had to, for their part of the work.",
    "law": "The law asks us to keep this for now.",
    "sound": "What we hold about you is right, as far as we can see.",
}
CHANGES = {
    "mended": "We have put it right.",
    "erased": "We have taken it away.",
    "closed": "Fewer people can see it now.",
    "called_back": "We have told everyone who had the wrong thing.",
    "copy": "We send you a copy of what we hold about you.",
    "taught": "We have shown our team how to do this better.",
}


@dataclass(frozen=True, kw_only=True)
class ComplaintAnswered(LetterFacts):
    """`found` is right, partly or not; `why` sentences on what was found, `changes` on what we do now."""

    found: str
    why: tuple[str, ...]
    changes: tuple[str, ...] = ()


def write(facts: ComplaintAnswered) -> Letter:
    """The letter from its facts."""
    changes = (Section("What we do now", (), listed(facts.changes)),) if facts.changes else ()
    sections = (
        Section("What we found", (*told(FOUND[facts.found]), *listed(facts.why))),
        *changes,
        Section("If you are not happy with this", told(LOOK_AGAIN, REGULATOR)),
    )
    return Letter(KIND, facts, "Our answer to you", told("You do not need to do anything."), sections)


KIND = LetterKind(
    code="complaint_answered",
    number="L40",
    title="A letter about what you asked us",
    facts=ComplaintAnswered,
    write=write,
    asks=("found", "why"),
    talk=COME_AND_TALK,
    answers=True,
)
