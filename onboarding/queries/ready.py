"""Which of many stages may take their next step now: every rule asked, with a fixed number of queries for all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from onboarding.door.held import ZONE
from onboarding.door.offered import RESTRICTED
from onboarding.door.worked_out import WORKED_OUT
from onboarding.engine.grammar import Step
from onboarding.engine.history import History, RowFact, Taking, unmet
from onboarding.engine.moves import MoveFact
from onboarding.models import FINDINGS, Move, Stage
from onboarding.models.gathered import Rows, gather
from onboarding.models.move import FACT
from onboarding.queries.holding import bars_of
from onboarding.stages import ALL_KINDS


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


class Reading:
    """Whole histories of some applications, in one statement for moves and one for stages; findings once it is known which.

    `beside` brings moves of other applications along, of which only `of_stage` tells.
    """

    def __init__(self, applications: Collection[int], beside: Q | None = None) -> None:
        self.moves: dict[int, list[MoveFact]] = defaultdict(list)
        self.of_stage: dict[int, list[MoveFact]] = defaultdict(list)
        self.rows: dict[int, list[RowFact]] = defaultdict(list)
        self._read_moves(set(applications), beside or Q(pk__in=()))
        for stage in Stage.objects.filter(application__in=applications) if applications else ():
            fact = RowFact(stage.pk, stage.kind, stage.slot, stage.state, stage.version, tuple(stage.opens_after))
            self.rows[stage.application_id].append(fact)

    def _read_moves(self, applications: set[int], beside: Q) -> None:
        rows = Move.objects.filter(Q(application__in=applications) | beside).order_by("number")
        for application, *values in rows.values_list("application", *FACT):
            fact = MoveFact._make(values)
            self.of_stage[fact.row or 0].append(fact)
            if application in applications:
                self.moves[application].append(fact)

    def is_open(self, application: int, kind: str) -> bool:
        """Whether a stage of a kind is open."""
        ends = (ALL_KINDS[kind].first, ALL_KINDS[kind].closed)
        return any(row.kind == kind and row.state not in ends for row in self.rows[application])

    def barred(self, asked: Collection[Candidate], *, at: dt.datetime) -> dict[int, set[str]]:
        """For each stage: the kinds that the rules of its step name and that do not hold at that moment, which may lie ahead."""
        found = self._findings(asked)
        return {one.stage: {rule.mend for rule in unmet(self._taking(one, found, at))} for one in asked}

    def bars(self, candidates: Iterable[Candidate], *, at: dt.datetime) -> dict[int, set[str]]:
        """For each stage whose next step other checks can bar: the kinds of those that do so now."""
        return self.barred([replace(one, step=step) for one in candidates if (step := bars_of(one.kind, one.step)).rules], at=at)

    def ready(self, candidates: Iterable[Candidate], *, at: dt.datetime) -> set[int]:
        """The stages whose next step has nothing in the way. Rules that need an answer, or a restricted record, are left out."""
        asked = [replace(one, step=_open(one.step)) for one in candidates]
        found = self._findings(asked)
        return {one.stage for one in asked if not unmet(self._taking(one, found, at))}

    def _findings(self, asked: Collection[Candidate]) -> Rows:
        stages = [row.id for one in {one.application for one in asked} for row in self.rows[one]]
        codes = {code for one in asked for code in one.step.findings_read}
        return gather({code: FINDINGS[code].part(stage__in=stages) for code in codes})

    def _taking(self, one: Candidate, found: Rows, at: dt.datetime) -> Taking:
        rows = self.rows[one.application]
        history = History(
            moves=self.moves[one.application], rows=rows, engagement=one.engagement, nation=one.nation, left_out=one.left_out,
            findings={code: _finding(found, code, one, rows) for code in one.step.findings_read}, state=one.state, zone=ZONE,
        )  # fmt: skip
        return Taking(history, next(row for row in rows if row.id == one.stage), one.step, None, at, at)


def _open(step: Step) -> Step:
    """What is worked out for one application alone (who has read a form, whose panel it was) is asked on its own page."""
    rules = tuple(rule for rule in step.rules if not (RESTRICTED | WORKED_OUT.keys()) & set(rule.reads))
    return replace(step, reads=(), rules=rules)


def _finding(found: Rows, code: str, one: Candidate, rows: Iterable[RowFact]) -> dict[str, Any]:
    """The current finding of one code: the stage's own, else that of whichever stage of the application has one."""
    theirs = {row.id for row in rows}
    mine = sorted((row for row in found[code] if row["stage_id"] in theirs), key=lambda row: (row["stage_id"] == one.stage, row["id"]))
    return FINDINGS[code].gathered(mine[-1]) if mine else {}
