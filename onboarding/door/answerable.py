"""Whether the door would take a step with these answers now, asked without taking it: for pages that offer whole answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from onboarding.door.held import Held
from onboarding.door.shared import TABLES
from onboarding.engine.grammar import Step
from onboarding.engine.history import Taking, unmet
from onboarding.models import Stage


def would_be_taken(held: Held, stage: Stage, step: Step, facts: Mapping[str, Any], *, at: dt.datetime) -> bool:
    """Whether every rule says yes to these answers, from where the stage stands."""
    if stage.state not in step.source:
        return False
    history = held.history(stage, step.findings_read)
    row = next(fact for fact in history.rows if fact.id == stage.pk)
    shared = {a.name: TABLES[a.row]._default_manager.get(pk=facts[a.name]) for a in step.asks if _points(a, facts)}
    return not unmet(Taking(history, row, step, None, at, at, facts, shared))


def _points(ask: Any, facts: Mapping[str, Any]) -> bool:
    return ask.form == "row" and facts.get(ask.name) is not None
