"""L19, when it ends there: the offer is taken back. One letter, whatever it was that two people decided on.

Outside it is the same for every reason: kind, number, title. Inside it says more where a check was decided against, and so
only who may read that record reads the letter.
"""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import COME_AND_TALK, Letter, LetterKind
from onboarding.letters.checks_decision import WHO_LOOKS
from onboarding.letters.conditional_offer import PAID, VOLUNTARY
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import LOOK_AGAIN, listed, told
from onboarding.letters.schemes import SCHEMES
from onboarding.letters.words import Section, Strong, full_day, say

TITLES = {PAID: "We have to take back our offer", VOLUNTARY: "We have to take back our invitation"}
DECIDED = "Two people decided this. We are sorry. It is about this role. It does not say who you are."
IN_WRITING = "You get our reasons in writing. I will go through them with you if you like. You can bring someone."
LEGAL = "There is a rule of law that we must keep for this role. It is not a choice that we can make."
OTHERS = "You can ask us about other roles. You can try again at any time."


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(LetterFacts):
    """`decision` is what the record of the check says: empty, not_proceed or legal_stop; `look_again_by` a day."""

    role_title: str
    engagement: str
    scheme: str
    decision: str = ""
    look_again_by: date | None = None


def write(facts: OfferWithdrawn) -> Letter:
    """The letter from its facts."""
    role = say("This was for the role: ", Strong(facts.role_title), ".")
    by = (say("Please ask by ", Strong(full_day(facts.look_again_by)), "."),) if facts.look_again_by else ()
    sections = (
        Section("What we decided", (role, *told(DECIDED, LEGAL if facts.decision == "legal_stop" else ""))),
        Section("Our reasons", told(IN_WRITING)),
        Section("If you see it differently", (*told(f"{LOOK_AGAIN} {WHO_LOOKS}"), *by, *_wrong(facts))),
        *_help(facts),
        Section("The door is open", told(OTHERS)),
    )
    to_do = told(
        "You do not need to do anything. I would like to talk with you. Call me, or tell me when I can call you."
    )
    return Letter(KIND, facts, TITLES[facts.engagement], to_do, sections)


def _wrong(facts: OfferWithdrawn) -> tuple[tuple[str, ...], ...]:
    return told(SCHEMES[facts.scheme].mistakes) if facts.decision else ()


def _help(facts: OfferWithdrawn) -> tuple[Section, ...]:
    if not facts.decision:
        return ()
    return (
        Section(
            "Where to get help",
            told("These people know the rules and help for free:"),
            listed(SCHEMES[facts.scheme].help),
        ),
    )


KIND = LetterKind(
    code="offer_withdrawn",
    number="L19",
    title="A letter about joining us",
    facts=OfferWithdrawn,
    write=write,
    asks=("role_title",),
    bad_news=True,
    right="view_disclosure",
    talk=COME_AND_TALK,
)
