"""Kaplan-Meier: how long a wait takes when those still waiting are counted too.

Leaving out the people who still wait makes slow steps look fast. E. L. Kaplan and P. Meier, "Nonparametric
estimation from incomplete observations", J. Amer. Statist. Assoc. 53 (1958): at each time at which d of the
n people still in it finish, the share still waiting is multiplied by 1 - d/n. Someone whose wait was cut off
at the same time counts among the n.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Step:
    """From `days` on, `waiting` (0 to 1) of the people are still waiting."""

    days: float
    waiting: float


def curve(durations: Iterable[tuple[float, bool]]) -> tuple[Step, ...]:
    """The curve of waits given as (days, finished); finished is False for a wait still open or cut off.

    One step for each time at which somebody finished; empty when nobody did. Raises ValueError for a wait of
    less than no days.
    """
    waits = sorted(durations)
    if waits and waits[0][0] < 0:
        raise ValueError("A wait cannot be shorter than no time.")
    steps: list[Step] = []
    in_it, share = len(waits), 1.0
    for days, group in groupby(waits, key=lambda wait: wait[0]):
        ends = [finished for _, finished in group]
        if finishing := sum(ends):
            share *= 1 - finishing / in_it
            steps.append(Step(days, share))
        in_it -= len(ends)
    return tuple(steps)


def quantile(steps: Sequence[Step], share: float) -> float | None:
    """The days by which `share` (0.5, 0.9) of the people had finished; None when that was not reached.

    The first time at which the part still waiting is 1 - share or less.
    """
    if not 0 < share < 1:
        raise ValueError("The share lies between 0 and 1.")
    # A ten-thousand-millionth of leeway: 1 - 0.9 is not exactly a tenth, and neither is the product.
    return next((step.days for step in steps if step.waiting <= 1 - share + 1e-10), None)
