"""L07: on the reserve list. How long it lasts, what may happen, and what it does not promise."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import news_by, told
from onboarding.letters.words import Section, Strong, full_day, say

LIKED = "We liked meeting you. There is no place free yet."
IF_FREE = "If a place comes free, we call you and ask. You can say yes, no, or not now."
NO_PROMISE = "We cannot promise that a place comes free. Please do not change plans for it."
AFTER = "When that day comes, we write to you. You can ask us to keep your name longer."
MEANWHILE = "You can apply for other roles with us or with others. It does not change your place on the list."


@dataclass(frozen=True, kw_only=True)
class ReserveList(LetterFacts):
    """`until` is the day on which the list ends for them."""

    role_title: str
    until: date | None


def write(facts: ReserveList) -> Letter:
    """The letter from its facts."""
    until = Strong(full_day(facts.until)) if facts.until else ""
    to_do = told("You do not need to do anything. If you do not want to be on the list, tell us.")
    sections = (
        Section(
            "What this means",
            (
                say(f"{LIKED} Your role is: ", Strong(facts.role_title), "."),
                say("We keep your name until ", until, "."),
            ),
        ),
        Section("What may happen", (*told(IF_FREE, NO_PROMISE, AFTER), *news_by(facts))),
        Section("While you wait", told(MEANWHILE)),
    )
    return Letter(KIND, facts, "You are on our reserve list", to_do, sections)


KIND = LetterKind(
    code="reserve_list",
    number="L07",
    title="A letter about your application",
    facts=ReserveList,
    write=write,
    asks=("role_title", "until"),
)
