"""L32: the record of supervision, at the person's word: days, hours, what was talked about as kinds of thing, actions."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Paragraph, Section, Strong, counted, day, full_day, say

NOT_HERE = "How it felt is yours. It is not in this letter."
WRONG = "Is something here not right? Tell me. We put it right with you."
MOST = 26  # talks: half a year of weeks, so that a letter stays a letter


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One talk: its day, length, kind and topics."""

    on: date
    minutes: int
    style: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """One action: who, what, by when, and whether it is done."""

    who: str
    what: str
    by: date
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class SupervisionRecord(LetterFacts):
    """`talks` the latest first; `minutes` of all talks; `sessions` and `session_minutes` with the team."""

    talks: tuple[Talk, ...]
    minutes: int = 0
    sessions: int = 0
    session_minutes: int = 0
    actions: tuple[Agreed, ...] = ()


def write(facts: SupervisionRecord) -> Letter:
    """The letter from its facts."""
    to_do = told("You do not need to do anything. You asked us for this record.", WRONG)
    sections = (
        Section("In all", (), _sums(facts)),
        Section("When we met", (), tuple(_talk(one) for one in facts.talks[:MOST])),
        *_actions(facts),
        Section("What is not here", told(NOT_HERE)),
    )
    return Letter(KIND, facts, "Your record of support", to_do, sections)


def _sums(facts: SupervisionRecord) -> tuple[Paragraph, ...]:
    talks = say("Talks with your supervisor: ", Strong(str(len(facts.talks))), f", {hours(facts.minutes)}.")
    return (talks, say("Sessions with your team: ", Strong(str(facts.sessions)), f", {hours(facts.session_minutes)}."))


def _talk(one: Talk) -> Paragraph:
    about = f" About: {'; '.join(topic[:1].lower() + topic[1:] for topic in one.topics)}." if one.topics else ""
    return say(Strong(f"{full_day(one.on)}: "), f"{one.style.lower()}, {counted(one.minutes, 'minute')}.{about}")


def _actions(facts: SupervisionRecord) -> tuple[Section, ...]:
    if not facts.actions:
        return ()
    lines = (say(Strong(f"{one.who}: "), f"{one.what}, by {day(one.by)}{' (done)' if one.done else ''}.") for one in facts.actions)
    return (Section("Who does what", (), tuple(lines)),)


def hours(minutes: int) -> str:
    """Minutes as hours and minutes."""
    whole, rest = divmod(minutes, 60)
    return " ".join(filter(None, (counted(whole, "hour") if whole else "", counted(rest, "minute") if rest or not whole else "")))


KIND = LetterKind(
    code="supervision_record",
    number="L32",
    title="A letter about your support",
    facts=SupervisionRecord,
    write=write,
    asks=("talks",),
    by_hand=True,
    answers=True,
)
