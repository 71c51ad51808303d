"""A group for mutual support: it writes down what it agreed on, meets people, and lets them go; no check, no day that counts."""

from __future__ import annotations

import datetime as dt

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import Walker
from onboarding.actions.demo.world import World
from onboarding.actions.group import write_agreement
from onboarding.models import Opportunity, Service
from onboarding.queries.groups import CODE

NAME = "Southway peer group"
FIRST_WORDS = "We listen. We do not give advice unless asked.\nWhat is said here stays here.\nAnybody can pass."
LATER_WORDS = f"{FIRST_WORDS}\nPhones stay in the bag. We end on time, with tea."
LEAVES, STAYS = 0.2, 120  # how often somebody leaves again, and after how many days (design)


def open_group(world: World, *, at: dt.datetime) -> None:
    """The group, with its first agreement and an open door."""
    service = Service.objects.create(name=NAME)
    write_agreement(service, FIRST_WORDS, is_open=True, by=world.staff["jo"], at=at)
    world.roles["G"] = [Opportunity.objects.get(service=service, pathway__code=CODE)]


def agrees_on_more(world: World, *, at: dt.datetime) -> None:
    """After a while the group agrees on more. Who said yes before said yes to the words of then."""
    write_agreement(Service.objects.get(name=NAME), LATER_WORDS, is_open=True, by=world.staff["jo"], at=at)


def joins(walker: Walker) -> Life:
    """Somebody meets them; they read what the group agreed on, for as long as they like; some leave one day."""
    yield walker.takes(draws.office_week)
    if walker.fate == "just_came":  # and is to be met yet
        return
    walker.go("membership", "welcome", by="jo")
    yield walker.takes(draws.forms)
    walker.go("membership", "agree", by="jo")
    if walker.rng.random() < LEAVES:
        yield STAYS
        walker.go(None, "leave_group", by="jo")
