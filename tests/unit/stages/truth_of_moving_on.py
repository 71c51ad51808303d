"""The truth tables of promises about later jobs."""

from typing import Any

from tests.unit.stages.asked import both, found, told
from tests.unit.stages.histories import DAY, NOW

TODAY = NOW.date()
OPEN = {"what": "reference", "owner": 1, "by": "2026-07-01", "kept": ""}

OF_MOVING_ON: dict[str, list[tuple[Any, bool]]] = {
    "promise_is_ahead": [(told(by_day=TODAY - DAY), False), (told(by_day=TODAY), True)],
    "promise_is_open": [
        (both("later_promise", {}, number=1), False),
        (both("later_promise", {"promises": [OPEN]}, number=1), True),
        (both("later_promise", {"promises": [OPEN]}, number=2), False),
        (both("later_promise", {"promises": [{**OPEN, "kept": "2026-06-01"}]}, number=1), False),
    ],
    "room_for_a_promise": [(found("later_promise"), True), (found("later_promise", promises=[OPEN] * 10), False)],
}
