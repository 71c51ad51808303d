"""What each stage means: its states, steps, rules, parties, targets and words. Knows no table; it gets the object handed."""

from __future__ import annotations

from importlib import import_module

from onboarding.engine.kinds import Kind
from onboarding.stages import lifecycle
from onboarding.stages.names import APPLICATION, KINDS

STAGE_KINDS: dict[str, Kind] = {name: import_module(f"onboarding.stages.{name}").KIND for name in KINDS}
CONTACT_STEPS = frozenset(
    (kind.code, step.name) for kind in STAGE_KINDS.values() for step in kind.steps.values() if step.contact
)
ALL_KINDS: dict[str, Kind] = {APPLICATION: lifecycle.KIND, **STAGE_KINDS}
