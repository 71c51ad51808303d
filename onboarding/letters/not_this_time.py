"""L08: not this time. Why, what was good, what may help, other ways, and the open door. Nothing about health."""

from dataclasses import dataclass

from onboarding.letters.base import COME_AND_TALK, Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import LOOK_AGAIN, listed, told
from onboarding.letters.words import Section, Strong, say

# The codes are those of the step (stages/endings.py).
WHY = {
    "criteria": "Other people met more of what this role asks for.",
    "no_place": "There is no place in this team now.",
    "availability": "The days or the travel do not fit this role.",
}
WELL = {
    "listening": "You listened well.",
    "own_story": "You used your own story with care.",
    "room": "You made room for other people.",
    "warm": "You were warm and honest.",
    "role": "You know what a peer worker does.",
    "limits": "You know how to keep safe limits.",
    "reliable": "You are someone to rely on.",
    "team": "You worked well with others.",
}
NEXT_TIME = {
    "group": "Some practice in a group. A class or a peer group is a good place for it.",
    "role": "Finding out more about the role. You can come and talk with someone who does it.",
    "story": "Choosing which parts of your story to share, and which to keep.",
    "days": "More free days. Tell us when your days change.",
    "nothing": "There is nothing you need to change. It was very close.",
}
ABOUT_THE_ROLE = "This is about this role and this time. It is not about who you are."
OTHER_WAYS = (
    "A peer group near you. I can tell you where.",
    "A class or a course that is free to join.",
    "A volunteer role with us or with another group.",
    "Free help to find work, from someone who knows how.",
)
WELCOME = "You are welcome to try again, at any time. It will not count against you."


@dataclass(frozen=True, kw_only=True)
class NotThisTime(LetterFacts):
    """`reason`, `strengths` and `next_time` are codes of what two people said; each is one plain sentence here."""

    role_title: str
    reason: str
    strengths: tuple[str, ...]
    next_time: str


def write(facts: NotThisTime) -> Letter:
    """The letter from its facts."""
    role = say("You asked for this role: ", Strong(facts.role_title), ". Thank you for the time you gave.")
    sections = (
        Section("Why", (role, *told(WHY[facts.reason], ABOUT_THE_ROLE))),
        Section("What was good", (), listed(tuple(WELL[code] for code in facts.strengths))),
        Section("What may help next time", told(NEXT_TIME[facts.next_time])),
        Section("Other ways to go", (), listed(OTHER_WAYS)),
        Section("The door is open", told(WELCOME, LOOK_AGAIN)),
    )
    to_do = told("You do not need to do anything. I would like to talk with you about it. Call me if you want to.")
    return Letter(KIND, facts, "We cannot give you this role this time", to_do, sections)


KIND = LetterKind(
    code="not_this_time",
    number="L08",
    title="A letter about your application",
    facts=NotThisTime,
    write=write,
    asks=("role_title", "reason", "strengths", "next_time"),
    bad_news=True,
    talk=COME_AND_TALK,
)
