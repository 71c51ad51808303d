"""When each rule about a committee's or a team's yes says yes, and when no."""

from types import SimpleNamespace
from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.asked import told
from tests.unit.stages.histories import DAY, NOW, ROLE, closing, happened, history, taking

TODAY = NOW.date()


def approval(**values: Any) -> Taking:
    row = SimpleNamespace(**{"current": True, "role": ROLE, "expires_on": TODAY, **values})
    return taking(history(), facts={"approval": 1}, shared={"approval": row})


def of_committee(*steps: str) -> Taking:
    return taking(history(*(happened("committee", step) for step in steps)), row="committee")


def sites(chosen: int | None, approved: int | None, **facts: Any) -> Taking:
    match, site = ({"site_id": chosen} if chosen else {}), ({"site_id": approved} if approved else {})
    return taking(history(findings={"match": match, "approved_site": site}), facts=facts)


def practice(site: int, approved: int | None) -> Taking:
    found = {"site_id": approved} if approved else {}
    return taking(history(findings={"approved_site": found}), facts={"site": site})


YES, CHANGED = closing("host_acceptance"), happened("placement", "change_team")
OF_BODIES: dict[str, list[tuple[Any, bool]]] = {
    "approval_covers": [
        (approval(), True),
        (approval(expires_on=TODAY - DAY), False),
        (approval(role="Another role"), False),
        (approval(current=False), False),
    ],
    "meeting_is_near": [
        (told(meets_on=TODAY), False),
        (told(meets_on=TODAY + DAY), True),
        (told(meets_on=TODAY + 100 * DAY), True),
        (told(meets_on=TODAY + 101 * DAY), False),
    ],
    "not_put_off_yet": [
        (of_committee("put_on_agenda"), True),
        (of_committee("put_on_agenda", "put_off"), False),
        (of_committee("put_on_agenda", "put_off", "wants_changes", "put_on_agenda"), True),
    ],
    "approval_ends": [
        (told(until=TODAY), False),
        (told(until=TODAY + DAY), True),
        (told(until=TODAY + 3 * 366 * DAY), True),
        (told(until=TODAY + (3 * 366 + 1) * DAY), False),
    ],
    "team_agreed_before": [
        (taking(history()), False),
        (taking(history(YES)), True),
        (taking(history(YES, CHANGED)), False),
        (taking(history(CHANGED, YES)), True),
        (taking(history(closing("host_acceptance", expires_on=TODAY - DAY))), False),
    ],
    "site_is_approved": [(sites(7, 7), True), (sites(7, 8), False), (sites(None, None), False), (sites(7, None), False)],
    "practice_site_is_approved": [(practice(7, 7), True), (practice(7, 8), False), (practice(7, None), False)],
}  # fmt: skip
