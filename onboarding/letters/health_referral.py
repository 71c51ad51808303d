"""L12, to Occupational Health: who, which role, what the work asks. No opinion about anybody's health."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import OtherFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.words import Paragraph, Section, Strong, full_day, joined, say, weekday

ANSWERS = (
    "Yes, for this role.",
    "Yes, with support. Please say which support.",
    "Not now. Please say when to look at it again.",
    "Not for this role.",
    "We need more time. Please say until when.",
)
ONLY_THIS = "Please tell us one of these, and nothing about the person’s health. We do not ask why."
NO_WORRY = "We send everyone who may join us to you. We have no worry about this person that we want you to look at."
THEIR_SAY = "Please show the person what you will tell us before you send it."


@dataclass(frozen=True, kw_only=True)
class HealthReferral(OtherFacts):
    """`reach` are the ways to reach the person, `formats` the formats they need, `demands` what the work asks.

    `hoped_start` is the day on which they could start; `answer_by` the target.
    """

    reach: tuple[str, ...]
    demands: tuple[str, ...]
    formats: tuple[str, ...] = ()
    hoped_start: date | None = None
    answer_by: date | None = None


def write(facts: HealthReferral) -> Letter:
    """The letter from its facts."""
    form = say("Please send your own form to ", Strong(facts.about), ". They send it back to you, not to us.")
    by = f" Can you do this by {weekday(facts.answer_by)}?" if facts.answer_by else ""
    to_do = (form, say(f"Then please tell us your answer.{by}"))
    sections = (
        Section("How to reach them", (), (*listed(facts.reach), *_formats(facts))),
        Section("The role", _role(facts), listed(facts.demands)),
        Section("Why we write", told(NO_WORRY, THEIR_SAY)),
        Section("Your answer", told(ONLY_THIS), boxes=listed(ANSWERS)),
    )
    return Letter(KIND, facts, "A person who may join us", to_do, sections)


def _formats(facts: HealthReferral) -> tuple[Paragraph, ...]:
    return (say(f"They need: {joined(facts.formats)}"),) if facts.formats else ()


def _role(facts: HealthReferral) -> tuple[Paragraph, ...]:
    start = f" They may start on {full_day(facts.hoped_start)}." if facts.hoped_start else ""
    return (say("They may join us as a ", Strong(facts.role_for_others), f".{start} This is what the work asks:"),)


KIND = LetterKind(
    code="health_referral",
    number="L12",
    title="A request from us",
    facts=HealthReferral,
    write=write,
    asks=("about", "reach", "demands"),
    to="occupational_health",
)
