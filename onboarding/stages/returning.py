"""Coming back: which checks stand, and which must be done again. Only dates decide, never what a check found."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from onboarding.engine.grammar import SATISFIED, WAIVED
from onboarding.engine.moves import MoveFact

STEPS = ("resume", "come_back", "reopen")  # of the application itself, by which somebody comes back
SHORT = dt.timedelta(days=28)  # who was away for less does nothing again because of its age
HALF_A_YEAR = 183
# How old a closed check may be when somebody comes back, in days. A pathway version may name its own (`again_after`).
AGAIN_AFTER: Mapping[str, int] = {"crb": HALF_A_YEAR, "occupational_health": HALF_A_YEAR}


class Verdict(enum.StrEnum):
    """What becomes of one check when the person comes back."""

    STANDS = "stands"
    GOES_ON = "goes_on"
    RAN_OUT = "ran_out"
    TOO_OLD = "too_old"


AGAIN = frozenset({Verdict.RAN_OUT, Verdict.TOO_OLD})


@dataclass(frozen=True)
class Return:
    """Somebody comes back: when they left, when they come, the day that is where the organisation is."""

    left_at: dt.datetime
    at: dt.datetime
    day: dt.date


def verdict(closing: MoveFact | None, again_after: int | None, back: Return) -> Verdict:
    """What becomes of a check by its last closing (None: it is open, or was never asked for)."""
    if closing is None or closing.outcome not in (SATISFIED, WAIVED):
        return Verdict.GOES_ON
    if closing.expires_on is not None and closing.expires_on < back.day:
        return Verdict.RAN_OUT
    old = again_after is not None and closing.effective_at < back.at - dt.timedelta(days=again_after)
    return Verdict.TOO_OLD if old and back.at - back.left_at >= SHORT else Verdict.STANDS
