"""Which of many stages may take their next step now: every rule asked, with a fixed number of queries for all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from onboarding.door.held import ZONE
from onboarding.door.offered import RESTRICTED
from onboarding.engine.grammar import Step
from onboarding.engine.history import History, RowFact, Taking, unmet
from onboarding.engine.moves import MoveFact
from onboarding.models import FINDINGS, Move, Stage
from onboarding.queries.holding import bars_of


@dataclass(frozen=True)
class Candidate:
    """A stage and the step that would come next."""

    application: int
    engagement: str
    left_out: frozenset[str]
    nation: str
    state: str
    stage: int
    kind: str
    step: Step


def ready(candidates: Iterable[Candidate], *, at: dt.datetime) -> set[int]:
    """The stages whose next step has nothing in the way. Rules that need an answer, or a restricted record, are left out."""
    asked = [replace(one, step=_open(one.step)) for one in candidates]
    read = _Read(asked)
    return {one.stage for one in asked if not unmet(_taking(one, read, at))}


def bars(candidates: Iterable[Candidate], *, at: dt.datetime) -> dict[int, set[str]]:
    """For each stage whose next step other checks can bar: the kinds of those that do so now."""
    return barred([replace(one, step=step) for one in candidates if (step := bars_of(one.kind, one.step)).rules], at=at)


def barred(asked: Collection[Candidate], *, at: dt.datetime) -> dict[int, set[str]]:
    """For each stage: the kinds that the rules of its step name and that do not hold at that moment, which may lie ahead."""
    read = _Read(asked)
    return {one.stage: {rule.mend for rule in unmet(_taking(one, read, at))} for one in asked}


def _open(step: Step) -> Step:
    rules = tuple(rule for rule in step.rules if not RESTRICTED & set(rule.reads))
    return replace(step, reads=(), rules=rules)


class _Read:
    """What the rules look at, read for all candidates at once."""

    def __init__(self, asked: Collection[Candidate]) -> None:
        ids = {one.application for one in asked}
        self.moves: dict[int, list[MoveFact]] = defaultdict(list)
        self.rows: dict[int, list[RowFact]] = defaultdict(list)
        for move in Move.objects.filter(application__in=ids).order_by("number") if ids else ():
            self.moves[move.application_id].append(move.fact())
        for stage in Stage.objects.filter(application__in=ids) if ids else ():
            fact = RowFact(stage.pk, stage.kind, stage.slot, stage.state, stage.version, tuple(stage.opens_after))
            self.rows[stage.application_id].append(fact)
        codes = {code for one in asked for code in one.step.findings_read}
        self.findings = {code: _findings(code, ids) for code in codes}


def _findings(code: str, ids: set[int]) -> dict[tuple[str, int], dict[str, Any]]:
    """The current findings of one code: by their stage, and by their application for whichever stage has none of its own."""
    rows = FINDINGS[code]._default_manager.filter(stage__application__in=ids, current=True).order_by("pk")
    related = [name for name in ("site",) if any(field.name == name for field in FINDINGS[code]._meta.concrete_fields)]
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows.select_related("stage", *related):
        found["stage", row.stage_id] = found["application", row.stage.application_id] = row.values()
    return found


def _found(findings: dict[tuple[str, int], dict[str, Any]], one: Candidate) -> dict[str, Any]:
    return findings.get(("stage", one.stage)) or findings.get(("application", one.application), {})


def _taking(one: Candidate, read: _Read, at: dt.datetime) -> Taking:
    rows = read.rows[one.application]
    found = {code: _found(read.findings[code], one) for code in one.step.findings_read}
    history = History(
        moves=read.moves[one.application], rows=rows, engagement=one.engagement, nation=one.nation,
        left_out=one.left_out, findings=found, state=one.state, zone=ZONE,
    )  # fmt: skip
    return Taking(history, next(row for row in rows if row.id == one.stage), one.step, None, at, at)
