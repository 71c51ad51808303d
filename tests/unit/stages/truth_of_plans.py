"""The truth tables of the readiness plan."""

from typing import Any

from tests.unit.stages.asked import both, found, told
from tests.unit.stages.histories import DAY, NOW

TODAY = NOW.date()
OPEN = {"what": "Ask", "who": "us", "due": "2026-05-01", "done": ""}
DONE = {**OPEN, "done": "2026-04-01"}

OF_PLANS: dict[str, list[tuple[Any, bool]]] = {
    "something_talked_over": [
        (told(role=None, thought_of_break=False), False),
        (told(role="in_place", thought_of_break=False), True),
        (told(role=None, thought_of_break=True), True),
    ],
    "action_is_ahead": [(told(due=TODAY - DAY), False), (told(due=TODAY), True), (told(due=TODAY + DAY), True)],
    "room_for_an_action": [
        (found("plan"), True),
        (found("plan", actions=[OPEN] * 19), True),
        (found("plan", actions=[OPEN] * 20), False),
    ],
    "action_is_open": [
        (both("plan", {}, number=1), False),
        (both("plan", {"actions": [OPEN]}, number=1), True),
        (both("plan", {"actions": [OPEN]}, number=2), False),
        (both("plan", {"actions": [DONE]}, number=1), False),
    ],
    "looked_at_ahead": [
        (told(look_again_on=None), True),
        (told(look_again_on=TODAY), False),
        (told(look_again_on=TODAY + DAY), True),
    ],
}
