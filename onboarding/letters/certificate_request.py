"""L17: the certificate is on its way, or the result can be shared. How to show it, by when, and how not to."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import told
from onboarding.letters.schemes import SCHEMES, Scheme
from onboarding.letters.words import Paragraph, Section, Strong, say, weekday

ONE_PERSON = "One person here looks at it. Nobody else does. We write down the number, the date and that we saw it."


@dataclass(frozen=True, kw_only=True)
class CertificateRequest(LetterFacts):
    """`scheme` is DBS, PVG or AccessNI; `show_by` the day by which we hope to see it, or by law must."""

    scheme: str
    show_by: date | None = None


def write(facts: CertificateRequest) -> Letter:
    """The letter from its facts."""
    scheme = SCHEMES[facts.scheme]
    sections = (
        Section(scheme.how_title, (*told(scheme.how), *_by(scheme, facts.show_by))),
        Section("Who sees it", told(ONE_PERSON)),
        Section("Good to know", told(scheme.late, scheme.on_arrival, scheme.mistakes)),
    )
    return Letter(KIND, facts, scheme.show_title, told(*scheme.show), sections)


def _by(scheme: Scheme, when: date | None) -> tuple[Paragraph, ...]:
    return (say(scheme.by, Strong(weekday(when)), "."), *told(scheme.by_law)) if when else ()


KIND = LetterKind(
    code="certificate_request",
    number="L17",
    title="A letter about your checks",
    facts=CertificateRequest,
    write=write,
    asks=("scheme",),
)
