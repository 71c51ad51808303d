"""An application held in the door's hands: locked first, then read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from onboarding.door.refusal import StepRefused
from onboarding.door.worked_out import WORKED_OUT
from onboarding.engine.history import History, RowFact
from onboarding.engine.moves import MoveFact, standing
from onboarding.models import FINDINGS, LIFE_FINDINGS, Application, Move, Stage
from onboarding.models.findings import Finding
from onboarding.models.gathered import Gathered, Row
from onboarding.models.statements import Select
from onboarding.stages import ALL_KINDS, CONTACT_STEPS

ZONE = ZoneInfo(settings.ORG_TIME_ZONE)
ORDER = {kind: place for place, kind in enumerate(ALL_KINDS)}
LOCKED = Select(
    lambda key: (
        Application.objects.select_for_update(of=("self",))
        .select_related("pathway", "opportunity", "applicant")
        .filter(pk=key)
    )
)
STAGES = Select(lambda key: Stage.objects.filter(application=key))
Found = tuple[int, dict[str, Any]]  # the stage that has it, and its values
TOGETHER = {code: kind for code, kind in FINDINGS.items() if not (kind.restricted or kind.sealed)}
GATHERED = Gathered(lambda key: {code: kind.part(stage__application=key) for code, kind in TOGETHER.items()})


@dataclass
class Held:
    """The locked application with its stages and moves, as they stand under the lock."""

    application: Application
    stages: list[Stage]
    facts: list[MoveFact]
    written: dict[int, Move] = field(default_factory=dict)
    stood: list[MoveFact] | None = None
    looks: bool = False  # a page: its findings are read once, all together; under the lock they are read each time
    read: dict[str, list[Found]] = field(default_factory=dict)

    @property
    def moves(self) -> list[Move]:
        """The moves as rows, in order; read when asked for, since most steps need only the facts."""
        return list(Move.objects.filter(application=self.application).order_by("number"))

    def row(self, stage: Stage | int | str | None) -> Application | Stage:
        """The row meant by a stage, its id, its kind (the first slot), or None for the application's own machine."""
        if stage is None:
            return self.application
        wanted = stage.pk if isinstance(stage, Stage) else stage
        found = next((row for row in self.stages if wanted in (row.pk, row.kind)), None)
        if found is None:
            raise StepRefused(["This application has no such check"])
        return found

    def last(self, row: Application | Stage) -> MoveFact | None:
        """The last move of a row that still stands, or None."""
        return next((move for move in reversed(self.standing) if move.row == row_id(row)), None)

    def add(self, move: Move) -> None:
        """Take in a move that was just written."""
        self.written[move.pk] = move
        self.facts.append(move.fact())
        self.stood = None

    @property
    def moved(self) -> set[int] | None:
        """The stages that moves were written for under this lock; None means all: the application itself moved, or nothing did."""
        rows = {move.stage_id for move in self.written.values()}
        return {row for row in rows if row} if rows and None not in rows else None

    def by_id(self, move_id: int) -> Move:
        """One move of this application by its id."""
        return self.written.get(move_id) or Move.objects.get(application=self.application, pk=move_id)

    @property
    def standing(self) -> list[MoveFact]:
        """The moves that stand, in order, with the dates that hold now."""
        if self.stood is None:
            self.stood = standing(self.facts)
        return self.stood

    def latest(self) -> dt.datetime:
        """When the latest standing move of any row took effect. Raises ValueError where nothing has moved yet."""
        return max(move.effective_at for move in self.standing)

    def asked(self, row: int | None, *, until: int | None = None) -> int | None:
        """The body that was asked last about a stage, up to a move: it has the turn when its party has."""
        named = (f.body for f in reversed(self.facts) if f.row == row and f.body and (until is None or f.number <= until))
        return next(named, None)

    def history(self, row: Application | Stage | None, reads: Iterable[str] = ()) -> History:
        """What rules may ask, with the findings named."""
        return History(
            moves=self.facts,
            rows=[_row_fact(stage) for stage in self.stages],
            engagement=self.application.pathway.engagement,
            nation=self.application.opportunity.nation,
            left_out=self.application.pathway.rules_left_out,
            findings={code: self.finding(row, code) for code in reads},
            state=self.application.state,
            zone=ZONE,
            contact_steps=CONTACT_STEPS,
            role=self.application.opportunity.title,
            kinds=ALL_KINDS,
            applicant=self.application.applicant.user_id,
            person=self.application.applicant_id,
        )

    def finding(self, row: Application | Stage | None, code: str) -> dict[str, Any]:
        """The current finding of one code, of the application itself or of its stages."""
        if code in WORKED_OUT:
            return self._worked_out(code)
        if code not in LIFE_FINDINGS:
            return _current_of(self._read(code) if self.looks else findings_of(self.stages, code), row)
        found = LIFE_FINDINGS[code]._default_manager.filter(application=self.application, current=True).last()
        return found.values() if found else {}

    def _read(self, code: str) -> list[Found]:
        if code not in TOGETHER:
            self.read.setdefault(code, findings_of(self.stages, code))
        elif not self.read.keys() & TOGETHER.keys():
            rows = GATHERED(self.application.pk)
            self.read |= {kind: _sorted(TOGETHER[kind], rows[kind]) for kind in TOGETHER}
        return self.read[code]

    def _worked_out(self, code: str) -> dict[str, Any]:
        known: dict[str, Any] = self.__dict__.setdefault("_known", {}) if self.looks else {}
        if code not in known:
            known[code] = WORKED_OUT[code](self.application, lambda: self.finding(None, "slot").get("slot_id"))
        found: dict[str, Any] = known[code]
        return found


def hold(application_id: int) -> Held:
    """Lock the application row alone, then read the rest in statements of their own (a joined lock reads stale rows)."""
    locked = LOCKED.objects(application_id)
    if not locked:
        raise Application.DoesNotExist
    return _read(locked[0])


def look(application: Application) -> Held:
    """The same without a lock, for pages: each kind of finding is read once."""
    held = _read(application)
    held.looks = True
    return held


def _read(application: Application) -> Held:
    stages = sorted(STAGES.objects(application.pk), key=lambda stage: (ORDER[stage.kind], stage.slot))
    return Held(application, stages, Move.facts_of(application))


def row_id(row: Application | Stage) -> int | None:
    """A stage's id, or None for the application's own machine, as moves name their row."""
    return row.pk if isinstance(row, Stage) else None


def _row_fact(stage: Stage) -> RowFact:
    return RowFact(stage.pk, stage.kind, stage.slot, stage.state, stage.version, tuple(stage.opens_after))


def findings_of(stages: list[Stage], code: str) -> list[Found]:
    """Every finding of one code that holds now, in the order they were written."""
    found = FINDINGS[code]._default_manager.filter(stage__in=[s.pk for s in stages], current=True)
    return [(row.stage_id, row.values()) for row in found.order_by("pk")]


def _sorted(kind: type[Finding], rows: Iterable[Row]) -> list[Found]:
    return [(row["stage_id"], kind.gathered(row)) for row in sorted(rows, key=lambda row: row["id"])]


def _current_of(rows: list[Found], row: Any) -> dict[str, Any]:
    own = [found for found in rows if found[0] == getattr(row, "pk", None) and isinstance(row, Stage)]
    return (own or rows)[-1][1] if rows else {}
