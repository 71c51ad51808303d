"""L20, to a referee: a few words about somebody. Short, with a day, never about health; the person may see it."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import OtherFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.words import Paragraph, Section, Strong, say, weekday

QUESTIONS = (
    "How do you know them, and since when?",
    "What do they do well with other people?",
    "Can people rely on them?",
    "Would you be glad to have them in your own team or group?",
)
DATES = "If they worked with you: from when to when, and in which role?"
ABSENCE = "How many days were they away in the last year? Only the number, and never why."
NO_REASON = "Please tell us nothing about their health, and never why they were away."
NO_HEALTH = "Please tell us nothing about their health or about time off sick. We do not ask for it."
MAY_SEE = "They may ask to see what you write. Only the people who choose for this role will read it."
REMINDERS = {
    2: "We asked you before. It may be that our letter did not reach you.",
    3: "This is the last time we ask you. If you cannot do it, tell us. That is fine.",
}


@dataclass(frozen=True, kw_only=True)
class ReferenceRequest(OtherFacts):
    """`request` counts: 1 is the first, 2 and 3 are reminders. `work` is whether the person worked with the referee,
    `absence` whether days away are asked about, which may be only after the offer.

    `reply_link` is the page on which it can be answered.
    """

    answer_by: date | None
    request: int = 1
    work: bool = False
    absence: bool = False
    reply_link: str = ""


def write(facts: ReferenceRequest) -> Letter:
    """The letter from its facts."""
    by = Strong(weekday(facts.answer_by)) if facts.answer_by else ""
    asked = (*QUESTIONS, *((DATES,) if facts.work else ()), *((ABSENCE,) if facts.absence else ()))
    title = "Will you say a few words about someone?" if facts.request == 1 else "A kind reminder"
    sections = (
        Section("Why we ask you", (_why(facts), *told(REMINDERS.get(facts.request, "")))),
        Section("What we ask", told("A few short sentences are enough."), listed(asked)),
        Section("What we do not ask", told(NO_REASON if facts.absence else NO_HEALTH)),
        Section("Who reads it", told(MAY_SEE)),
    )
    to_do = (say("Please answer by ", by, ". It takes about 5 minutes."), _how(facts))
    return Letter(KIND, facts, title, to_do, sections)


def _why(facts: ReferenceRequest) -> Paragraph:
    role = say(" may join us as a ", Strong(facts.role_for_others), ". They gave us your name.")
    return say(Strong(facts.about), *role)


def _how(facts: ReferenceRequest) -> Paragraph:
    if facts.reply_link:
        return say(f"You can answer here: {facts.reply_link}")
    return say("You can write to me or call me. I will write down what you say.")


KIND = LetterKind(
    code="reference_request",
    number="L20",
    title="A request from us",
    facts=ReferenceRequest,
    write=write,
    asks=("about", "name", "answer_by"),
    to="referee",
)
