"""A simulated clock that only rises: lives are generators that yield how many days they wait before their next step.

Each person has a lane of their own, which alone decides the minute of the day: who else is there moves nobody's days.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections import defaultdict
from collections.abc import Generator

from onboarding.lib import clock

Life = Generator[float, None, None]
ZONE = "Europe/London"
OPENS, CLOSES = 9, 17


class Clockwork:
    """Runs every life in the order of its times, up to an end."""

    def __init__(self, end: dt.datetime) -> None:
        self.end = end
        self.now = end
        self._counts: defaultdict[int, itertools.count[int]] = defaultdict(itertools.count)
        self._due: list[tuple[dt.datetime, int, int, Life]] = []

    def start(self, life: Life, at: dt.datetime, *, lane: int) -> None:
        """Let a life begin at a time, in the lane of whose life it is."""
        number = next(self._counts[lane])
        heapq.heappush(self._due, (office_hours(at, lane * 37 + number * 7), lane, number, life))

    def run(self) -> None:
        """Run until nothing is due before the end."""
        while self._due and self._due[0][0] <= self.end:
            self.now, lane, _number, life = heapq.heappop(self._due)
            wait = next(life, None)
            if wait is not None:
                self.start(life, self.now + dt.timedelta(days=max(wait, 0.02)), lane=lane)


def office_hours(at: dt.datetime, number: int) -> dt.datetime:
    """The same instant, or the next one on a weekday between nine and five, at a minute of its own."""
    local = clock.local(at, ZONE)
    if local.weekday() < 5 and OPENS <= local.hour < CLOSES:
        return at
    day = local.date() + dt.timedelta(days=0 if local.hour < OPENS and local.weekday() < 5 else 1)
    while day.weekday() >= 5:
        day += dt.timedelta(days=1)
    return clock.day_start(day, ZONE) + dt.timedelta(hours=OPENS, minutes=number % 240)
