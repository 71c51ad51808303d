"""Which of many stages may take their next step now: every rule asked, with a fixed number of queries for all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from onboarding.door.held import ZONE
from onboarding.door.offered import RESTRICTED
from onboarding.engine.grammar import Step
from onboarding.engine.history import History, RowFact, Taking, unmet
from onboarding.engine.moves import MoveFact
from onboarding.models import FINDINGS, Move, Stage


@dataclass(frozen=True)
class Candidate:
    """A stage and the step that would come next."""

    application: int
    engagement: str
    left_out: frozenset[str]
    nation: str
    state: str
    stage: int
    step: Step


def ready(candidates: Iterable[Candidate], *, at: dt.datetime) -> set[int]:
    """The stages whose next step has nothing in the way. Rules that need an answer, or a restricted record, are left out."""
    asked = [replace(one, step=_open(one.step)) for one in candidates]
    read = _Read(asked)
    return {one.stage for one in asked if not unmet(_taking(one, read, at))}


def _open(step: Step) -> Step:
    rules = tuple(rule for rule in step.rules if not RESTRICTED & set(rule.reads))
    return replace(step, reads=(), rules=rules)


class _Read:
    """What the rules look at, read for all candidates at once."""

    def __init__(self, asked: list[Candidate]) -> None:
        ids = {one.application for one in asked}
        self.moves: dict[int, list[MoveFact]] = defaultdict(list)
        self.rows: dict[int, list[RowFact]] = defaultdict(list)
        for move in Move.objects.filter(application__in=ids).order_by("number") if ids else ():
            self.moves[move.application_id].append(move.fact())
        for stage in Stage.objects.filter(application__in=ids) if ids else ():
            fact = RowFact(stage.pk, stage.kind, stage.slot, stage.state, stage.version, tuple(stage.opens_after))
            self.rows[stage.application_id].append(fact)
        self.findings = {code: _findings(code, asked) for one in asked for code in one.step.findings_read}


def _findings(code: str, asked: list[Candidate]) -> dict[int, dict[str, Any]]:
    rows = FINDINGS[code]._default_manager.filter(stage__in=[one.stage for one in asked], current=True)
    related = [name for name in ("site",) if any(field.name == name for field in FINDINGS[code]._meta.concrete_fields)]
    return {row.stage_id: row.values() for row in (rows.select_related(*related) if related else rows)}


def _taking(one: Candidate, read: _Read, at: dt.datetime) -> Taking:
    rows = read.rows[one.application]
    found = {code: read.findings[code].get(one.stage, {}) for code in one.step.findings_read}
    history = History(
        moves=read.moves[one.application], rows=rows, engagement=one.engagement, nation=one.nation,
        left_out=one.left_out, findings=found, state=one.state, zone=ZONE,
    )  # fmt: skip
    return Taking(history, next(row for row in rows if row.id == one.stage), one.step, None, at, at)
