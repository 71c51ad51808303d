"""Change a ladder: whole, within the limits, witnessed in the organisation's chain with what it was before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.engine import ladder
from onboarding.models import Rung, User
from onboarding.stages import STAGE_KINDS
from onboarding.stages.ladders import in_the_way


def change_ladder(party: str, kind: str, rungs: Sequence[ladder.Rung], *, by: User, at: dt.datetime) -> None:
    """Put a ladder in the place of the one that holds for a party (and one `kind` of stage; "" for every kind).

    Turns that are under way go on from the rung they are at. Raises StepRefused with every sentence in the way. The same
    ladder again changes nothing.
    """
    if not access.may(by, "settings"):
        raise StepRefused(["You may not change this"])
    unknown = ["Choose a kind of check"] if kind and kind not in STAGE_KINDS else []
    if refused := [*unknown, *in_the_way(party, rungs)]:
        raise StepRefused(refused)
    with transaction.atomic():
        holder = chain.lock(None)
        held = Rung.objects.filter(party=party, kind=kind)
        before = [rung.plain() for rung in held]
        if before == list(rungs):
            return
        held.delete()
        Rung.objects.bulk_create(Rung(party=party, kind=kind, **asdict(rung)) for rung in rungs)
        codes = {"party": party, "kind": kind, "before": _codes(before), "after": _codes(rungs)}
        chain.append(holder, "ladder_changed", by=by, at=at, codes=codes)
        holder.save(update_fields=["chain_seq", "chain_head"])


def _codes(rungs: Sequence[ladder.Rung]) -> list[str]:
    return [f"{rung.do}:{rung.days}:{rung.unit}:{rung.counts_from}:{rung.role}:{rung.every}" for rung in rungs]
