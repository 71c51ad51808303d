"""Contact that a later correction made unlawful in time: found anew from the moves, never hidden, and in the way of more contact."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.door.held import Held
from onboarding.engine.grammar import Rule
from onboarding.engine.history import Taking
from onboarding.engine.moves import MoveFact
from onboarding.stages import ALL_KINDS
from onboarding.stages.clearances import no_contact_too_early, not_looked_at


@dataclass(frozen=True)
class ComplianceException:
    """A contact move that stands, and a law rule that was not met when it took effect."""

    move: MoveFact
    rule: Rule
    looked_at: bool = False


def exceptions(held: Held) -> list[ComplianceException]:
    """Every standing contact move with every law rule it breaks itself, as the moves stand now."""
    found, waiting = [], not_looked_at(held.history(None))
    for move in held.standing:
        step = ALL_KINDS[move.kind].steps.get(move.step)
        if step is not None and step.contact:
            taking = Taking(held.history(None), None, step, None, move.recorded_at, move.effective_at)
            law = [rule for rule in step.rules if rule.law and rule is not no_contact_too_early]
            broken = [rule for rule in law if not rule(taking)]
            found += [ComplianceException(move, rule, (move.id, rule.name) not in waiting) for rule in broken]
    return found
