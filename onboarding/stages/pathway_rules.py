"""What no version of a pathway may break: found at start in what is shipped, and in a draft before it is saved.

A pathway is a list of {"kind", "opens_after", …} in order, and the codes of the house rules it leaves out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from onboarding.engine.kinds import OnOffer
from onboarding.stages import STAGE_KINDS
from onboarding.stages.clearances import AFTER_THE_OFFER, HOUSE_RULES
from onboarding.stages.names import APPLICATION

Rows = Sequence[Mapping[str, Any]]
MET_WITHIN = {"host_acceptance": "placement"}  # which asks the team itself, unless that is a check of its own
LAW_ASKS = ("crb", "right_to_work")
GOES_WITH = {"employment_history": "reference"}  # a part of another check
SELECTION, PLACEMENT, HEALTH = "selection", "placement", "occupational_health"

NOT_WITHOUT_SELECTION = "Without selection nobody is made an offer, and the law asks for one before anything about health"
NOT_WITHOUT_PLACEMENT = "Without placement nobody joins a team: it stays"
HEALTH_AFTER_OFFER = "The law allows nothing about health before the offer: it opens after selection"
NOBODYS_DAY = "There would be days on which nobody holds the application: after {}, no check would be open"


def never_opens(rows: Rows) -> dict[str, list[str]]:
    """Each kind that could never open, with what it waits for in vain: unknown, or not before it, or beside the start itself."""
    found, before = {}, {APPLICATION}
    for row in rows:
        missing = sorted(set(row["opens_after"]) - before)
        mixed = APPLICATION in row["opens_after"] and len(row["opens_after"]) > 1
        if row["kind"] not in STAGE_KINDS or missing or mixed or not row["opens_after"]:
            found[row["kind"]] = missing
        before.add(row["kind"])
    return found


def unmet(rows: Rows, left_out: Collection[str]) -> list[str]:
    """House rules that nothing here could meet and that are not left out."""
    kinds = _kinds(rows)
    met = kinds | {rule for rule, kind in MET_WITHIN.items() if kind in kinds}
    return [rule for rule in HOUSE_RULES if rule in STAGE_KINDS and rule not in met and rule not in left_out]


def lawless(rows: Rows) -> list[str]:
    """What the law asks for on the way to a role, and this pathway does not."""
    kinds = _kinds(rows)
    to_a_role = any(kind in STAGE_KINDS and not STAGE_KINDS[kind].own_pace for kind in kinds)
    return [kind for kind in LAW_ASKS if to_a_role and kind not in kinds]


def before_the_offer(rows: Rows) -> list[str]:
    """What would open before the offer is accepted, selection itself apart."""
    after = {row["kind"]: row["opens_after"] for row in rows}
    return [kind for kind in after if kind != SELECTION and after[kind] and not _rests_on_selection(kind, after, frozenset())]


def _rests_on_selection(kind: str, after: Mapping[str, Sequence[str]], seen: frozenset[str]) -> bool:
    if kind == SELECTION:
        return True
    return kind not in seen and any(_rests_on_selection(one, after, seen | {kind}) for one in after.get(kind, ()))


def dead_end(rows: Rows) -> list[str] | None:
    """The closed kinds of a state that can be reached and in which nothing is open, though not all is closed; None: there is none."""
    after = {row["kind"]: frozenset(row["opens_after"]) - {APPLICATION} for row in rows if row["opens_after"]}
    every = _kinds(rows)
    ahead, seen = [frozenset[str]()], set[frozenset[str]]()
    while ahead:
        closed = ahead.pop()
        is_open = [kind for kind in every - closed if kind in after and after[kind] <= closed]
        if not is_open and closed != every:
            return [row["kind"] for row in rows if row["kind"] in closed]
        nexts = {closed | {kind} for kind in is_open} - seen
        seen |= nexts
        ahead += nexts
    return None


def unsaid_kinds(rows: Rows) -> list[str]:
    """The kinds that start when the offer is accepted, and that the offer says nothing of."""
    kinds = [row["kind"] for row in rows if row["opens_after"] == AFTER_THE_OFFER]
    return [kind for kind in kinds if STAGE_KINDS[kind].on_offer == OnOffer()]


def in_the_way(rows: Rows, left_out: Collection[str], *, before: Rows) -> list[str]:
    """Every sentence in the way of a draft that follows `before`; none when it may become a version."""
    kinds, never = _kinds(rows), never_opens(rows)
    found = [NOT_WITHOUT_SELECTION] * (SELECTION not in kinds) + [NOT_WITHOUT_PLACEMENT] * (PLACEMENT not in kinds)
    found += [f"{_title(kind)}: the law asks for it on every pathway, so it stays" for kind in lawless(rows)]
    early = [kind for kind in before_the_offer(rows) if kind not in never]
    found += [HEALTH_AFTER_OFFER] * (HEALTH in early)
    found += [f"{_title(kind)}: the offer comes first. Let it open after selection" for kind in early if kind != HEALTH]
    house = [rule for rule in unmet(rows, left_out) if rule != SELECTION]
    found += [f"{_title(rule)} is a rule of the house: two people leave it out, on the page “Leave a rule out”" for rule in house]
    alone = [kind for kind, other in GOES_WITH.items() if kind in kinds and other not in kinds]
    found += [f"{_title(kind)} is a part of “{_title(GOES_WITH[kind])}”, which is not asked for" for kind in alone]
    found += [_why_never(kind, missing) for kind, missing in never.items()]
    stuck = None if never else dead_end(rows)
    found += [NOBODYS_DAY.format(", ".join(_title(kind) for kind in stuck) or "the start")] if stuck is not None else []
    silent = [] if never else [kind for kind in unsaid_kinds(rows) if kind not in unsaid_kinds(before)]
    return found + [f"{_title(kind)}: the offer has no words for it, so it opens after another check" for kind in silent]


def _why_never(kind: str, missing: list[str]) -> str:
    if missing:
        names = ", ".join(_title(one) for one in missing)
        return f"{_title(kind)} could never open: it waits for {names}, which is not asked for before it"
    return f"{_title(kind)} could never open: select what it opens after"


def _title(kind: str) -> str:
    return STAGE_KINDS[kind].title if kind in STAGE_KINDS else kind


def _kinds(rows: Rows) -> set[str]:
    return {row["kind"] for row in rows}
