"""What a person may do now: the steps from where each row stands, with every sentence that is still in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onboarding import access
from onboarding.door.held import Held
from onboarding.door.refusal import Reason
from onboarding.engine.grammar import DOOR, Step
from onboarding.engine.history import Taking, unmet
from onboarding.models import FINDINGS, Application, Stage, User
from onboarding.stages import ALL_KINDS

RESTRICTED = frozenset(code for code, model in FINDINGS.items() if model.restricted)


@dataclass(frozen=True)
class Offered:
    """A step a person may take from here, with the sentences in the way (none: it can be taken)."""

    row: Application | Stage
    step: Step
    reasons: tuple[Reason, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing is in the way."""
        return not self.reasons


def offered(
    held: Held, *, by: User, at: dt.datetime, rows: Iterable[Application | Stage] | None = None
) -> list[Offered]:
    """Every step the person has the right to, from the states the rows are in, in the order declared.

    Those that make no sense here are left out.
    """
    wanted: list[Application | Stage] = list(rows) if rows is not None else [held.application, *held.stages]
    found = [
        Offered(row, step, tuple(reasons(held, row, step, by=by, at=at)))
        for row in wanted
        for step in ALL_KINDS[row.kind].steps.values()
        if row.state in step.source and not step.inner and _mine(held, step, by)
    ]
    return _sensible(found)


def _sensible(found: list[Offered]) -> list[Offered]:
    return [one for one in found if not any(reason.hides for reason in one.reasons)]


def within(held: Held, row: Stage, *, by: User, at: dt.datetime) -> list[Offered]:
    """The steps of a restricted record, for its own page: every rule is asked, also those that look inside."""
    found = [
        Offered(row, step, tuple(_unmet(held, row, step, by, at)))
        for step in ALL_KINDS[row.kind].steps.values()
        if row.state in step.source and (step.inner or step.two_people or step.restricted) and _mine(held, step, by)
    ]
    return _sensible(found)


def _mine(held: Held, step: Step, by: User) -> bool:
    return step.permission != DOOR and access.may(by, step.permission, held.application)


def reasons(held: Held, row: Application | Stage, step: Step, *, by: User | None, at: dt.datetime) -> list[Reason]:
    """The sentences in the way of one step now, leaving out those that need an answer first.

    Rules that look into a restricted record are left out too: a list of reasons would tell what stands there.
    """
    return _unmet(held, row, _without_restricted(step), by, at)


def _unmet(held: Held, row: Application | Stage, step: Step, by: User | None, at: dt.datetime) -> list[Reason]:
    history = held.history(row, step.findings_read)
    fact = next((r for r in history.rows if isinstance(row, Stage) and r.id == row.pk), None)
    taking = Taking(history, fact, step, by, at, at)
    return [Reason(rule.sentence, rule.law, bool(rule.house), rule.mend, rule.hides) for rule in unmet(taking)]


def why_not(held: Held, kind: str, step: str, *, at: dt.datetime) -> list[Reason]:
    """“Why can I not …”: the sentences in the way of a step, whether or not its row is there yet."""
    row = next((stage for stage in held.stages if stage.kind == kind), None)
    return [] if row is None else reasons(held, row, ALL_KINDS[kind].steps[step], by=None, at=at)


def _without_restricted(step: Step) -> Step:
    return replace(step, reads=(), rules=tuple(rule for rule in step.rules if not RESTRICTED & set(rule.reads)))
