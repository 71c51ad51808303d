"""L10: the plan we made together, in the person's own voice. Practical support only."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Paragraph, Section, Strong, day, say, sentence

MINE = (
    "I know what the role is, and what it is not.",
    "I choose how I use my own story. I keep to myself what I want.",
)
BREAK = "I have thought about what I will do if I need a break."
READY = {
    "ready": "I feel ready to start.",
    "ready_with_plan": "I feel ready to start, with the support in this plan.",
}
CHANGE = "This plan is yours. You can change it at any time. Nobody else sees it but the people who support you."


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that somebody does: what, who, and by when if that is agreed."""

    what: str
    who: str
    by: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReadinessPlan(LetterFacts):
    """`outcome` is ready or ready_with_plan; `support` the words that were agreed; `review_on` when we look at it again.

    `topics` are what was talked over, each with how it stands; `thought_of_break` whether the person says so.
    """

    outcome: str
    support: str = ""
    actions: tuple[Action, ...] = ()
    review_on: date | None = None
    topics: tuple[tuple[str, str], ...] = ()
    thought_of_break: bool = True


def write(facts: ReadinessPlan) -> Letter:
    """The letter from its facts."""
    to_do = told(
        "Please read this plan. Say yes if it is right.", "Is it not right? Tell me. We will change it with you."
    )
    breaks = told(BREAK) if facts.thought_of_break else ()
    usual = told(*MINE) if not facts.topics else ()  # what was talked over says it better
    mine = (*usual, *breaks, say(READY.get(facts.outcome, "")))
    sections = (
        Section("My plan", (), tuple(line for line in mine if line)),
        *_topics(facts),
        Section("My support", _support(facts)),
        *_actions(facts),
        Section("When we look at it again", (*_review(facts), say(CHANGE))),
    )
    return Letter(KIND, facts, "The plan we made", to_do, sections)


def _topics(facts: ReadinessPlan) -> tuple[Section, ...]:
    if not facts.topics:
        return ()
    return (Section("What we talked over", (), tuple(say(f"{topic}: ", Strong(f"{level.lower()}.")) for topic, level in facts.topics)),)


def _support(facts: ReadinessPlan) -> tuple[Paragraph, ...]:
    if facts.support:
        return (say(Strong(sentence(facts.support))),)
    return told("I do not need extra support now. I can ask for it later.")


def _actions(facts: ReadinessPlan) -> tuple[Section, ...]:
    if not facts.actions:
        return ()
    return (Section("Who does what", (), tuple(_action(action) for action in facts.actions)),)


def _action(action: Action) -> Paragraph:
    by = (" By ", Strong(day(action.by)), ".") if action.by else ()
    return say(Strong(f"{action.who}: "), sentence(action.what), *by)


def _review(facts: ReadinessPlan) -> tuple[Paragraph, ...]:
    return (say("We look at this plan again on ", Strong(day(facts.review_on)), "."),) if facts.review_on else ()


KIND = LetterKind(
    code="readiness_plan",
    number="L10",
    title="A letter about our talk",
    facts=ReadinessPlan,
    write=write,
    asks=("outcome",),
)
