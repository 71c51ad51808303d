"""Make the demo: the world, then everybody's life in the order of time."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator

from onboarding.actions.demo import draws, group, lives, suiting, upkeep
from onboarding.actions.demo.clockwork import Clockwork, Life
from onboarding.actions.demo.people import EARLY, GOES_ON, Person, people
from onboarding.actions.demo.walker import Walker, lane
from onboarding.actions.demo.world import World, make_world
from onboarding.models import Application

DAYS_BACK = 548  # 18 months
# Days before the end between which people apply; a third of those who go on do so of late, so that much is open now.
SPANS = {
    GOES_ON: (3, DAYS_BACK), "not_this_time": (20, DAYS_BACK), "reserve": (60, 500), "joins": (4, DAYS_BACK - 8), "just_came": (5, 8),
    "two_abroad": (200, 260), "qualified": (200, 260),
}  # fmt: skip
OF_LATE = (15, 110)
COUNT = 239  # one of them moves to another nation, and so applies twice


def make_demo(*, end: dt.datetime, count: int = COUNT, say: Callable[[str], None]) -> World:
    """240 applications over the 18 months before `end`, or those of fewer people. Raises ValueError where there are people already."""
    if Application.objects.exists():
        raise ValueError("There are people here already. The demo needs a database of its own.")
    start = end - dt.timedelta(days=DAYS_BACK)
    world = make_world(start=start.date(), end=end.date())
    suiting.suit_sites(site for sites in world.sites.values() for site in sites)
    group.open_group(world, at=start)
    clockwork = Clockwork(end)
    rng = draws.dice(60)
    places = (f"{number} of {count}" for number in itertools.count(1))
    for person in people(count):
        life = _told(person, world, clockwork, places, say)
        clockwork.start(life, _applies(person, rng, end), lane=lane(person))
    clockwork.start(upkeep.upkeep(world, clockwork), start, lane=0)
    clockwork.run()
    return world


def _applies(person: Person, rng: random.Random, end: dt.datetime) -> dt.datetime:
    """Spread over the time; who must get far applies in its first half."""
    span = SPANS.get(person.fate, (90, 500)) if person.fate not in EARLY else (420, DAYS_BACK)
    if person.fate == GOES_ON and person.number % 3 == 0:
        span = OF_LATE
    return end - dt.timedelta(days=rng.uniform(*span))


def _told(person: Person, world: World, clockwork: Clockwork, places: Iterator[str], say: Callable[[str], None]) -> Life:
    say(f"{next(places)}: {person.first_name} {person.surname}")
    yield from lives.apply(Walker(person, world, clockwork))
