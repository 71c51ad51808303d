"""L26: the certificate of the training, to be proud of. Landscape; nothing on it about anybody's own experience."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.words import Section, Strong, counted, full_day, say

WHAT = "6 weeks of classes, then 2 weeks of practice with a team"


@dataclass(frozen=True, kw_only=True)
class CompletionCertificate(LetterFacts):
    """`role_for_others` is the name of the role that the person chose for others, who will see this; `sender` the name we
    have for others. `provider` taught the course; `credits` are at level 2, none when 0."""

    role_for_others: str
    sender: str
    provider: str
    starts_on: date | None
    ends_on: date | None
    credits: int = 0
    signed_by: str = ""

    @property
    def course(self) -> str:
        """The course in words that others may read."""
        return f"Training for the role of {self.role_for_others}"

    @property
    def dates(self) -> str:
        """From when to when."""
        return f"{full_day(self.starts_on)} to {full_day(self.ends_on)}" if self.starts_on and self.ends_on else ""

    @property
    def credit_words(self) -> str:
        """The credits, if there are any."""
        return f"{counted(self.credits, 'credit')} at level 2" if self.credits else ""


def write(facts: CompletionCertificate) -> Letter:
    """The letter from its facts."""
    lines = (facts.course, WHAT, facts.dates, facts.credit_words, f"Taught by {facts.provider}")
    sections = (
        Section("Your certificate", (say(Strong(facts.name)),), tuple(say(line) for line in lines if line)),
        Section(
            "It is yours", told("You can show it to anyone. We keep a copy, so you can always ask for another one.")
        ),
    )
    to_do = told("You do not need to do anything. Be proud of it. We are.")
    return Letter(KIND, facts, "Well done. You have finished your training", to_do, sections)


KIND = LetterKind(
    code="completion_certificate",
    number="L26",
    title="A letter about your training",
    facts=CompletionCertificate,
    write=write,
    asks=("role_for_others", "provider", "starts_on", "ends_on"),
    sheet="letters/certificate.css",
)
