"""Contact that a later correction made unlawful in time: found anew from the moves, never hidden, and in the way of more contact."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.door.held import Held
from onboarding.engine.grammar import Rule
from onboarding.engine.history import Taking
from onboarding.engine.moves import MoveFact
from onboarding.stages import ALL_KINDS
from onboarding.stages.clearances import no_contact_too_early


@dataclass(frozen=True)
class ComplianceException:
    """A contact move that stands, and a law rule that was not met when it took effect."""

    move: MoveFact
    rule: Rule


def exceptions(held: Held) -> list[ComplianceException]:
    """Every standing contact move with every law rule it breaks itself, as the moves stand now."""
    found = []
    for move in held.standing:
        step = ALL_KINDS[move.kind].steps.get(move.step)
        if step is not None and step.contact:
            taking = Taking(held.history(None), None, step, None, move.recorded_at, move.effective_at)
            law = [rule for rule in step.rules if rule.law and rule is not no_contact_too_early]
            found += [ComplianceException(move, rule) for rule in law if not rule(taking)]
    return found
