"""L36: a reference of facts, at the person’s word: role, days, training. They read it first, and show it to whom they like."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Section, say

FACTS_ONLY = "We give the same kind of reference to everyone: facts, and no opinion."
YOURS = "This letter is yours. You can show it to anyone, or keep it."
READ = "Please read it first. Is something not right? Tell me, and we put it right."


@dataclass(frozen=True, kw_only=True)
class LeavingReference(LetterFacts):
    """Lines of facts: `roles` with their days, `training`, `practice` with a team. All in the names the person chose for others."""

    roles: tuple[str, ...]
    training: tuple[str, ...] = ()
    practice: tuple[str, ...] = ()


def write(facts: LeavingReference) -> Letter:
    """The letter from its facts."""
    sections = [Section("Role", (say(facts.name),), tuple(say(line) for line in facts.roles))]
    if facts.training:
        sections.append(Section("Training", (), tuple(say(line) for line in facts.training)))
    if facts.practice:
        sections.append(Section("Work with a team", (), tuple(say(line) for line in facts.practice)))
    sections.append(Section("What this letter is", told(FACTS_ONLY, YOURS)))
    return Letter(KIND, facts, "A reference from us", told(READ), tuple(sections))


KIND = LetterKind(
    code="leaving_reference",
    number="L36",
    title="A letter about your time with us",
    facts=LeavingReference,
    write=write,
    asks=("roles",),
    by_hand=True,
    answers=True,
)
