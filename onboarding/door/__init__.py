"""The one door: every move of every application goes through `take`, or is put right by `undo` and `amend`."""

from onboarding.door.refusal import KeyReused, Reason, Stale, StepRefused
from onboarding.door.take import take

__all__ = ["KeyReused", "Reason", "Stale", "StepRefused", "take"]
