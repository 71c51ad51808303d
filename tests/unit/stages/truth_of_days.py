"""The truth tables of selection days."""

from types import SimpleNamespace
from typing import Any

from tests.unit.stages.asked import found
from tests.unit.stages.histories import DAY, JO, NOW, history, taking

TODAY = NOW.date()
SLOT: dict[str, Any] = {"slot": 1}


def slot(**values: Any) -> Any:
    return taking(history(), facts=SLOT, shared={"slot": SimpleNamespace(**values)})


def times(*, theirs: bool = True, **values: Any) -> Any:
    return taking(history(findings={"times": values}, applicant=JO.pk if theirs else None))


def panel(tick: bool | None = None, **values: Any) -> Any:
    return taking(history(findings={"panel": values}), facts={"peer_on_panel": tick})


OF_DAYS: dict[str, list[tuple[Any, bool]]] = {
    "slot_is_free": [(slot(free_places=free), yes) for free, yes in ((2, True), (1, True), (0, False), (-1, False))],
    "slot_is_ahead": [(slot(starts_at=NOW + days * DAY), yes) for days, yes in ((-1, False), (0, False), (1, True))],
    "has_a_slot_ahead": [
        (taking(history(findings={"slot": taken, "meeting": meeting})), yes)
        for taken, meeting, yes in (
            ({}, {}, False),
            ({}, {"starts_at": NOW + DAY}, False),
            ({"slot_id": 1}, {"starts_at": NOW - DAY}, False),
            ({"slot_id": 1}, {"starts_at": NOW + DAY}, True),
        )
    ],
    "has_a_typed_time_ahead": [
        (taking(history(findings={"slot": taken, "meeting": meeting})), yes)
        for taken, meeting, yes in (
            ({}, {}, False),
            ({}, {"starts_at": NOW + DAY}, True),
            ({}, {"starts_at": NOW}, False),
            ({"slot_id": 1}, {"starts_at": NOW + DAY}, False),
        )
    ],
    "meeting_is_ahead": [
        (taking(history(findings={"meeting": meeting})), yes)
        for meeting, yes in (({}, False), ({"starts_at": NOW}, False), ({"starts_at": NOW + DAY}, True))
    ],
    "times_are_free": [
        (found("times", last_free=None), False),
        (found("times", last_free=NOW), False),
        (found("times", last_free=NOW + DAY), True),
    ],
    "the_person_chooses_ours": [
        (times(), True),
        (times(last_day=TODAY - 61 * DAY), True),
        (times(last_day=TODAY - 60 * DAY), False),
        (times(last_day=TODAY + DAY), False),
        (times(theirs=False, last_day=TODAY + DAY), True),
    ],
    "peer_was_confirmed": [
        (panel(None), False),
        (panel(False), False),
        (panel(True), True),
        (panel(None, used=True), True),
    ],
    "peer_was_on_panel": [
        (panel(None), True),
        (panel(True, used=True, lived=False), False),
        (panel(None, used=True, lived=True), True),
    ],
}
