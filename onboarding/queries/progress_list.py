"""A person's own applications, for the page on which they choose one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from onboarding.models import Application
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import APPLICATION, Life


@dataclass(frozen=True)
class Listed:
    """One application in a list: its reference, the role, where it is."""

    reference: str
    role: str
    words: str


def listed(own: QuerySet[Application]) -> list[Listed]:
    """Every application of one person, latest first."""
    found = own.values_list("reference", "opportunity__title", "state")
    return [Listed(reference, role, _words(state)) for reference, role, state in found]


def _words(state: str) -> str:
    return "In progress" if state == Life.IN_PROGRESS else ALL_KINDS[APPLICATION].state(state).words.title
