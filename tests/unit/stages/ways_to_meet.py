"""The ways to a time on a selection day, and to a second view after a “not yet”."""

from __future__ import annotations

from collections.abc import Callable

from onboarding.door import take
from onboarding.models import User
from tests.making import DAY, team
from tests.unit.stages.scenes import Scene, a_day_for


def looked_at_again(scene: Scene) -> None:
    """Two of the team said “not yet”, and a coordinator looks again."""
    scene.to("readiness.booked")
    for person in team():
        take(scene.app, "readiness", "not_yet", by=person, at=scene.now, reason="role", review_on=scene.today + 30 * DAY)
    scene.take("readiness", "ask_look_again", who=scene.cast["coordinator"].pk)


def name_them(scene: Scene, person: User) -> None:
    """Only the one who was named may say what they think."""
    take(scene.app, "readiness", "name_who_looks", by=team()[0], at=scene.now, who=person.pk)


AS_NAMED: dict[tuple[str, str], Callable[[Scene, User], None]] = {
    ("readiness", "see_it_differently"): name_them,
    ("readiness", "see_it_alike"): name_them,
}


def times_are_free(scene: Scene) -> None:
    a_day_for(scene)


def with_a_slot(scene: Scene) -> None:
    """They have the first time of a selection day."""
    scene.start()
    scene.to("selection.with_applicant")
    scene.take("selection", "choose_slot", slot=a_day_for(scene).slots.earliest("starts_at").pk)


def with_a_typed_time(kind: str) -> Callable[[Scene], None]:
    """They have a time ahead that no selection day gave."""

    def way(scene: Scene) -> None:
        scene.start()
        scene.to(f"{kind}.with_applicant")
        scene.take(kind, "book", starts_at=scene.now + DAY, how="phone", place="")

    return way
