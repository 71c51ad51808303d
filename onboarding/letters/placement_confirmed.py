"""L27: the team, the times, who supports the person, and the first day."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Paragraph, Section, Strong, counted, say, weekday

FIRST_TIME = "Someone meets you at the door. They show you the way out in a fire, the alarm, and where to take a break."
A_BREAK = "You can step out at any time. You can say no to a talk. You do not have to say why."
KNOW_SOMEONE = "Do you know someone there? Tell us first. You can have another day or another team."
TALK_SOON = "You talk with your supervisor in your first week, and often after that."


@dataclass(frozen=True, kw_only=True)
class PlacementConfirmed(LetterFacts):
    """`session_minutes` and `one_to_one_minutes` are the limits of the team; `first_day` is there once it is fixed."""

    site: str
    supervisor: str
    deputy: str
    session_minutes: int
    one_to_one_minutes: int
    first_day: date | None = None


def write(facts: PlacementConfirmed) -> Letter:
    """The letter from its facts."""
    sections = (
        Section("Your team", (), _team(facts)),
        Section("Your first day", told(FIRST_TIME, KNOW_SOMEONE)),
        Section("Looking after you", told(TALK_SOON, A_BREAK)),
    )
    return Letter(KIND, facts, "Your placement", _to_do(facts), sections)


def _to_do(facts: PlacementConfirmed) -> tuple[Paragraph, ...]:
    if facts.first_day is None:
        return told("You do not need to do anything now. We tell you the first day as soon as it is fixed.")
    return (say("Your first day is ", Strong(weekday(facts.first_day)), "."), *told("Can you not come then? Call me."))


def _team(facts: PlacementConfirmed) -> tuple[Paragraph, ...]:
    return (
        say("Where: ", Strong(facts.site)),
        say("Your supervisor: ", Strong(facts.supervisor), f". If they are away: {facts.deputy}."),
        say(f"One session is {length(facts.session_minutes)} at most."),
        say(f"A talk with one person is {counted(facts.one_to_one_minutes, 'minute')} at most."),
    )


def length(minutes: int) -> str:
    """Hours where they are whole, else minutes."""
    return counted(minutes // 60, "hour") if minutes % 60 == 0 else counted(minutes, "minute")


KIND = LetterKind(
    code="placement_confirmed",
    number="L27",
    title="A letter about your placement",
    facts=PlacementConfirmed,
    write=write,
    asks=("site", "supervisor", "deputy"),
)
