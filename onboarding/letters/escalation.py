"""L23, to an organisation: something is over its day. References and dates, one clear request, and nobody's name."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import ORGANISATION, Letter, LetterKind
from onboarding.letters.facts import OtherFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Paragraph, Section, Strong, counted, full_day, say, weekday

WAITS = "Someone cannot start in a role until this is done. Each week counts for them."
CANNOT = "If it is not yours, tell us who has it. If something is missing from us, tell us what. We will see to it."
NO_NAMES = "Our reference is enough. Please write no name and nothing about the person in your answer."
NEXT = "If we hear nothing by then, we will write to the person who leads your service."


@dataclass(frozen=True, kw_only=True)
class Escalation(OtherFacts):
    """`what` is what is asked for, `since` when it came to them, `due_on` the day it was due, `asked_on` when we asked last.

    `theirs` is their own reference; `answer_by` the day by which we ask for an answer. `about` stays empty: no person is named.
    """

    what: str
    since: date | None
    due_on: date | None
    answer_by: date | None
    theirs: str = ""
    asked_on: date | None = None


def write(facts: Escalation) -> Letter:
    """The letter from its facts."""
    by = Strong(weekday(facts.answer_by)) if facts.answer_by else ""
    to_do = (say("Please tell us by ", by, " how far this is, and the day on which it will be done."),)
    sections = (
        Section("What we are waiting for", (), _facts(facts)),
        Section("Why we write", told(WAITS)),
        Section("If you cannot do it", told(CANNOT)),
        Section("What happens next", told(NEXT)),
        Section("Your answer", told(NO_NAMES)),
    )
    return Letter(KIND, facts, "This is over its day", to_do, sections)


def _facts(facts: Escalation) -> tuple[Paragraph, ...]:
    over = counted((facts.today - facts.due_on).days, "day") if facts.due_on else ""
    lines = (
        say("Our reference: ", Strong(facts.reference)),
        say("Your reference: ", Strong(facts.theirs)) if facts.theirs else None,
        say("What for: ", facts.what),
        say("With you since: ", full_day(facts.since)) if facts.since else None,
        say("It was due on: ", full_day(facts.due_on), f". That is {over} ago.") if facts.due_on else None,
        say("We asked you last on: ", full_day(facts.asked_on)) if facts.asked_on else None,
    )
    return tuple(line for line in lines if line is not None)


KIND = LetterKind(
    code="escalation",
    number="L23",
    title="A request from us",
    facts=Escalation,
    write=write,
    asks=("what", "since", "due_on"),
    to=ORGANISATION,
    by_hand=True,
)
