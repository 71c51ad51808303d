"""The parts that the person's private page is made of, and the words that every record shares."""

from __future__ import annotations

from dataclasses import dataclass, field

from onboarding.queries.own_step import OwnStep
from onboarding.stages.disclosure_words import HOW

NOTHING = "You do not need to do anything here right now."
YOUR_TURN = "There is something for you to do. You find it on your progress page."


@dataclass(frozen=True)
class Part:
    """One part of the page: its title, its words, the steps the person can take there; `quoted` is what one of us wrote."""

    title: str
    paragraphs: list[str]
    steps: list[OwnStep] = field(default_factory=list)
    quoted: str = ""


def chosen(way: str) -> str:
    """What the person chose, said back to them."""
    return f"You chose how to talk: {dict(HOW)[way].lower()}. We will find a time with you."
