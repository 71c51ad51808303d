"""Letters: words from plain values. One file and one template a kind; a kind is found by being here."""

import importlib
import pkgutil
from functools import cache

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts


@cache
def kinds() -> dict[str, LetterKind]:
    """Every letter kind by its code: the `KIND` of each module of this room that has one."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.code: kind for kind in found}


def write(code: str, facts: LetterFacts) -> Letter:
    """The letter of this kind from these facts. Raises MissingFacts when it cannot be written yet."""
    return kinds()[code].compose(facts)


def to_applicants() -> list[str]:
    """The codes of the kinds that go to the person themselves."""
    return [code for code, kind in kinds().items() if kind.to_applicant]


def answers() -> list[str]:
    """The codes of the kinds that answer what the person wrote to us."""
    return [code for code, kind in kinds().items() if kind.answers]
