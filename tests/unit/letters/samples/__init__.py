"""Made-up facts for letters: one ordinary person, and people whose names and needs strain the page."""

from dataclasses import replace
from typing import Any

from onboarding.letters import kinds, write
from onboarding.letters.base import Letter
from onboarding.letters.facts import LetterFacts
from tests.unit.letters.samples import checks, choosing, first, leaving, starting
from tests.unit.letters.samples.first import DELAY
from tests.unit.letters.samples.people import COMMON, ORGANISATION

__all__ = ["COMMON", "DELAY", "EVERY", "ORGANISATION", "TO_APPLICANT", "TO_OTHERS", "written"]
EVERY: dict[str, tuple[str, LetterFacts]] = {
    **first.SAMPLES,
    **choosing.SAMPLES,
    **checks.SAMPLES,
    **starting.SAMPLES,
    **leaving.SAMPLES,
}
TO_APPLICANT = [name for name, (code, _facts) in EVERY.items() if kinds()[code].to_applicant]
TO_OTHERS = [name for name in EVERY if name not in TO_APPLICANT]


def written(sample: str, /, **changes: Any) -> Letter:
    """This sample letter, with some facts changed."""
    code, facts = EVERY[sample]
    return write(code, replace(facts, **changes))
