"""Which checks stand when somebody comes back: by their dates alone."""

import datetime as dt
from typing import Any

import pytest

from onboarding.stages.returning import Return, Verdict, verdict
from tests.unit.stages.histories import DAY, NOW, closing

TODAY = NOW.date()
OLD = NOW - 184 * DAY


def said(made: Any, *, again_after: int | None = 183, away: dt.timedelta = 40 * DAY) -> Verdict:
    return verdict(made, again_after, Return(NOW - away, NOW, TODAY))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (None, "goes_on"),
        (closing("crb", outcome="brought_in"), "goes_on"),
        (closing("crb"), "stands"),
        (closing("crb", outcome="waived"), "stands"),
        (closing("crb", at=NOW - 183 * DAY), "stands"),
        (closing("crb", at=OLD), "too_old"),
        (closing("crb", expires_on=TODAY), "stands"),
        (closing("crb", expires_on=TODAY - DAY), "ran_out"),
        (closing("crb", at=OLD, expires_on=TODAY - DAY), "ran_out"),
    ],
)
def test_a_check_stands_until_it_runs_out_or_is_too_old(made, expected):
    assert said(made) == expected


def test_a_short_time_away_makes_nothing_too_old():
    old = closing("crb", at=OLD)
    assert said(old, away=28 * DAY) == Verdict.TOO_OLD
    assert said(old, away=27 * DAY) == Verdict.STANDS
    assert said(closing("crb", expires_on=TODAY - DAY), away=DAY) == Verdict.RAN_OUT


def test_a_check_without_a_limit_never_grows_too_old():
    assert said(closing("identity", at=NOW - 2000 * DAY), again_after=None) == Verdict.STANDS
