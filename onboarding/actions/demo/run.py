"""Make the demo: the world, then everybody's life in the order of time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from onboarding.actions.demo.clockwork import Clockwork, Life
from onboarding.actions.demo.lives import Walker
from onboarding.actions.demo.people import EARLY, Person, people
from onboarding.actions.demo.world import World, make_world
from onboarding.models import Application

MONTHS_BACK = 365


def make_demo(*, end: dt.datetime, count: int = 60, say: Callable[[str], None]) -> World:
    """Sixty applications over the twelve months before `end`. Raises ValueError when the database has people already."""
    if Application.objects.exists():
        raise ValueError("There are people here already. The demo needs a database of its own.")
    world = make_world(end=end.date())
    clockwork = Clockwork(end)
    rng = random.Random(60)  # noqa: S311 - an invented year
    for number, person in enumerate(people(count), start=1):
        life = _told(Walker(person, world, clockwork), number, count, say)
        clockwork.start(life, _applies(person, rng, end))
    clockwork.run()
    return world


def _applies(person: Person, rng: random.Random, end: dt.datetime) -> dt.datetime:
    """Spread over the year; who must get far applies in its first months."""
    span = (300, MONTHS_BACK) if person.fate in EARLY else (90, 330) if person.fate != "goes_on" else (3, MONTHS_BACK)
    return end - dt.timedelta(days=rng.uniform(*span))


def _told(walker: Walker, number: int, count: int, say: Callable[[str], None]) -> Life:
    say(f"{number} of {count}: {walker.person.first_name} {walker.person.surname}")
    return walker.apply()
