"""Occupational health: the form, the answer, the support agreed, the decision."""

from __future__ import annotations

from typing import Any

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker

KIND = "occupational_health"
WITH_SUPPORT = 0.28  # design: peer workers are referred, and given support, more often than others
SUPPORT = "Later starts"
STILL_PENDING = 0.3  # design
NOT_NOW = ("health_not_now", "offer_withdrawn")


def health(walker: Walker) -> Life:
    """From the referral to the decision of HR and the manager."""
    yield walker.takes(draws.office)
    demands = ["ward", "distress", "vaccines"] if on_a_ward(walker) else ["distress"]
    body = walker.world.bodies[KIND].pk
    walker.go(KIND, "refer", by="marek", body=body, demands=demands, hoped_start=walker.today + 90 * DAY)
    yield walker.takes(draws.forms)
    walker.go(KIND, "form_arrived", by="marek")
    if walker.fate == "missed_appointment":
        yield from _missed(walker)
    yield walker.takes(draws.occupational_health) + (120 if walker.fate == "late_body" else 0)
    yield from _answered(walker)


def _missed(walker: Walker) -> Life:
    """An appointment that was missed is no reproach: a call suits better, and there is a new day for it."""
    yield 4
    walker.go(KIND, "appointment_made", by="marek", appointment_on=walker.today + 9 * DAY)
    yield 9.2
    walker.go(KIND, "appointment_missed", by="marek")
    walker.go(KIND, "ask_another_way", suits_better="by_phone")
    yield walker.takes(draws.office)
    walker.go(KIND, "appointment_made", by="marek", appointment_on=walker.today + 6 * DAY)
    yield 6.2


def _answered(walker: Walker) -> Life:
    if walker.fate in NOT_NOW:
        _record(walker, outcome="not_now", adjustments=None, review_on=walker.today + 60 * DAY)
        return
    outcome = "fit_with_adjustments" if walker.rng.random() < WITH_SUPPORT else "fit"
    _record(walker, outcome=outcome, adjustments=SUPPORT, review_on=None)
    yield walker.takes(draws.office)
    if on_a_ward(walker):
        yield from _vaccines(walker)
    if outcome != "fit":
        walker.go(KIND, "write_support", adjustments=SUPPORT, review_on=None)
        walker.go(KIND, "agree_support", says="agreed")
    walker.go(KIND, "decide")


def on_a_ward(walker: Walker) -> bool:
    """Whether the role is in the hospital."""
    return walker.person.role in "CDE"


def _vaccines(walker: Walker) -> Life:
    """Most have them already; some wait for the last one, and the decision with them."""
    if walker.rng.random() < STILL_PENDING:
        walker.go(KIND, "record_vaccines", by="marek", vaccines="pending")
        yield walker.takes(draws.occupational_health)
    walker.go(KIND, "record_vaccines", by="marek", vaccines="yes")


def _record(walker: Walker, **answer: Any) -> None:
    walker.go(KIND, "record_result", by="marek", **answer)
