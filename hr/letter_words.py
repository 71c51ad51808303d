"""The words beside a letter: its size and why, how it goes, how easy it is to read, what is missing."""

from __future__ import annotations

from typing import Any

from onboarding.letters.base import LARGE_FROM
from onboarding.lib import reading
from onboarding.queries import ways

USUAL_SIZE = 14
EASIEST_UP_TO, LONGEST = 5, 20
CHANNELS = {
    "email": "By e-mail, which only says that there is an update. The letter itself is on their page.",
    "post": "On paper. We print and post it.",
    "phone": "By phone first. A person rings and reads it.",
    "text": "By text, which only says that there is an update. The letter itself is on their page.",
    "by hand": "They like a text. A person texts or rings them, or prints and posts it.",
}
BY_HAND = "A person prints and posts it, or sends it in a secure e-mail: it holds a name."
MISSING = {
    "accept_by": "a day to answer by that is still ahead",
    "money": "the pay or expenses of this role",
    "role_title": "the name of the role",
    "time": "the hours a week",
    "checks": "the checks of this pathway",
    "starts_on": "a course that is still ahead",
    "thing": "something that is waited for",
    "site": "the team",
    "deputy": "who stands in for the supervisor",
    "answer_by": "a day to answer by",
    "until": "the day on which the list ends",
    "review_on": "the day of the next talk",
    "level": "which check this role allows",
    "reach": "a way to reach them",
    "demands": "what the work asks",
    "name": "who it goes to",
    "reason": "why",
    "next_time": "what may help next time",
    "found": "what was found",
    "why": "the reasons",
    "what": "something that is with an organisation and over its day",
    "since": "the day it went there",
    "due_on": "the day it was due",
    "settled": "a decision",
    "outcome": "what Occupational Health told us",
    "did": "one thing done for them in the last 10 days",
}


def facts_of(application: Any, text: str, to: str = "") -> list[dict[str, str]]:
    """Pairs for a summary list: to, size, way, reading level. `to` is who gets it, when it is not the applicant."""
    person = application.applicant
    pairs = {
        "To": person.full_name,
        "Size": _size(person),
        "How it goes": CHANNELS[_way(person)],
    }
    if to:
        pairs = {"To": to, "How it goes": BY_HAND}
    if text:
        pairs["Reading level"] = reading_words(text)
    return [{"key": key, "value": value} for key, value in pairs.items()]


def _way(person: Any) -> str:
    hands = person.channel == ways.TEXT and not ways.by_itself(person)
    return "by hand" if hands else person.channel if person.channel in CHANNELS else "post"


def _size(person: Any) -> str:
    if person.points == USUAL_SIZE:
        return "14 point, our usual size."
    large = "large print" if person.points >= LARGE_FROM else f"{person.points} point"
    return f"{person.points} point. It cannot be changed here: {person.called} asked for {large}."


def reading_words(text: str) -> str:
    """How easy a letter is to read, and a warning that stops nobody."""
    grade, longest = round(reading.grade(text)), reading.longest_sentence(text)
    words = f"{'Easy' if grade <= EASIEST_UP_TO else 'Hard'} (about age {max(grade, 0) + 5})."
    return words if longest <= LONGEST else f"{words} One sentence has {longest} words."


def missing_words(names: list[str]) -> str:
    """What a letter lacks, in one sentence."""
    return (
        f"It cannot be written yet. Missing: {', '.join(MISSING.get(name, name.replace('_', ' ')) for name in names)}."
    )
