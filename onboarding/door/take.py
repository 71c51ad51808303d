"""The one door. Every move of every application is taken here: locked, asked, refused with every reason, or written whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import transaction

from onboarding import access
from onboarding.door import outcome, proposals, times
from onboarding.door.held import Held, hold
from onboarding.door.refusal import KeyReused, Reason, Stale, StepRefused
from onboarding.door.shared import lock_shared
from onboarding.engine import asks
from onboarding.engine.grammar import Step
from onboarding.engine.hashing import canonical, commitment
from onboarding.engine.history import Taking, unmet
from onboarding.models import Application, InnerMove, Move, Proposal, Stage, User
from onboarding.stages import ALL_KINDS

Taken = Move | InnerMove | Proposal
WHEN = "effective_at"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to do, as it came in."""

    step: Step
    by: User
    at: dt.datetime
    effective_at: dt.datetime | dt.date | None
    key: str | None
    facts: Mapping[str, Any]
    tell: bool = True
    digest: str = field(default="")


def take(
    application: Application,
    stage: Stage | int | str | None,
    step: str,
    *,
    by: User,
    at: dt.datetime,
    effective_at: dt.datetime | dt.date | None = None,
    expected_version: int | None = None,
    key: str | None = None,
    tell: bool = True,
    **facts: Any,
) -> Taken:
    """Take one step, or raise StepRefused with every unmet sentence and nothing written.

    `stage` is a stage, its id, its kind (the first slot) or None for the application's own step; `at` is now (a replay
    passes earlier, rising times); `effective_at` when it happened, if not now; `key` makes a repeated call answer with
    the move it made. Gives the Move; an InnerMove for a step inside a restricted record; or a Proposal when the step
    asks for two people and this is the first. Raises Stale when `expected_version` is not the row's, KeyReused when the
    key came with something else.
    """
    with transaction.atomic():
        held = hold(application.pk)
        row = held.row(stage)
        declared = _declared(row, step)
        wish = Wish(declared, by, at, effective_at, key, facts, tell, facts_digest(row, step, effective_at, facts))
        done = _seen(held, row, wish)
        return done if done is not None else _take(held, row, wish, expected_version)


def facts_digest(row: Application | Stage, step: str, effective_at: Any, facts: Mapping[str, Any]) -> str:
    """One digest for one wish: the row, the step, when, and the facts; keyed, so that few possible answers cannot be tried."""
    plain = {name: str(value) for name, value in sorted(facts.items())}
    wish = {"row": f"{row.kind}:{row.pk}", "step": step, "effective_at": str(effective_at), "facts": plain}
    return commitment(settings.FIELD_KEY.encode(), canonical(wish))


def _declared(row: Application | Stage, step: str) -> Step:
    declared = ALL_KINDS[row.kind].steps.get(step)
    if declared is None:
        raise StepRefused([f"There is no step “{step}” here"])
    return declared


def _seen(held: Held, row: Application | Stage, wish: Wish) -> Taken | None:
    """The answer given before to this key, if there was one."""
    if wish.key is None:
        return None
    found: Move | InnerMove | None = next((held.by_id(fact.id) for fact in held.facts if fact.key == wish.key), None)
    if found is None:
        found = InnerMove.objects.filter(stage__in=[s.pk for s in held.stages], key=wish.key).first()
    if found is not None and found.facts_digest != wish.digest:
        raise KeyReused(wish.key)
    return found


def _take(held: Held, row: Application | Stage, wish: Wish, expected_version: int | None) -> Taken:
    if expected_version is not None and expected_version != row.version:
        raise Stale
    if not access.may_take(wish.by, wish.step, held.application, row):
        raise StepRefused([f"You may not do this: {wish.step.label}"])
    if row.state not in wish.step.source:
        raise StepRefused([_not_from_here(row, wish.step)])
    taking = asked(held, row, wish)
    two = wish.step.two_people
    if two is not None and two(taking) and not proposals.settle(held, row, wish.step, wish.by, wish.at, wish.digest):
        given = {**wish.facts, WHEN: wish.effective_at}
        return proposals.propose(held, row, wish.step, taking, wish.digest, given)
    return outcome.write(held, row, taking, key=wish.key, digest=wish.digest, tell=wish.tell)


def asked(held: Held, row: Application | Stage, wish: Wish) -> Taking:
    """The facts cleaned, the times settled and every rule asked; all that is in the way at once."""
    cleaned, sentences = asks.clean(wish.step.asks, wish.facts)
    told = times.recorded(held, wish.at)
    when = times.effective(held, row, wish.step.to(row.state), told, wish.effective_at)
    history = held.history(row, wish.step.findings_read)
    fact = next((r for r in history.rows if isinstance(row, Stage) and r.id == row.pk), None)
    taking = Taking(history, fact, wish.step, wish.by, told, when)  # rules that need an answer wait for a good one
    if not sentences:
        taking = replace(taking, facts=cleaned, shared=lock_shared(wish.step, cleaned, held.application))
    refused = [Reason(rule.sentence, rule.law, bool(rule.house), rule.mend) for rule in unmet(taking)]
    if sentences or refused:
        raise StepRefused([*sentences, *refused])
    return taking


def _not_from_here(row: Application | Stage, step: Step) -> str:
    kind = ALL_KINDS[row.kind]
    return f"“{step.label}” is not possible now: {kind.title} is “{kind.state(row.state).staff}”"
