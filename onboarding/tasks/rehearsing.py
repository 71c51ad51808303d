"""The letter of a step that waits for its second person, as it would go out if they said yes."""

from __future__ import annotations

import datetime as dt

from onboarding.door.confirm import step_of
from onboarding.door.rehearse import rehearsed
from onboarding.letters import base
from onboarding.models import Move, Proposal, User
from onboarding.queries.letters import may_read
from onboarding.tasks.making import preview


def proposed_letter(proposal: Proposal, *, by: User, at: dt.datetime) -> base.Letter | None:
    """The letter, or None where the step brings none that this person may read. Raises StepRefused and MissingFacts."""
    kind = step_of(proposal).letter
    if kind is None or not may_read(kind, proposal.application, by):
        return None
    with rehearsed(proposal, by=by, at=at) as taken:
        move = taken.pk if isinstance(taken, Move) else None
        proposal.application.refresh_from_db()
        written = preview(kind, proposal.application, at=at, move=move)
    proposal.application.refresh_from_db()
    return written
