"""Vaccines that a place of work asks for: cleared, pending or not applicable, and not one word more. Only where the role asks for them.

Which, when, and why not is between the person and Occupational Health. Until they say yes nobody meets people who use the
service: not by a rule of its own, which would tell everybody, but since the check is not decided.
"""

from __future__ import annotations

from typing import Any

from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.disclosure_words import choice
from onboarding.stages.job_demands import VACCINES
from onboarding.stages.shared import in_progress

CLEARED = (("yes", "Yes"), ("pending", "Pending"), ("not_applicable", "Not applicable"))
IS_SETTLED = frozenset({"yes", "not_applicable"})


@rule("This role asks for no vaccines", reads=("referral",), hides=True)
def role_asks_for_vaccines(taking: Any) -> bool:
    return VACCINES in taking.history.finding("referral", "demands", [])


@rule(
    "This role asks for vaccines, and Occupational Health has not said yes to that yet",
    house="occupational_health",
    reads=("referral", "immunisation"),
)
def vaccines_are_settled(taking: Any) -> bool:
    """Asked of the decision: it is what contact with people who use the service waits for."""
    return not role_asks_for_vaccines(taking) or taking.history.finding("immunisation", "vaccines") in IS_SETTLED


class Vaccines(Holder):
    """One answer of Occupational Health, which may change from pending to yes."""

    @step(source=("with_body", "being_considered"), label="Record the vaccines", permission="record_fitness", inner=True,
          rules=[in_progress, role_asks_for_vaccines],
          asks=[choice("vaccines", "Are the vaccines cleared?", CLEARED, "Select if the vaccines are cleared")])  # fmt: skip
    def record_vaccines(self, *, vaccines: str) -> None:
        """Only the answer: no result, no date, no reason."""
        self.find("immunisation", vaccines=vaccines)
