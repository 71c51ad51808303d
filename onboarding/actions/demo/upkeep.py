"""What the organisation itself does meanwhile: a peer signs pathways off before their first person, and a group agrees on more."""

from __future__ import annotations

from onboarding.actions.demo import group
from onboarding.actions.demo.clockwork import ZONE, Clockwork, Life
from onboarding.actions.demo.world import World
from onboarding.actions.sign_off import sign_off
from onboarding.lib import clock
from onboarding.models import Pathway

FROM_THE_FIRST_DAY, LATER = ("0", "A", "B"), ("C", "D", "E")  # pathways by when their newest version is first used
BEFORE = 10  # days between the sign-off and the first person on a new version


def upkeep(world: World, clockwork: Clockwork) -> Life:
    """From the first day to the second year."""
    _sign(world, clockwork, FROM_THE_FIRST_DAY)
    today = clock.local_date(clockwork.now, ZONE)
    yield (world.second_from - today).days - BEFORE
    _sign(world, clockwork, LATER)
    yield BEFORE
    group.agrees_on_more(world, at=clockwork.now)


def _sign(world: World, clockwork: Clockwork, codes: tuple[str, ...]) -> None:
    """Jo, who is open about her own way, has read what the newest version asks of people."""
    for code in codes:
        newest = Pathway.objects.filter(code=code).latest("version")
        sign_off(newest, by=world.staff["jo"], at=clockwork.now)
