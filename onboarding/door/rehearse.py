"""A proposed step taken for a look and taken back: what stands inside is what a yes would leave, and nothing of it stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from onboarding.door import outcome
from onboarding.door.confirm import answers, step_of
from onboarding.door.held import hold
from onboarding.door.take import WHEN, Taken, Wish, asked
from onboarding.models import Proposal, User


@contextmanager
def rehearsed(proposal: Proposal, *, by: User, at: dt.datetime) -> Iterator[Taken]:
    """Inside, the step has been taken; afterwards all of it is gone. Raises StepRefused when it could not be taken now."""
    with transaction.atomic():
        yield _taken(proposal, by, at)
        transaction.set_rollback(True)


def _taken(proposal: Proposal, by: User, at: dt.datetime) -> Taken:
    given = answers(proposal)
    wish = Wish(step_of(proposal), by, at, given.pop(WHEN, None), None, given, tell=False)
    held = hold(proposal.application_id)
    row = held.row(proposal.stage_id)
    return outcome.write(held, row, asked(held, row, wish), key=None, digest="", tell=False)
