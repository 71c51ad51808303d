"""The next version of a pathway, with other targets or another number of references. A version in use is never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.actions.leave_out_rule import OVER, is_newest
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import Opportunity, Pathway, User
from onboarding.queries.pathway_change import MOST_DAYS, MOST_SLOTS, changes, several, turns

NOT_SIGNED = "Not signed off yet"


def change_pathway(
    pathway: Pathway, days: Mapping[str, int], slots: Mapping[str, int], *, roles_follow: bool, by: User, at: dt.datetime
) -> Pathway:
    """Make the next version with these targets (days by `kind.state`) and slots (by kind); it waits for a peer to sign it off.

    Who has applied stays where they are; with `roles_follow` the open roles take the new version for whoever comes next. Nothing
    that differs makes no version. Raises StepRefused with every sentence in the way.
    """
    with transaction.atomic():
        holder = chain.lock(None)
        if refused := _why_not(pathway, days, slots, by):
            raise StepRefused(refused)
        made = Pathway.objects.create(
            code=pathway.code, version=pathway.version + 1, title=pathway.title, engagement=pathway.engagement,
            stages=[_stage(row, pathway, days, slots) for row in pathway.stages], left_out=pathway.left_out, peer_sign_off=NOT_SIGNED,
        )  # fmt: skip
        moved = Opportunity.objects.filter(pathway=pathway, is_open=True).update(pathway=made) if roles_follow else 0
        codes = {"pathway": made.code, "version": made.version, "changes": len(changes(pathway, days, slots)), "roles": moved}
        chain.append(holder, "pathway_changed", by=by, at=at, codes=codes)
        holder.save(update_fields=["chain_seq", "chain_head"])
    return made


def _stage(row: dict[str, Any], pathway: Pathway, days: Mapping[str, int], slots: Mapping[str, int]) -> dict[str, Any]:
    mine = [turn for turn in turns(pathway) if turn.kind == row["kind"]]
    own = {turn.state: [days[turn.code], turn.unit] for turn in mine if days.get(turn.code, turn.days) != turn.days}
    kept = {**row.get("targets", {}), **own}
    changed = {**row, "targets": kept} if kept else dict(row)
    return {**changed, "slots": slots[row["kind"]]} if row["kind"] in slots else changed


def _why_not(pathway: Pathway, days: Mapping[str, int], slots: Mapping[str, int], by: User) -> list[str]:
    known, kinds = {turn.code for turn in turns(pathway)}, {row.kind for row in several(pathway)}
    in_the_way = {
        "You may not change this": not access.may(by, "settings"),
        OVER: not is_newest(pathway),
        "There is no such step in this pathway": not set(days) <= known or not set(slots) <= kinds,
        f"Days: use a whole number from 1 to {MOST_DAYS}": not all(1 <= number <= MOST_DAYS for number in days.values()),
        f"How many: use a whole number from 1 to {MOST_SLOTS}": not all(1 <= number <= MOST_SLOTS for number in slots.values()),
    }
    found = [sentence for sentence, stands in in_the_way.items() if stands]
    return found or ([] if changes(pathway, days, slots) else ["Nothing differs from the version that holds now"])
