"""The ladders in force, as the settings page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from onboarding.engine.ladder import CALENDAR, TARGET, Rung
from onboarding.queries.chases import ladders
from onboarding.stages import STAGE_KINDS
from onboarding.stages.ladders import DO_WORDS
from onboarding.stages.names import PARTY_WORDS, Party

UNITS = {CALENDAR: "calendar days"}
ROLE_WORDS = {"coordinator": "to a coordinator", "hr": "to HR", "manager": "to a manager"}


@dataclass(frozen=True)
class Ladder:
    """One ladder: of whom, for which kind of check, its rungs and what each says."""

    party: str
    kind: str
    title: str
    rungs: tuple[Rung, ...]
    lines: list[tuple[str, str]]

    @property
    def code(self) -> str:
        """Party and kind as one word of an address."""
        return f"{self.party}-{self.kind}" if self.kind else self.party


def all_ladders() -> list[Ladder]:
    """Every ladder, in the order of the parties."""
    order = list(Party)
    found = sorted(ladders().items(), key=lambda item: (order.index(Party(item[0][0])), item[0][1]))
    return [_ladder(party, kind, rungs) for (party, kind), rungs in found]


def one_ladder(code: str) -> Ladder:
    """One ladder by its code, or 404."""
    found = next((ladder for ladder in all_ladders() if ladder.code == code), None)
    if found is None:
        raise Http404
    return found


def _ladder(party: str, kind: str, rungs: Sequence[Rung]) -> Ladder:
    what = f": {STAGE_KINDS[kind].title}" if kind else ""
    return Ladder(
        party, kind, PARTY_WORDS[Party(party)][1] + what, tuple(rungs), [(when(rung), does(rung)) for rung in rungs]
    )


def when(rung: Rung) -> str:
    """When a rung is due, in words."""
    unit, number = UNITS.get(rung.unit, "working days"), abs(rung.days)
    if rung.counts_from != TARGET:
        words = f"{number} {unit} after it became their turn"
    else:
        words = f"{number} {unit} {'before' if rung.days < 0 else 'after'} the target"
    words = words.replace("1 working days", "1 working day") if number == 1 else words
    return f"{words}, and every {rung.every} {unit} from then on" if rung.every else words


def does(rung: Rung) -> str:
    """What a rung does, in words."""
    return f"{DO_WORDS[rung.do]} {ROLE_WORDS[rung.role]}" if rung.role else DO_WORDS[rung.do]
