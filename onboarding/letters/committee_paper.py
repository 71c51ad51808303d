"""L29, to a committee: the cover of a paper about a role at a site. It is about the role and names nobody."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import OtherFacts
from onboarding.letters.host_request import MAY, MAY_NOT
from onboarding.letters.phrases import listed
from onboarding.letters.words import Paragraph, Section, Strong, full_day, say

TRAINING = (
    "6 weeks of classes, then 2 weeks of practice with a team.",
    "It covers how to listen, how to say no, what stays private, and when it must be shared.",
)
SUPERVISION = (
    "Each person has a named supervisor, and someone who stands in.",
    "They talk each week at first, then every 4 weeks, and on the same day after a hard day.",
)
SAFEGUARDS = (
    "Proof of identity, and the police check that the law allows for the role.",
    "References, and advice from Occupational Health where the role asks for it.",
    "A signed agreement on the role and its limits.",
    "A yes from each team, for each person.",
)
DECISIONS = ("Agreed.", "Agreed, if:", "Put off until:", "Not agreed, because:")
ROLE_ONLY = "We ask about the role at this site. We do not ask about any one person. Please name nobody in your answer."


@dataclass(frozen=True, kw_only=True)
class CommitteePaper(OtherFacts):
    """`site` is where the role is; `meeting_on` the meeting. `about` stays empty: no person is named."""

    site: str
    meeting_on: date | None = None


def write(facts: CommitteePaper) -> Letter:
    """The letter from its facts."""
    sections = (
        Section("The question", (_question(facts), say(ROLE_ONLY))),
        Section("People in this role may", (), listed(MAY)),
        Section("They may not", (), listed(MAY_NOT)),
        Section("Training and support", (), listed((*TRAINING, *SUPERVISION))),
        Section("What is checked first", (), listed(SAFEGUARDS)),
        Section("Your decision", (), boxes=listed(DECISIONS), signs=("for the committee",)),
    )
    return Letter(KIND, facts, f"A role at {facts.site}", _to_do(facts), sections)


def _to_do(facts: CommitteePaper) -> tuple[Paragraph, ...]:
    when = say(" on ", Strong(full_day(facts.meeting_on))) if facts.meeting_on else ()
    return (
        say(
            "Please take this paper at your meeting", *when, ". Then tell us what you decided, and until when it holds."
        ),
    )


def _question(facts: CommitteePaper) -> Paragraph:
    return say("May we have people in the role of ", Strong(facts.role_for_others), f" at {facts.site}?")


KIND = LetterKind(
    code="committee_paper",
    number="L29",
    title="A paper for your meeting",
    facts=CommitteePaper,
    write=write,
    asks=("site",),
    to="committee",
)
