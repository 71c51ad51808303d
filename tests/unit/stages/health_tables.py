"""Truth tables of the rules inside the record of work and health support."""

import datetime as dt
from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.asked import found, told
from tests.unit.stages.histories import DAY, NOW, history, taking

TODAY = NOW.date()
OUTCOMES = ("fit", "fit_with_adjustments", "not_now", "not_fit", "more_information", "no_report", None)
Rows = list[tuple[Taking, bool]]


def record(**values: Any) -> Taking:
    return found("fitness", **values)


def by_outcome(*yes: str | None) -> Rows:
    return [(record(outcome=outcome), outcome in yes) for outcome in OUTCOMES]


def talk(day: dt.date | None) -> Taking:
    return found("appointment", appointment_on=day, missed=0)


def vaccines(said: str | None, *demands: str) -> Taking:
    told_us = {"immunisation": {"vaccines": said}} if said else {}
    return taking(history(findings={"referral": {"demands": list(demands)}, **told_us}))


def review(day: dt.date | None) -> Taking:
    return told(review_on=day)


TABLES: dict[str, Rows] = {
    "not_now_has_a_review": [
        (told(outcome="not_now", review_on=None), False), (told(outcome="not_now", review_on=TODAY), True),
        (told(outcome="fit", review_on=None), True),
    ],
    "review_is_ahead": [(review(None), True), (review(TODAY), False), (review(TODAY - DAY), False), (review(TODAY + DAY), True)],
    "outcome_lets_them_start": by_outcome("fit", "fit_with_adjustments", "no_report"),
    "support_is_agreed": [
        *((record(outcome="fit_with_adjustments", agreed=said), said == "agreed") for said in ("", "asked", "other", "agreed")),
        *((record(outcome="fit", agreed=said), said in ("", "agreed")) for said in ("", "asked", "other", "agreed")),
    ],
    "support_was_written": [(record(agreed=said), bool(said)) for said in ("", "asked", "other", "agreed")],
    "not_a_plain_yes": by_outcome(*OUTCOMES[1:]),
    "health_talk_was_offered": [(record(talk=""), False), (record(talk="offered"), True)],
    "health_talk_is_over": [
        (record(talk=talk), talk in ("held", "declined")) for talk in ("", "offered", "chosen", "held", "declined", "missed")
    ],
    "is_not_for_this_role": by_outcome("not_fit"),
    "health_not_decided": [(record(decision=made), not made) for made in ("", "go_on", "with_support", "not_proceed")],
    "decided_against_role": [(record(decision=made), made == "not_proceed") for made in ("", "go_on", "not_proceed")],
    "appointment_is_near": [
        (told(appointment_on=TODAY + days * DAY), abs(days) <= 90) for days in (-91, -90, 0, 1, 90, 91)
    ],
    "appointment_day_has_come": [
        (talk(TODAY), True), (talk(TODAY - DAY), True), (talk(TODAY + DAY), False), (talk(None), False), (told(), False),
    ],
    "was_asked_to_come": [(talk(TODAY), True), (talk(None), True), (told(), False)],
    "role_asks_for_vaccines": [(vaccines(None, "ward", "vaccines"), True), (vaccines(None, "ward"), False), (told(), False)],
    "vaccines_are_settled": [
        *((vaccines(said, "vaccines"), said in ("yes", "not_applicable")) for said in (None, "yes", "pending", "not_applicable")),
        *((vaccines(said, "ward"), True) for said in (None, "yes", "pending", "not_applicable")),
        (told(), True),
    ],
}  # fmt: skip
