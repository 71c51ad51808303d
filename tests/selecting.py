"""Selection days and forms for tests: a day with its times and its panel, a person who wrote something."""

import datetime as dt
import json

from onboarding.models import Answer, Application, PanelMember, SelectionDay, Service, Slot
from tests.making import DAY, HOUR, opportunity, team


def selection_day(
    day: dt.date, *, places: int = 1, count: int = 2, service: Service | None = None, opened: bool = True, pathway: str = "B"
) -> SelectionDay:
    """A selection day of a role with so many times an hour apart, open, with the team on its panel: Jo One is there as a peer."""
    role = opportunity(pathway, service)
    first, second = team()
    start = dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC)
    made = SelectionDay.objects.create(
        service=role.service, day=day, how="in_person", place=f"Room {SelectionDay.objects.count() + 1}",
        opened_at=start - 300 * DAY if opened else None,
    )  # fmt: skip
    made.opportunities.add(role)
    for number in range(count):
        Slot.objects.create(day=made, starts_at=start + number * HOUR, places=places)
    PanelMember.objects.create(day=made, user=first, lived_experience=True)
    PanelMember.objects.create(day=made, user=second)
    return made


def written(app: Application) -> None:
    """They wrote a form, on paper: why this role."""
    why = json.dumps({"words": "I would like to give something back"})
    Answer.objects.create(application=app, part="why", words=why, saved_at=app.created_at, saved_by=team()[0])
