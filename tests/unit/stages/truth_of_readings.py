"""The truth table of the two people who read a form."""

from typing import Any

from tests.unit.stages.asked import found

OF_READINGS: dict[str, list[tuple[Any, bool]]] = {
    "two_have_read": [
        (found("readings", form=False, read=0), True),
        (found("readings", form=True, read=0), False),
        (found("readings", form=True, read=1), False),
        (found("readings", form=True, read=2), True),
        (found("readings", form=True, read=3), True),
    ],
}
