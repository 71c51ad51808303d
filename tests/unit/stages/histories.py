"""Histories made by hand, so that rules can be asked without a database."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from onboarding.engine.grammar import Rule
from onboarding.engine.history import History, RowFact, Taking
from onboarding.engine.moves import MoveFact
from onboarding.stages import ALL_KINDS, CONTACT_STEPS
from onboarding.stages.names import KINDS

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ROW = {kind: number for number, kind in enumerate(KINDS, start=1)}
ROLE = "Peer worker"
JO = SimpleNamespace(pk=1)


def happened(kind: str, step: str, *, at: dt.datetime = NOW - DAY, **more: Any) -> MoveFact:
    """One move of one stage; it stays where it is unless told otherwise."""
    values = {"source": "somewhere", "target": "somewhere", "recorded_at": at, **more}
    return MoveFact(0, 0, ROW.get(kind), kind, 0, step, values.pop("source"), values.pop("target"), at, **values)


def closing(kind: str, *, at: dt.datetime = NOW - DAY, outcome: str = "satisfied", **more: Any) -> MoveFact:
    return happened(kind, "close", at=at, source="somewhere", target="closed", outcome=outcome, **more)


def history(
    *moves: MoveFact,
    engagement: str = "paid",
    nation: str = "ENG",
    person: int = 0,
    state: str = "in_progress",
    findings: Mapping[str, Mapping[str, Any]] | None = None,
    left_out: Sequence[str] = (),
    rows: Mapping[str, str] | None = None,
    kinds: Sequence[str] = KINDS,
    applicant: int | None = None,
) -> History:
    """A history with every kind of stage, or those in `kinds`, each where `rows` says (not open if not named)."""
    numbered = [move._replace(id=number, number=number, seq=number) for number, move in enumerate(moves, start=1)]
    states = rows or {}
    return History(
        moves=numbered,
        rows=[RowFact(ROW[kind], kind, 1, states.get(kind, ALL_KINDS[kind].first), 0) for kind in kinds],
        engagement=engagement,
        nation=nation,
        left_out=frozenset(left_out),
        findings=findings or {},
        state=state,
        contact_steps=CONTACT_STEPS,
        role=ROLE,
        kinds=ALL_KINDS,
        person=person,
        applicant=applicant,
    )


def taking(
    past: History,
    *,
    facts: Mapping[str, Any] | None = None,
    shared: Mapping[str, Any] | None = None,
    row: str | None = None,
    when: dt.datetime = NOW,
    step: Any = None,
) -> Taking:
    fact = next((r for r in past.rows if r.kind == row), None)
    return Taking(past, fact, step, JO, NOW, when, facts or {}, shared or {})


def every_rule() -> dict[str, Rule]:
    """Every rule that any step of any kind asks, by name."""
    return {rule.name: rule for kind in ALL_KINDS.values() for step in kind.steps.values() for rule in step.rules}
