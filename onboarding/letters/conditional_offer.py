"""L06: the offer with some checks to do first. A volunteer is invited, without the words of paid work."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.words import Paragraph, Section, Strong, say, sentence, weekday

PAID, VOLUNTARY = "paid", "voluntary"
FIRST_WORDS = {
    PAID: "This is an offer with some checks to do first.",
    VOLUNTARY: "This is an invitation with some checks to do first.",
}
START = "If you say yes, they all start that day. Take them in any order. "
SEEN = "Only the people who need to see a check will see it. You can ask us who has seen what."
MONEY = {PAID: "Pay: ", VOLUNTARY: "Expenses: "}


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check in the applicant's words: what it is, how long it usually takes, who sees what."""

    title: str
    usual: str = ""
    seen_by: str = ""


@dataclass(frozen=True, kw_only=True)
class ConditionalOffer(LetterFacts):
    """`engagement` is paid or voluntary; `money` the words for pay, or for expenses."""

    role_title: str
    team: str
    engagement: str
    time: str
    money: str
    supervisor: str
    accept_by: date | None
    checks: tuple[Check, ...] = ()


def write(facts: ConditionalOffer) -> Letter:
    """The letter from its facts."""
    return Letter(KIND, facts, "We would like you to join us", _to_do(facts), _sections(facts))


def _to_do(facts: ConditionalOffer) -> tuple[Paragraph, ...]:
    """In the order people need it: what this is, what to wait with and whom to ask, and by when. One sheet has to hold it all."""
    by = weekday(facts.accept_by) if facts.accept_by else ""
    careful = Strong("Do not leave a job or change your benefits yet.")
    adviser = f" Talk to a free benefits adviser before you say yes. {sentence(facts.organisation.benefits_advice)}"
    answer = "You can say yes. You can ask questions first. You can say no, thank you. Please tell us by "
    return (
        say(FIRST_WORDS[facts.engagement], " ", careful, adviser),
        say(answer, Strong(by), ". You can ask for longer."),
    )


def _sections(facts: ConditionalOffer) -> tuple[Section, ...]:
    checks = tuple(_check(check) for check in facts.checks)
    return (
        Section("The role", (), _role(facts)),
        Section("The checks and who sees them", (say(START, SEEN),), checks),
        Section("What happens next", _next(facts)),
    )


def _role(facts: ConditionalOffer) -> tuple[Paragraph, ...]:
    return (
        say("Role: ", Strong(facts.role_title), f", {facts.team}"),
        say("Time: ", facts.time),
        say(MONEY[facts.engagement], facts.money),
        say("Your supervisor: ", facts.supervisor),
    )


def _check(check: Check) -> Paragraph:
    usual = f" {sentence(check.usual)}" if check.usual else ""
    seen = f" {sentence(check.seen_by)}" if check.seen_by else ""
    return say(Strong(sentence(check.title)), usual, seen)


def _next(facts: ConditionalOffer) -> tuple[Paragraph, ...]:
    later = "You can say no later too, at any time."
    if facts.promise is None:
        return (say(later),)
    by = Strong(weekday(facts.promise))
    return (say(later, " We will write to you by ", by, ". We do this even if there is no news."),)


KIND = LetterKind(
    code="conditional_offer",
    number="L06",
    title="A letter about joining us",
    facts=ConditionalOffer,
    write=write,
    asks=("accept_by", "role_title", "time", "money", "supervisor", "checks"),
)
