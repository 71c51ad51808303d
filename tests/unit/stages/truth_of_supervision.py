"""The truth tables of supervision, of reviews and of the sessions of a week."""

from typing import Any

from tests.unit.stages.asked import both, found, told
from tests.unit.stages.histories import DAY, NOW, happened, history, taking

TODAY = NOW.date()
NOTHING = dict.fromkeys(("action_1", "who_1", "due_1", "action_2", "who_2", "due_2"))
WHOLE = {"action_1": "team", "who_1": "us", "due_1": TODAY}
OPEN = {"what": "team", "who": "us", "due": "2026-05-01", "done": ""}
STARTED = happened("placement", "start", at=NOW - 30 * DAY)
TALKED = happened("placement", "log_supervision", at=NOW - 9 * DAY)
MISSED = happened("placement", "supervision_missed", at=NOW - DAY)
ANSWERED = happened("placement", "answer_supervision", at=NOW - DAY)


def late(*moves: Any, due: Any = TODAY - DAY) -> Any:
    return taking(history(*moves, findings={"support_dates": {"supervision_due": due}}))


def back(days: int) -> Any:
    return happened("application", "resume", at=NOW - days * DAY)


def reviewed(outcome: str | None, due: Any) -> Any:
    return taking(history(findings={"review": {"outcome": outcome} if outcome else {}, "support_dates": {"review_due": due}}))


def sessions(count: int, most: int = 2, *, days: int = 0) -> Any:
    held = [happened("placement", "log_session", at=NOW - days * DAY) for _each in range(count)]
    return taking(history(*held, findings={"match": {"sessions_a_week": most}}), facts={"minutes": 60})


OF_SUPERVISION: dict[str, list[tuple[Any, bool]]] = {
    "actions_are_whole": [
        (told(**NOTHING), True),
        (told(**{**NOTHING, **WHOLE}), True),
        (told(**{**NOTHING, **WHOLE, "due_1": TODAY - DAY}), False),
        (told(**{**NOTHING, **WHOLE, "who_1": None}), False),
        (told(**{**NOTHING, "due_2": TODAY}), False),
    ],
    "supervision_action_is_open": [
        (both("supervision", {}, number=1), False),
        (both("supervision", {"actions": [OPEN]}, number=1), True),
        (both("supervision", {"actions": [OPEN]}, number=2), False),
        (both("supervision", {"actions": [{**OPEN, "done": "2026-04-30"}]}, number=1), False),
    ],
    "supervision_was_written": [
        (taking(history()), False),
        (taking(history(TALKED)), True),
        (taking(history(TALKED, ANSWERED)), False),
        (taking(history(TALKED, ANSWERED, TALKED)), True),
    ],
    "supervision_is_late": [
        (late(STARTED), True),
        (late(STARTED, due=TODAY), False),
        (late(STARTED, due=None), False),
        (late(STARTED, MISSED), False),
        (late(STARTED, MISSED, TALKED), True),
        (late(due=TODAY - DAY), False),
        (late(STARTED, back(6)), False),
        (late(STARTED, back(8)), True),
    ],
    "extension_has_an_end": [
        (told(outcome="extend", weeks=4), True),
        (told(outcome="extend", weeks=None), False),
        (told(outcome="going_well", weeks=None), True),
        (told(outcome="going_well", weeks=4), False),
    ],
    "review_stands": [
        (reviewed(None, None), False),
        (reviewed("going_well", None), True),
        (reviewed("more_support", TODAY + DAY), True),
        (reviewed("going_well", TODAY), False),
        (reviewed("extend", None), False),
        (reviewed("another_team", None), False),
    ],
    "sessions_within_the_week": [
        (sessions(1), True),
        (sessions(2), False),
        (sessions(2, days=1), True),
        (both("match", {}, minutes=60), True),
        (found("match", sessions_a_week=1), True),
    ],
}
