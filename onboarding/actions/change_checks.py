"""The next version of a pathway with other checks. What the law and the house ask for is looked at before anything is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.actions.change_pathway import NOT_SIGNED
from onboarding.actions.leave_out_rule import OVER, is_newest
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import Body, Opportunity, Pathway, User
from onboarding.queries.pathway_draft import OF_A_ROLE, Wanted, changes, left_out_of, rows_of
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import Engagement
from onboarding.stages.pathway_rules import in_the_way


def why_not(pathway: Pathway, wanted: Sequence[Wanted]) -> list[str]:
    """Every sentence in the way of a draft, nothing that differs among them."""
    if strange := _strange(pathway, wanted):
        return strange
    rows = rows_of(pathway, wanted)
    left_out = [item["rule"] for item in left_out_of(pathway, rows)]
    found = in_the_way(rows, left_out, before=pathway.stages)
    return found or ([] if changes(pathway, rows) else ["Nothing differs from the version that holds now"])


def change_checks(pathway: Pathway, wanted: Sequence[Wanted], *, roles_follow: bool, by: User, at: dt.datetime) -> Pathway:
    """Make the next version; it waits for a peer to sign it off. Who has applied stays where they are.

    With `roles_follow` the open roles take it for whoever comes next. Raises StepRefused with every sentence in the way.
    """
    with transaction.atomic():
        holder = chain.lock(None)
        if not access.may(by, "settings"):
            raise StepRefused(["You may not change this"])
        if not is_newest(pathway):
            raise StepRefused([OVER])
        if refused := why_not(pathway, wanted):
            raise StepRefused(refused)
        rows = rows_of(pathway, wanted)
        made = Pathway.objects.create(
            code=pathway.code, version=pathway.version + 1, title=pathway.title, engagement=pathway.engagement, stages=rows,
            left_out=left_out_of(pathway, rows), peer_sign_off=NOT_SIGNED,
        )  # fmt: skip
        moved = Opportunity.objects.filter(pathway=pathway, is_open=True).update(pathway=made) if roles_follow else 0
        chain.append(holder, "pathway_changed", by=by, at=at, codes=_codes(pathway, made, moved))
        holder.save(update_fields=["chain_seq", "chain_head"])
    return made


def _strange(pathway: Pathway, wanted: Sequence[Wanted]) -> list[str]:
    """What no form sends: kinds there are none of, one twice, an organisation that does something else."""
    kinds = [one.kind for one in wanted]
    of = dict(Body.objects.values_list("pk", "party"))
    in_the_way = {
        "A group for mutual support asks for no checks": pathway.engagement == Engagement.GROUP,
        "There is no such check": not set(kinds) <= set(OF_A_ROLE) or len(kinds) != len(set(kinds)),
    }
    found = [sentence for sentence, stands in in_the_way.items() if stands]
    others = [one for one in wanted if one.body and not found and of.get(one.body) != STAGE_KINDS[one.kind].bodies]
    return found + [f"{STAGE_KINDS[one.kind].title}: this organisation does something else" for one in others]


def _codes(old: Pathway, made: Pathway, moved: int) -> dict[str, Any]:
    same = [row for row in made.stages if old.stage(row["kind"])]
    return {
        "pathway": made.code, "version": made.version, "roles": moved,
        "added": [row["kind"] for row in made.stages if not old.stage(row["kind"])],
        "removed": [kind for kind in old.kinds if not made.stage(kind)],
        "opens": {row["kind"]: row["opens_after"] for row in same if row["opens_after"] != old.stage(row["kind"])["opens_after"]},
        "bodies": {row["kind"]: row.get("body") for row in same if row.get("body") != old.stage(row["kind"]).get("body")},
    }  # fmt: skip
