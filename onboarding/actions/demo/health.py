"""Occupational health: the form, the answer, the support agreed, the decision."""

from __future__ import annotations

from typing import Any

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker

KIND = "occupational_health"
WITH_SUPPORT = 0.28  # design: peer workers are referred, and given support, more often than others
SUPPORT = "Later starts"
NOT_NOW = ("health_not_now", "offer_withdrawn")


def health(walker: Walker) -> Life:
    """From the referral to the decision of HR and the manager."""
    yield walker.takes(draws.office)
    demands = ["ward", "distress"] if walker.person.role in "CDE" else ["distress"]
    body = walker.world.bodies[KIND].pk
    walker.go(KIND, "refer", by="marek", body=body, demands=demands, hoped_start=walker.today + 90 * DAY)
    yield walker.takes(draws.forms)
    walker.go(KIND, "form_arrived", by="marek")
    if walker.fate == "missed_appointment":
        yield from _missed(walker)
    yield walker.takes(draws.occupational_health) + (120 if walker.fate == "late_body" else 0)
    yield from _answered(walker)


def _missed(walker: Walker) -> Life:
    """An appointment that was missed is no reproach: another one is made."""
    yield 4
    walker.go(KIND, "appointment_made", by="marek")
    yield 9
    walker.go(KIND, "ask_again", by="marek")
    yield walker.takes(draws.forms)
    walker.go(KIND, "form_arrived", by="marek")


def _answered(walker: Walker) -> Life:
    if walker.fate in NOT_NOW:
        _record(walker, outcome="not_now", adjustments=None, review_on=walker.today + 60 * DAY)
        return
    outcome = "fit_with_adjustments" if walker.rng.random() < WITH_SUPPORT else "fit"
    _record(walker, outcome=outcome, adjustments=SUPPORT, review_on=None)
    yield walker.takes(draws.office)
    if outcome != "fit":
        walker.go(KIND, "write_support", adjustments=SUPPORT, review_on=None)
        walker.go(KIND, "agree_support", says="agreed")
    walker.go(KIND, "decide")


def _record(walker: Walker, **answer: Any) -> None:
    walker.go(KIND, "record_result", by="marek", **answer)
