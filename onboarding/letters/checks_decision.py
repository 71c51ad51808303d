"""L19: what we decided about a check. Everyone gets this letter; the decision, safeguards or reasons are inside.

Outside it is the same on every branch, as L18 is. It never says what was found.
"""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import LOOK_AGAIN, NOTHING_TO_DO, listed, news_by, told
from onboarding.letters.schemes import SCHEMES
from onboarding.letters.words import Paragraph, Section, Strong, full_day, say

PROCEED, NOT_PROCEED = "proceed", "not_proceed"
DONE = "We have looked at it. This check is closed. It does not stand in your way."
GO_ON = "We talked with you. Two people looked at all of it. We would like to go on with you."
STOP = "We talked with you. Two people looked at all of it. We cannot go on with this role. We are sorry."
NOT_YOU = "This is about this role. It does not say who you are. You can ask us about other roles."
ASK_WHY = "We give you our reasons in writing. Call me, and I will go through them with you."
WHO_LOOKS = "Someone who was not part of this will look at it. You can bring someone. You can say why, or write it."


@dataclass(frozen=True, kw_only=True)
class ChecksDecision(LetterFacts):
    """`content` and `decision` are what the record says; `safeguards` and `reasons` sentences; `purge_on` when we delete it."""

    scheme: str
    content: str
    decision: str
    safeguards: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    purge_on: date | None = None


def write(facts: ChecksDecision) -> Letter:
    """The letter from its facts."""
    if facts.decision == NOT_PROCEED:
        return _stop(facts)
    return _done(facts) if facts.content == "clear" else _go_on(facts)


def _done(facts: ChecksDecision) -> Letter:
    sections = (
        Section("What happens next", (*told(DONE), *news_by(facts))),
        Section("What we keep", _kept(facts)),
    )
    return Letter(KIND, facts, "This check is done", told(NOTHING_TO_DO), sections)


def _go_on(facts: ChecksDecision) -> Letter:
    agreed = (Section("What we agreed", (), listed(facts.safeguards)),) if facts.safeguards else ()
    sections = (
        Section("What we decided", (*told(GO_ON), *news_by(facts))),
        *agreed,
        Section("What we keep", _kept(facts)),
        Section("If you see it differently", told(LOOK_AGAIN, SCHEMES[facts.scheme].mistakes)),
    )
    return Letter(KIND, facts, "We would like to go on with you", told(NOTHING_TO_DO), sections)


def _stop(facts: ChecksDecision) -> Letter:
    why = (
        (Section("Our reasons", (), listed(facts.reasons)),)
        if facts.reasons
        else (Section("Our reasons", told(ASK_WHY)),)
    )
    sections = (
        Section("What we decided", told(STOP, NOT_YOU)),
        *why,
        Section("If you see it differently", told(f"{LOOK_AGAIN} {WHO_LOOKS}", SCHEMES[facts.scheme].mistakes)),
        Section("What we keep", _kept(facts)),
        Section(
            "Where to get help",
            told("These people know the rules and help for free:"),
            listed(SCHEMES[facts.scheme].help),
        ),
    )
    to_do = told("You do not need to do anything. If you would like to talk, call me. You can bring someone.")
    return Letter(KIND, facts, "We cannot go on with this role", to_do, sections)


def _kept(facts: ChecksDecision) -> tuple[Paragraph, ...]:
    rest = say("We keep only the number, the date and that we decided.")
    if facts.purge_on is None:
        return (rest,)
    return (say("We delete all else about this check by ", Strong(full_day(facts.purge_on)), "."), rest)


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
