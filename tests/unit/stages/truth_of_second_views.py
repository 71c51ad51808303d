"""The truth tables of a second view after a “not yet”."""

from typing import Any

from tests.unit.stages.asked import both, found, told
from tests.unit.stages.histories import DAY, JO, NOW

TODAY = NOW.date()

OF_SECOND_VIEWS: dict[str, list[tuple[Any, bool]]] = {
    "with_other_eyes": [
        (both("said_not_yet", {"people": frozenset({1, 2})}, who=3), True),
        (both("said_not_yet", {"people": frozenset({1, 2})}, who=2), False),
        (both("said_not_yet", {"people": frozenset({1, 2})}, who=None), True),
    ],
    "is_the_one_named": [
        (found("second_view"), False),
        (found("second_view", who_id=JO.pk), True),
        (found("second_view", who_id=JO.pk + 1), False),
    ],
    "next_look_is_near": [
        (told(look_on=TODAY + days * DAY), yes) for days, yes in ((0, False), (1, True), (84, True), (85, False))
    ],
}
