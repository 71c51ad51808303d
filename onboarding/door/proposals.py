"""Two people: the first proposes, another confirms while nothing else has moved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from onboarding import access
from onboarding.door.chain import append
from onboarding.door.held import Held, row_id
from onboarding.door.refusal import StepRefused
from onboarding.engine.grammar import Step
from onboarding.engine.history import Taking
from onboarding.models import Application, Proposal, Stage, User
from onboarding.stages import ALL_KINDS

RESTRICTED = "restricted"
SAME_SIDE = "One of the two is HR and the other a manager: the second must come from the other side"


def open_ones(application: Application) -> Any:
    """The proposals that wait for a second person."""
    return Proposal.objects.filter(application=application, settled_at=None)


def settle(held: Held, row: Application | Stage, step: Step, by: User, at: dt.datetime, digest: str) -> bool:
    """Whether another person has proposed just this; it is settled then. One's own proposal cannot be confirmed."""
    waiting = open_ones(held.application).filter(
        stage=row_id(row), step=step.name, version=row.version, facts_digest=digest
    )
    if step.one_of_each and not _one_of_each(held, step, by, waiting.exclude(proposed_by=by)):
        raise StepRefused([SAME_SIDE])
    if waiting.exclude(proposed_by=by).update(settled_at=at):
        return True
    if waiting.exists():
        raise StepRefused(["You proposed this. Another person must confirm it."])
    return False


def _one_of_each(held: Held, step: Step, by: User, waiting: Any) -> bool:
    """Whether each proposal of another has, with this person, both rights that the step asks for between the two."""
    first, second = step.one_of_each
    mine = [access.may(by, right, held.application) for right in (second, first)]
    theirs = [
        [access.may(found.proposed_by, right, held.application) for right in (first, second)]
        for found in waiting.select_related("proposed_by")
    ]
    return all((one and mine[0]) or (two and mine[1]) for one, two in theirs)


def propose(
    held: Held, row: Application | Stage, step: Step, taking: Taking, digest: str, asked: Mapping[str, Any]
) -> Proposal:
    """Keep the proposal with the answers as they were given, so that they can be given again.

    Its event says nothing that the step's own kind would not: it is a restricted one where the record is.
    """
    open_ones(held.application).filter(stage=row_id(row), step=step.name).update(settled_at=taking.at)
    proposal = Proposal.objects.create(
        application=held.application,
        stage_id=row_id(row),
        step=step.name,
        version=row.version,
        facts=json.dumps(dict(asked), default=str),
        facts_digest=digest,
        proposed_by=taking.by,
        proposed_at=taking.at,
    )
    inside = isinstance(row, Stage) and is_restricted(row)
    append(
        held.application,
        RESTRICTED if inside else "proposed",
        by=taking.by,
        at=taking.at,
        codes={"kind": row.kind} if inside else {"kind": row.kind, "step": step.name},
    )
    held.application.save(update_fields=["chain_seq", "chain_head"])
    return proposal


def is_restricted(row: Application | Stage) -> bool:
    """Whether the row's kind keeps its outcome in a restricted record."""
    return ALL_KINDS[row.kind].restricted


def drop_stale(held: Held, row: Application | Stage, at: dt.datetime) -> None:
    """The row has moved: proposals about how it stood before no longer wait."""
    if not any(step.two_people for step in ALL_KINDS[row.kind].steps.values()):
        return
    open_ones(held.application).filter(stage=row_id(row)).exclude(version=row.version).update(settled_at=at)
