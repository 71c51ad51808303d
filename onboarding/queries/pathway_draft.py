"""A draft of a pathway's next version: for each check whether it is asked for, what it opens after, and who usually does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onboarding.models import Body, Pathway
from onboarding.stages import STAGE_KINDS
from onboarding.stages.clearances import HOUSE_RULES
from onboarding.stages.names import APPLICATION, KINDS
from onboarding.stages.pathway_rules import LAW_ASKS, PLACEMENT, SELECTION

OF_A_ROLE = tuple(kind for kind in KINDS if not STAGE_KINDS[kind].own_pace)
USUAL_SLOTS = {"reference": 2}
LAW, HOUSE = "The law asks for it", "A rule of the house: two people leave it out, on a page of its own"


@dataclass(frozen=True)
class Wanted:
    """One check as the draft has it: the kinds it opens after, and the number of the organisation that usually does it."""

    kind: str
    after: tuple[str, ...]
    body: int | None = None


@dataclass(frozen=True)
class Choice:
    """One kind as the form offers it, with what the version that holds now says about it."""

    kind: str
    title: str
    hint: str
    asked: bool
    after: tuple[str, ...]
    earlier: list[tuple[str, str]]
    body: int | None
    bodies: list[tuple[int, str]]

    @property
    def fixed(self) -> bool:
        """Whether no pathway to a role is without it, so that nobody is asked."""
        return self.kind in (SELECTION, PLACEMENT)

    @property
    def opens(self) -> str:
        """When it opens now, or would."""
        return f"Opens {_after({'opens_after': self.after})}"


def choices(pathway: Pathway) -> list[Choice]:
    """Every kind there is, in the order of a pathway; the organisations in one read."""
    known = list(Body.objects.order_by("name").values_list("party", "pk", "name"))
    return [_choice(pathway, kind, known) for kind in OF_A_ROLE]


def _choice(pathway: Pathway, kind: str, known: list[tuple[str, int, str]]) -> Choice:
    row = pathway.stage(kind)
    hint = LAW if kind in LAW_ASKS else HOUSE if kind in HOUSE_RULES else ""
    earlier = [(other, STAGE_KINDS[other].title) for other in OF_A_ROLE[: OF_A_ROLE.index(kind)]]
    bodies = [(pk, name) for party, pk, name in known if party == STAGE_KINDS[kind].bodies]
    after = tuple(row.get("opens_after", () if kind == SELECTION else (SELECTION,)))
    return Choice(kind, STAGE_KINDS[kind].title, hint, bool(row), after, earlier, row.get("body"), bodies)


def rows_of(pathway: Pathway, wanted: Sequence[Wanted]) -> list[dict[str, Any]]:
    """The stages of the draft, in order: numbers and targets stay; a check that is new has those of everybody."""
    by_kind = {one.kind: one for one in wanted}
    return [_row(pathway.stage(kind), by_kind[kind]) for kind in KINDS if kind in by_kind]


def _row(before: Mapping[str, Any], one: Wanted) -> dict[str, Any]:
    order = (APPLICATION, *KINDS)
    after = sorted(set(one.after), key=lambda kind: order.index(kind) if kind in order else len(order))
    row = {"slots": USUAL_SLOTS.get(one.kind, 1), **before, "kind": one.kind, "opens_after": after}
    row.pop("body", None)
    return {**row, "body": one.body} if one.body else row


def left_out_of(pathway: Pathway, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The house rules the draft leaves out: a rule whose check is asked for again is none of them."""
    kinds = {row["kind"] for row in rows}
    return [item for item in pathway.left_out if item["rule"] not in kinds]


def changes(pathway: Pathway, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every difference in words, as the preview shows it."""
    old, new = {row["kind"]: row for row in pathway.stages}, {row["kind"]: row for row in rows}
    back = [item["rule"] for item in pathway.left_out if item["rule"] in new]
    found = [f"No longer asks for: {_title(kind)}" for kind in old if kind not in new]
    found += [f"Asks for: {_title(kind)}, {_after(new[kind])}" for kind in new if kind not in old]
    found += [f"The rule is back: {_title(rule)}" for rule in back]
    both = [kind for kind in new if kind in old]
    moved = [kind for kind in both if set(old[kind]["opens_after"]) != set(new[kind]["opens_after"])]
    found += [f"{_title(kind)}: {_after(old[kind])} now, then {_after(new[kind])}" for kind in moved]
    return found + _other_bodies(old, new)


def _other_bodies(old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = dict(Body.objects.values_list("pk", "name"))
    pairs = [(kind, old.get(kind, {}).get("body"), new[kind].get("body")) for kind in new]
    return [
        f"{_title(kind)}: usually {names.get(now or 0, 'no organisation')} now, then {names.get(then or 0, 'no organisation')}"
        for kind, now, then in pairs
        if now != then
    ]


def _after(row: Mapping[str, Any]) -> str:
    return "after " + ", ".join("the application is sent" if kind == APPLICATION else _title(kind) for kind in row["opens_after"])


def _title(kind: str) -> str:
    return STAGE_KINDS[kind].title
