"""Truth tables of the rules between the form and the certificate."""

import datetime as dt
from typing import Any

from onboarding.engine.history import Taking
from onboarding.stages.tracking import AGAIN, AGED
from tests.unit.stages.histories import DAY, NOW, happened, history, taking

TODAY = NOW.date()


def told(**facts: Any) -> Taking:
    return taking(history(), facts=facts)


def found(code: str, values: dict[str, Any], **facts: Any) -> Taking:
    return taking(history(findings={code: values}), facts=facts)


def there(nation: str, *moves: Any, **facts: Any) -> Taking:
    return taking(history(*moves, nation=nation), facts=facts)


def of_level(level: str, nation: str, answer: str | None) -> Taking:
    return taking(history(nation=nation, findings={"eligibility": {"level": level}}), facts={"update_service": answer})


def seen_as(how: str, held: str | None) -> Taking:
    """A result seen so, where the role allows an enhanced check and somebody had a certificate of some level."""
    known: dict[str, dict[str, Any]] = {"eligibility": {"level": "enhanced"}, "held_certificate": {"level": held}}
    return taking(history(findings=known), facts={"seen": how})


def after(step: str, days: int) -> Taking:
    return taking(history(happened("crb", step, at=NOW - days * DAY)))


def again(*steps: str) -> Taking:
    return taking(history(*(happened("crb", step) for step in steps)))


def shown(stage: str, since: dt.date | None) -> Taking:
    return found("tracking", {"stage_shown": stage, "since": since})


LATER = (taking(history(happened("crb", "submit", at=NOW)), when=NOW - DAY), False)

TABLES: dict[str, list[tuple[Taking, bool]]] = {
    "papers_seen": [
        (taking(history()), False), (after("see_papers", 1), True), (after("send_form", 1), False),
        (again("see_papers", "reopen"), False), (again("reopen", "see_papers"), True),
    ],
    "other_route_has_a_reason": [
        (told(route="1", why=None), True), (told(route="2", why=None), False), (told(route="3", why="too_dear"), True),
    ],
    "update_service_is_there": [
        (of_level(level, nation, answer), answer in (None, "none") or (nation in ("ENG", "WLS") and level != "basic"))
        for nation in ("ENG", "WLS", "SCT", "NIR") for answer in ("consent", "no", "none", None) for level in ("basic", "enhanced")
    ],
    "update_service_was_asked_about": [
        (there(nation, update_service=answer), answer is not None or nation in ("SCT", "NIR"))
        for nation in ("ENG", "WLS", "SCT", "NIR") for answer in ("consent", "no", "none", None)
    ],
    "of_the_same_level": [
        (found("eligibility", {"level": "enhanced"}, level=level), level == "enhanced")
        for level in ("standard", "enhanced", "enhanced_barred")
    ],
    "of_the_same_workforce": [(told(workforce=which), which == "adult") for which in ("adult", "child", "both", "other")],
    "certificate_was_held": [
        (seen_as("paper", None), True), (seen_as("update_service", None), False), (seen_as("update_service", "standard"), False),
        (seen_as("update_service", "enhanced"), True),
    ],
    "has_an_update_service": [(there(nation), nation in ("ENG", "WLS")) for nation in ("ENG", "WLS", "SCT", "NIR")],
    "agreed_to_be_checked": [
        (found("seen_papers", {"update_service": "no"}, seen="paper"), True),
        (found("seen_papers", {"update_service": "no"}, seen="update_service"), False),
        (found("seen_papers", {}, seen="update_service"), False),
        (found("seen_papers", {"update_service": "consent"}, seen="update_service"), True),
    ],
    "in_the_update_service": [
        (found("seen_papers", {"update_service": answer}), answer == "consent") for answer in ("consent", "no", "none")
    ],
    "has_a_tracker": [(there(nation), nation in ("ENG", "WLS")) for nation in ("ENG", "WLS", "SCT", "NIR")],
    "long_with_the_police": [
        (shown("4", TODAY - AGED), True), (shown("4", TODAY - AGED + DAY), False), (shown("5", TODAY - AGED), False),
        (found("tracking", {}), False),
    ],
    "not_asked_lately": [
        (taking(history()), True), (after("escalate", 13), False), (after("escalate", AGAIN.days), True),
    ],
    "form_was_sent": [(taking(history()), False), (after("submit", 1), True), LATER, (again("submit", "reopen"), False)],
}  # fmt: skip
