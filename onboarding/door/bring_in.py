"""What a spreadsheet says is brought in as it stands there: nothing is told, no gate opens, evidence waits to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from onboarding import access
from onboarding.door import waits
from onboarding.door.chain import append
from onboarding.door.held import hold
from onboarding.door.outcome import SAVE
from onboarding.door.refusal import StepRefused
from onboarding.door.write import Draft, write_move
from onboarding.engine.edges import BRING_IN
from onboarding.engine.grammar import BROUGHT_IN
from onboarding.models import Application, User
from onboarding.stages import ALL_KINDS


@dataclass(frozen=True)
class Brought:
    """Where one row of an application stands by the sheet: kind (`application` for its own machine), state, since when.

    `code` is END_UNKNOWN where the sheet has no date for it: `since` is then the last date it has before.
    """

    kind: str
    state: str
    since: dt.datetime
    party: str | None = None
    code: str = ""


def bring_in(
    application: Application, rows: Sequence[Brought], *, by: User, at: dt.datetime, run: int, sheet_row: int
) -> None:
    """Bring the rows of a fresh application to where the sheet says they stand, in the order given."""
    with transaction.atomic():
        held = hold(application.pk)
        if held.facts or not access.may(by, "import", held.application):
            raise StepRefused(["Only a fresh application can be brought in, by a person who may"])
        append(held.application, "brought_in", by=by, at=at, codes={"run": run, "sheet_row": sheet_row})
        for row in rows:
            target = held.row(None if row.kind == Application.kind else row.kind)
            closed = row.state == ALL_KINDS[row.kind].closed
            outcome = BROUGHT_IN if closed else None
            draft = Draft(target, BRING_IN, target.state, row.state, by, row.since, at, row.party, None, outcome)
            write_move(held, replace(draft, code=row.code))
        waits.rewrite(held)
        SAVE(held.application)
