"""The truth tables of what is signed off in the training."""

from typing import Any

from tests.unit.stages.asked import both, told
from tests.unit.stages.histories import DAY, NOW

TODAY = NOW.date()

OF_COMPETENCES: dict[str, list[tuple[Any, bool]]] = {
    "signed_until_today": [(told(signed_on=TODAY + days * DAY), yes) for days, yes in ((-1, True), (0, True), (1, False))],
    "not_signed_yet": [
        (both("competences", {}, competence=1), True),
        (both("competences", {"signed": {"2": {}}}, competence=1), True),
        (both("competences", {"signed": {"1": {}}}, competence=1), False),
    ],
}
