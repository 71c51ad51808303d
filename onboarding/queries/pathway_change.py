"""What can be changed in a pathway's next version: how long each turn may take, and how many references are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onboarding.models import Opportunity, Pathway
from onboarding.stages import STAGE_KINDS

UNITS = {"working_days": "working days", "calendar_days": "days"}
MOST_DAYS, MOST_SLOTS = 250, 5
SEVERAL = ("reference",)  # kinds of which a pathway may ask for more than one


@dataclass(frozen=True)
class Turn:
    """One turn of one kind: its words, and how long it may take now."""

    kind: str
    state: str
    words: str
    days: int
    unit: str

    @property
    def code(self) -> str:
        """The name of its field."""
        return f"{self.kind}.{self.state}"


@dataclass(frozen=True)
class Slots:
    """How many of a kind are asked now."""

    kind: str
    words: str
    number: int


def turns(pathway: Pathway) -> list[Turn]:
    """Every turn with a target, in the order of the pathway."""
    return [turn for stage in pathway.stages for turn in _of(stage)]


def _of(stage: Mapping[str, Any]) -> list[Turn]:
    kind, own = STAGE_KINDS[stage["kind"]], stage.get("targets", {})
    states = [state for state in kind.states if state.target is not None and not state.under_way]
    found = []
    for state in states:
        target = state.target
        assert target is not None  # noqa: S101 - looked at above
        days, unit = own.get(state.code) or (target.days, target.unit)
        found.append(Turn(kind.code, state.code, f"{kind.title_in_a_list}: {state.staff}", days, str(unit)))
    return found


def several(pathway: Pathway) -> list[Slots]:
    """The kinds of which more than one may be asked."""
    rows = [stage for stage in pathway.stages if stage["kind"] in SEVERAL]
    return [Slots(row["kind"], f"How many: {STAGE_KINDS[row['kind']].title}", row.get("slots", 1)) for row in rows]


def changes(pathway: Pathway, days: Mapping[str, int], slots: Mapping[str, int]) -> list[str]:
    """Every difference in words, as the preview shows it."""
    found = [
        f"{turn.words}: {turn.days} {UNITS[turn.unit]} now, then {days[turn.code]}"
        for turn in turns(pathway)
        if days.get(turn.code, turn.days) != turn.days
    ]
    other = [row for row in several(pathway) if slots.get(row.kind, row.number) != row.number]
    return found + [f"{row.words}: {row.number} now, then {slots[row.kind]}" for row in other]


def roles_on(pathway: Pathway) -> list[str]:
    """The open roles that follow this version."""
    rows = Opportunity.objects.filter(pathway=pathway, is_open=True).select_related("service").order_by("title", "pk")
    return [f"{row.title}, {row.service}" for row in rows]
