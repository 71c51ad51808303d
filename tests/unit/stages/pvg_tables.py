"""Truth tables of the rules that hold in Scotland only, and of their opposites elsewhere."""

from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.histories import DAY, NOW, closing, happened, history, taking

EVERYWHERE = ("ENG", "WLS", "SCT", "NIR")


def there(nation: str, **facts: Any) -> Taking:
    return taking(history(nation=nation), facts=facts)


def ago(*steps: tuple[str, int], nation: str = "SCT") -> Taking:
    """Steps of the check, each so many days ago."""
    return taking(history(*(happened("crb", step, at=NOW - days * DAY) for step, days in steps), nation=nation))


def ended(nation: str, outcome: str, *more: Any) -> Taking:
    return taking(history(closing("crb", outcome=outcome), *more, nation=nation))


def decided(*moves: Any) -> Taking:
    return taking(history(*moves, nation="SCT"), row="crb")


AGAIN = happened("crb", "reopen", at=NOW, source="closed", target="with_applicant")

TABLES: dict[str, list[tuple[Taking, bool]]] = {
    "in_scotland": [(there(nation), nation == "SCT") for nation in EVERYWHERE],
    "paper_is_posted": [(there(nation), nation != "SCT") for nation in EVERYWHERE],
    "membership_is_told": [
        (there(nation, level=level, pvg=pvg), (pvg is not None) == (nation == "SCT" and level == "enhanced_barred"))
        for nation in EVERYWHERE for level in ("no_check", "enhanced", "enhanced_barred") for pvg in (None, "join", "member")
    ],
    "free_at_this_level": [
        (there("ENG", level=level, fee=fee), (level, fee) != ("basic", "free"))
        for level in ("no_check", "basic", "enhanced") for fee in ("free", "paid_role")
    ],
    "fee_of_a_public_body": [
        (there(nation, fee=fee), fee == "free" or nation == "NIR") for nation in EVERYWHERE for fee in ("free", "public_body")
    ],
    "number_of_the_dbs": [
        (there(nation, number="1" * digits), digits == 12 or nation in ("SCT", "NIR")) for nation in EVERYWHERE for digits in (11, 12, 16)
    ],
    "seen_as_the_nation_does": [
        (there(nation, seen=seen), (seen == "shared") == (nation == "SCT"))
        for nation in EVERYWHERE for seen in ("paper", "update_service", "shared")
    ],
    "is_a_member": [
        (taking(history(findings={"eligibility": {"pvg": pvg}})), bool(pvg)) for pvg in ("", "join", "member")
    ],
    "result_was_decided": [
        (decided(), False), (decided(closing("crb")), True), (decided(closing("crb", expires_on=NOW.date() - DAY)), True),
        (decided(closing("crb", outcome="waived")), False), (decided(closing("crb", outcome="brought_in")), False),
    ],
    "membership_is_five_years": [
        (there("SCT", until=NOW.date() + days * DAY), 0 < days <= 1830) for days in (-1, 0, 1, 1826, 1830, 1831)
    ],
    "share_window_is_over": [
        (ago(), False), (ago(("result_ready", 14)), False), (ago(("result_ready", 15)), True),
        (ago(("result_ready", 40), ("share_lapsed", 20)), False),
        (ago(("result_ready", 40), ("share_lapsed", 20), ("result_ready", 3)), False),
    ],
    "shared_in_time": [
        (ago(nation="ENG"), True), (ago(), False), (ago(("submit", 3)), False),
        (ago(("submit", 20), ("result_ready", 14)), True), (ago(("submit", 20), ("result_ready", 15)), False),
        (ago(("result_ready", 9), ("share_lapsed", 3)), False), (ago(("result_ready", 9), ("reopen", 3), ("submit", 2)), False),
    ],
    "pvg_received": [
        *((ended(nation, "waived"), nation != "SCT") for nation in EVERYWHERE),
        (ended("SCT", "satisfied"), True), (ended("SCT", "satisfied", AGAIN), False),
        (ago(("submit", 9)), False), (ago(("submit", 9), ("record_result", 1)), True),
        (ago(("record_result", 9), ("reopen", 1)), False),
        (taking(history(nation="SCT", kinds=("placement",))), False),
    ],
}  # fmt: skip
