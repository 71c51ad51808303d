"""The selection day that is next: Jo, who is open about her own way, and two others meet people; some have chosen a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db.models import QuerySet

from onboarding.actions.demo.world import ROLES, World
from onboarding.actions.interests import declare
from onboarding.actions.save_answers import save_part
from onboarding.actions.selection_days import arrange, open_day, seat
from onboarding.actions.shortlist import save_reading
from onboarding.door import take
from onboarding.door.held import ZONE
from onboarding.models import Application, Opportunity, SelectionDay
from onboarding.stages.application_form import BY_CODE
from onboarding.stages.application_form import HERE as HERE_WRITTEN
from onboarding.stages.names import Life
from onboarding.stages.selection_days import HERE

AHEAD, TIMES, CHOSE = 14, 5, 3
WROTE = (
    ("I got a lot of help from other people. I would like to give some back.", "I would listen first. I would say that things can change."),
    ("I like being with people and I keep my word.", "I know what waiting feels like. I would stay with somebody while they wait."),
)
PANEL = ("jo", "dee", "priya")


def selecting(world: World, *, end: dt.datetime) -> None:
    """A day in two weeks where most people wait for a time, open; the first people who wait for a time have one."""
    jo, day = world.staff["jo"], _next_weekday(end.date() + dt.timedelta(days=AHEAD))
    roles = _roles(world)
    first = dt.datetime.combine(day, dt.time(10), tzinfo=ZONE)
    made = arrange(
        roles=[role.pk for role in roles], day=day, how="in_person", place="14 Mill Lane, Croydon",
        starts=[first + number * dt.timedelta(hours=1) for number in range(TIMES)], places=1, by=jo, at=end,
    )  # fmt: skip
    for key in PANEL:
        seat(made, world.staff[key].pk, by=jo, at=end)
    open_day(made, by=jo, at=end)
    _choose(world, made, end)
    _forms(world, end)


def _waiting() -> QuerySet[Application]:
    return Application.objects.filter(state=Life.IN_PROGRESS, stages__kind="selection", stages__state=HERE)


def _roles(world: World) -> list[Opportunity]:
    """The roles of the service in which most people wait for a time; in Croydon where nobody does."""
    most = Counter(_waiting().values_list("opportunity__service", flat=True)).most_common(1)
    every = [role for key in ROLES for role in world.roles[key]]
    return [role for role in every if role.service_id == (most[0][0] if most else world.roles["B"][0].service_id)]


def _choose(world: World, day: SelectionDay, end: dt.datetime) -> None:
    people = _waiting().filter(opportunity__in=day.opportunities.all()).order_by("pk")[:CHOSE]
    for number, (person, slot) in enumerate(zip(people, day.slots.order_by("starts_at"), strict=False)):
        now = max(person.moves.latest("number").recorded_at, end)
        take(person, "selection", "choose_slot", by=world.staff["priya"], at=now, tell=False, slot=slot.pk)
        declare(person, stands_down=number == 1, by=world.staff["dee"], at=now)
        declare(person, stands_down=False, by=world.staff["jo"], at=now)


def _forms(world: World, end: dt.datetime) -> None:
    """Whoever waits to be invited wrote a form; Jo has read every second one."""
    waiting = Application.objects.filter(state=Life.IN_PROGRESS, stages__kind="selection", stages__state="shortlisting")
    for number, person in enumerate(waiting.select_related("opportunity").order_by("pk")):
        now = max(person.moves.latest("number").recorded_at, end)
        save_part(person, BY_CODE["telling"], {"how": HERE_WRITTEN}, by=world.staff["priya"], at=now, expected_version=0)
        for part, words in zip(("why", "experience"), WROTE[number % len(WROTE)], strict=True):
            save_part(person, BY_CODE[part], {"words": words}, by=world.staff["priya"], at=now, expected_version=0)
        if number % 2:
            save_reading(person, "invite", [], by=world.staff["jo"], at=now)


def _next_weekday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
