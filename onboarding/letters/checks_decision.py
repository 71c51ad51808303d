"""L19: we go on after a check. Everyone who goes on gets this letter; what was agreed is inside (else: offer_withdrawn).

Outside it is the same on every branch, as L18 is. It never says what was found.
"""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import LOOK_AGAIN, NOTHING_TO_DO, listed, news_by, told
from onboarding.letters.schemes import SCHEMES
from onboarding.letters.words import Paragraph, Section, Strong, full_day, say

SAFEGUARDS = {
    "pairs": "You work in a pair for the first 12 weeks.",
    "no_one_to_one": "You have no one-to-one talks at first.",
    "no_money": "You do not handle money, keys or shopping.",
    "supervision": "You talk with your supervisor every week.",
    "place": "You work in certain places only. We tell you which.",
    "review": "We look at this with you after 12 weeks.",
}
DONE = "We have looked at it. This check is closed. It does not stand in your way."
GO_ON = "We talked with you. Two people looked at all of it. We would like to go on with you."
KEPT = "We keep only which check it was, its date, and what we decided."
NUMBER = "We keep its number too, as long as you let us look at the Update Service."
WHO_LOOKS = "Someone who was not part of this will look at it. You can bring someone. You can say why, or write it."


@dataclass(frozen=True, kw_only=True)
class ChecksDecision(LetterFacts):
    """`content`, `decision` and the codes of `safeguards` are what the record says; `purge_on` is when we delete it.

    `number_kept` is true while the person lets us look at the Update Service, which asks for the number.
    """

    scheme: str
    content: str
    decision: str
    safeguards: tuple[str, ...] = ()
    purge_on: date | None = None
    number_kept: bool = False


def write(facts: ChecksDecision) -> Letter:
    """The letter from its facts."""
    return _done(facts) if facts.content == "clear" else _go_on(facts)


def _done(facts: ChecksDecision) -> Letter:
    sections = (
        Section("What happens next", (*told(DONE), *news_by(facts))),
        Section("What we keep", _kept(facts)),
    )
    return Letter(KIND, facts, "This check is done", told(NOTHING_TO_DO), sections)


def _go_on(facts: ChecksDecision) -> Letter:
    agreed = (
        (Section("What we agreed", (), listed(tuple(SAFEGUARDS[code] for code in facts.safeguards))),)
        if facts.safeguards
        else ()
    )
    sections = (
        Section("What we decided", (*told(GO_ON), *news_by(facts))),
        *agreed,
        Section("What we keep", _kept(facts)),
        Section("If you see it differently", told(LOOK_AGAIN, SCHEMES[facts.scheme].mistakes)),
    )
    return Letter(KIND, facts, "We would like to go on with you", told(NOTHING_TO_DO), sections)


def _kept(facts: ChecksDecision) -> tuple[Paragraph, ...]:
    rest = told(KEPT, NUMBER if facts.number_kept else "")
    if facts.purge_on is None:
        return rest
    return (say("We delete all else about this check by ", Strong(full_day(facts.purge_on)), "."), *rest)


KIND = LetterKind(
    code="checks_decision",
    number="L19",
    title="A letter about your checks",
    facts=ChecksDecision,
    write=write,
    asks=("scheme", "content"),
    bad_news=True,
    right="view_disclosure",
    talk="You can call me. You can bring someone. What you tell me stays with the people whose names you know.",
)
