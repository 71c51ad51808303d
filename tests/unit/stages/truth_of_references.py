"""When each rule of a reference says yes, and when no."""

from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.asked import both, told
from tests.unit.stages.histories import DAY, NOW, closing, happened, history, taking

EARLY, LATE = NOW - 3 * DAY, NOW


def reminded(*steps: str) -> Taking:
    return taking(history(*(happened("reference", step) for step in steps)), row="reference")


OF_REFERENCES: dict[str, list[tuple[Any, bool]]] = {
    "can_be_reached": [
        (told(name="Rosa Marsh", email=None, phone=None), False),
        (told(name="Rosa Marsh", email="rosa@groups.example", phone=None), True),
        (told(name="Rosa Marsh", email=None, phone="01632 960 200"), True),
    ],
    "another_person": [
        (both("referee", {}, name="Rosa", email="rosa@groups.example"), True),
        (both("referee", {"email": "tom@groups.example", "phone": ""}, email="rosa@groups.example"), True),
        (both("referee", {"email": "Rosa@groups.example", "phone": ""}, email="rosa@groups.example"), False),
        (both("referee", {"email": "", "phone": "01632 960 200"}, email=None, phone="01632 960 200"), False),
        (both("referee", {"email": "", "phone": ""}, email=None, phone="01632 960 200"), True),
    ],
    "role_gives_nothing_away": [
        (told(role_words=words, knows=knows), words != "peer" or knows == "yes")
        for words in ("peer", "support_worker", "volunteer")
        for knows in ("yes", "no", "not_sure")
    ],
    "absence_after_the_offer": [
        (taking(history(), facts={"template": "before_offer"}), True),
        (taking(history(), facts={"template": "after_offer"}), False),
        (taking(history(closing("selection")), facts={"template": "after_offer"}), True),
        (taking(history(closing("selection", at=LATE)), facts={"template": "after_offer"}, when=EARLY), False),
    ],
    "reminder_left": [
        (reminded(), True),
        (reminded("ask", "remind"), True),
        (reminded("ask", "remind", "remind"), False),
        (reminded("ask", "remind", "remind", "referee_cannot", "ask", "remind"), True),
    ],
}
