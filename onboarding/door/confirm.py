"""The second of two people: reads what the first proposed, and takes just that step with just those answers."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from onboarding.door.refusal import StepRefused
from onboarding.door.take import WHEN, Taken, take
from onboarding.engine.asks import Ask
from onboarding.engine.grammar import Step
from onboarding.models import Application, Proposal, User
from onboarding.stages import ALL_KINDS

NOT_ANY_MORE = "This no longer waits for a second person. Look at what is new."


def step_of(proposal: Proposal) -> Step:
    """The step somebody proposed, as its stage declares it."""
    kind = proposal.stage.kind if proposal.stage else Application.kind
    return ALL_KINDS[kind].steps[proposal.step]


def answers(proposal: Proposal) -> dict[str, Any]:
    """The answers of the first person, read back as they were given; with `effective_at`, None for “now”."""
    kept: dict[str, Any] = json.loads(proposal.facts or "{}")
    asks = {ask.name: ask for ask in step_of(proposal).asks}
    return {name: _moment(value) if name == WHEN else _read(asks[name], value) for name, value in kept.items()}


def confirm(proposal: Proposal, *, by: User, at: dt.datetime) -> Taken:
    """Take the proposed step as its second person, or raise StepRefused: it has moved, or it was one's own."""
    current = Proposal.objects.select_related("application", "stage").get(pk=proposal.pk)
    if current.settled_at is not None:
        raise StepRefused([NOT_ANY_MORE])
    if current.proposed_by_id == by.pk:
        raise StepRefused(["You proposed this. Another person must confirm it."])
    given = answers(current)
    return take(
        current.application, current.stage, current.step, by=by, at=at, expected_version=current.version, **given
    )


def _read(ask: Ask, value: Any) -> Any:
    if value is None or ask.form not in ("date", "time"):
        return value
    return dt.date.fromisoformat(value) if ask.form == "date" else dt.datetime.fromisoformat(value)


def _moment(value: str | None) -> dt.datetime | dt.date | None:
    if value is None:
        return None
    return dt.date.fromisoformat(value) if len(value) == len("2026-11-23") else dt.datetime.fromisoformat(value)
