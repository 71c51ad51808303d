"""What truly holds a stage up: another check, still open, without which its next step may not be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from onboarding.door.held import Held
from onboarding.engine.grammar import Step
from onboarding.engine.history import RowFact, Taking, unmet
from onboarding.models import Stage, Wait
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN
from onboarding.stages.shared import next_step


def bars_of(kind: str, step: Step) -> Step:
    """A step with people who use the service, with only the rules that another check can bar it by; any other step has none.

    None of the rules looks at an answer or a finding.
    """
    rules = [rule for rule in step.rules if rule.mend not in ("", kind) and not rule.needs and not rule.reads]
    return replace(step, rules=tuple(rules) if step.contact else (), reads=())


def may_be_held_up(stage: Stage, wait: Wait) -> Step | None:
    """The next step of a stage whose turn is ours, with what may bar it; None where nothing can."""
    if wait.party not in OUR_OWN:
        return None
    kind = ALL_KINDS[stage.kind]
    barred = bars_of(stage.kind, kind.steps[next_step(kind, stage.state, wait.party, wait.began_by.step)])
    return barred if barred.rules else None


def held_up(held: Held, waits: Mapping[int, Wait], *, at: dt.datetime) -> dict[int, Wait]:
    """By stage: the open wait, of another stage, that holds it up; of several the one that began first.

    `waits` are the open waits by stage, each with the move that began it.
    """
    found = {}
    for stage in held.stages:
        wait = waits.get(stage.pk)
        step = may_be_held_up(stage, wait) if wait else None
        if step is None:
            continue
        kinds = {rule.mend for rule in unmet(_taking(held, stage, step, at))}
        others = [waits[other.pk] for other in held.stages if other.kind in kinds and other.pk in waits]
        if others:
            found[stage.pk] = min(others, key=lambda other: (other.started_at, other.pk))
    return found


def _taking(held: Held, stage: Stage, step: Step, at: dt.datetime) -> Taking:
    row = RowFact(stage.pk, stage.kind, stage.slot, stage.state, stage.version, tuple(stage.opens_after))
    return Taking(held.history(stage, frozenset()), row, step, None, at, at)
