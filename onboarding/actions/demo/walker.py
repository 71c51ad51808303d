"""One person's walk through the door: their application, their own random numbers, and the people who help."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import ZONE, Clockwork, Life
from onboarding.actions.demo.people import Person
from onboarding.actions.demo.world import World
from onboarding.door import StepRefused, take
from onboarding.lib import clock
from onboarding.models import Application, Proposal, Site, Stage, User
from onboarding.stages.names import ACTIVE, APPLICATION
from onboarding.stages.names import Life as States

DAY = dt.timedelta(days=1)


def lane(person: Person) -> int:
    """Where their lives run; the first lane is the organisation's own."""
    return person.number + 1


class Walker:
    """Takes steps for one person at the simulated present."""

    def __init__(self, person: Person, world: World, clockwork: Clockwork) -> None:
        self.person, self.world, self.clockwork = person, world, clockwork
        self.rng = draws.dice(person.number * 7919 + 11)
        self.fate = person.fate
        self.application: Application
        self.away = False  # ended or resting, until they come back
        self.in_break = False  # by their own wish: our own part goes on, a course does not
        self.heard = clockwork.now  # when something last happened that the person could see

    def begins(self, life: Life, *, after: dt.timedelta = DAY) -> None:
        """Let one more of their lives run beside the others."""
        self.clockwork.start(life, self.now + after, lane=lane(self.person))

    @property
    def now(self) -> dt.datetime:
        """The simulated present."""
        return self.clockwork.now

    @property
    def today(self) -> dt.date:
        """Its day, where the demo is."""
        return clock.local_date(self.now, ZONE)

    @property
    def paid(self) -> bool:
        """Whether the role is paid."""
        return self.application.pathway.engagement == "paid"

    def staff(self, key: str) -> User:
        """A member of staff by their short name."""
        return self.world.staff[key]

    @property
    def site(self) -> Site:
        """The team they are meant for."""
        sites = self.world.sites[self.application.opportunity.service.name]
        return sites[self.person.number % len(sites)]

    def rows(self, kind: str) -> list[Stage]:
        """The stages of a kind, none where the pathway does not ask for it."""
        return list(Stage.objects.filter(application=self.application, kind=kind).order_by("slot"))

    def takes(self, draw: draws.Draw) -> float:
        """How many days something takes them or us now."""
        return draw(self.rng) * draws.season(self.today)

    def go(self, stage: str | Stage | None, step: str, by: str = "priya", confirms: str = "dee", **facts: Any) -> None:
        """Take one step, with a second person where two are asked for. After an ending nothing more happens."""
        if stage is not None and not self.active:
            return
        done = take(self.application, stage, step, by=self.staff(by), at=self.now, tell=False, **facts)
        if isinstance(done, Proposal):
            take(self.application, stage, step, by=self.staff(confirms), at=self.now, tell=False, **facts)
        self.heard = self.now

    def tried(self, stage: str, step: str, by: str = "jo", **facts: Any) -> bool:
        """Whether the step could be taken; what is in the way now may be gone next week."""
        try:
            self.go(stage, step, by=by, **facts)
        except StepRefused:
            return not self.active
        return True

    @property
    def active(self) -> bool:
        """Whether anything more may happen: not after an ending, nor in a break that goes on."""
        state = Application.objects.values_list("state", flat=True).get(pk=self.application.pk)
        return state in ACTIVE and not (self.fate == "paused" and state == States.PAUSED)

    def opened_again(self) -> list[str]:
        """The kinds of the checks that a return has opened once more."""
        last: dict[str, str] = dict(self.application.moves.order_by("number").values_list("kind", "step"))
        return [kind for kind, step in last.items() if step == "reopen" and kind != APPLICATION]

    @property
    def has_role(self) -> bool:
        """Whether they are in role."""
        return Application.objects.filter(pk=self.application.pk, state=States.IN_ROLE).exists()
