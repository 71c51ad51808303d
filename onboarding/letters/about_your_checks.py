"""L18: we have seen the result of a check. Everyone gets this letter; for some it is the invitation to a private talk.

Outside it is the same on every branch: kind, number, title, what it asks for, when it may go. What is in it is seen by the
applicant and by who may read the record. It never says what was found.
"""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import NOTHING_TO_DO, listed, news_by, told
from onboarding.letters.schemes import SCHEMES
from onboarding.letters.words import Paragraph, Section, joined, say

CLEAR, DISCLOSED, BARRED = "clear", "disclosed", "barred"
CHOOSE = "You choose how: phone, video or in person. Call me, or tell me when I can call you."
BRING = "Bring someone if you like. You can ask for more time."
TALK = "We would like to talk with you in private. It is about your checks."
UNDECIDED = "We have not decided anything."
WE_LOOK_AT = (
    "What the role is, and who is with you in it.",
    "How long ago something was, and how things were then.",
    "What has changed since.",
    "What would help, so that everyone is safe.",
)
LEGAL_STOP = "There is a rule of law that we must keep. So we cannot go on with this role as it is."
OTHER_ROLES = "We want to tell you what it means, and what else you can do with us. It is about the law."


@dataclass(frozen=True, kw_only=True)
class AboutYourChecks(LetterFacts):
    """`content` is what the record says the check found; `who_knows` the people who will know, by name, if settled."""

    scheme: str
    content: str
    who_knows: tuple[str, ...] = ()


def write(facts: AboutYourChecks) -> Letter:
    """The letter from its facts."""
    return BRANCHES[facts.content](facts)


def _clear(facts: AboutYourChecks) -> Letter:
    scheme = SCHEMES[facts.scheme]
    seen = f"We have seen your {scheme.result}. We wrote down the number and the date. We keep no copy."
    sections = (
        Section("What happens next", (*told(seen, "We tell you when this check is closed."), *news_by(facts))),
        Section("Good to know", told(scheme.after)),
    )
    return Letter(KIND, facts, f"Thank you for your {scheme.result}", told(NOTHING_TO_DO), sections)


def _disclosed(facts: AboutYourChecks) -> Letter:
    sections = (
        Section("Why we write", told(f"{TALK} {UNDECIDED}")),
        Section("Who will know", (_who(facts),)),
        Section("What we look at together", (), listed(WE_LOOK_AT)),
        Section("If you think it is wrong", told(SCHEMES[facts.scheme].mistakes)),
        Section(
            "Where to get help",
            told("These people know the rules and help for free:"),
            listed(SCHEMES[facts.scheme].help),
        ),
    )
    return Letter(KIND, facts, "We would like to talk with you", told(CHOOSE, BRING), sections)


def _barred(facts: AboutYourChecks) -> Letter:
    sections = (
        Section("Why we write", told(TALK, LEGAL_STOP, OTHER_ROLES)),
        Section("Who will know", (_who(facts),)),
        Section("If you think it is wrong", told(SCHEMES[facts.scheme].mistakes)),
        Section(
            "Where to get help",
            told("These people know the rules and help for free:"),
            listed(SCHEMES[facts.scheme].help),
        ),
    )
    return Letter(KIND, facts, "We need to talk with you soon", told(CHOOSE, BRING), sections)


def _who(facts: AboutYourChecks) -> Paragraph:
    if facts.who_knows:
        return say(f"Three people at most will know. They are: {joined(facts.who_knows)}.")
    return say("Three people at most will know. We will tell you their names first.")


BRANCHES = {CLEAR: _clear, DISCLOSED: _disclosed, BARRED: _barred}
KIND = LetterKind(
    code="about_your_checks",
    number="L18",
    title="A letter about your checks",
    facts=AboutYourChecks,
    write=write,
    asks=("scheme", "content"),
    bad_news=True,
    right="view_disclosure",
)
