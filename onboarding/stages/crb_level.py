"""The criminal record check, before the form: which check the role allows, and who pays."""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import SATISFIED, step
from onboarding.engine.holder import Holder
from onboarding.stages.crb_states import State
from onboarding.stages.eligibility import (
    BASIS,
    BASIS_IN,
    FEES,
    FEES_IN,
    LEVELS,
    LEVELS_IN,
    barred_list_needs_regulated_activity,
    fee_fits,
    level_decided,
    level_not_decided,
    no_check_allowed,
    regulated_activity_needs_barred_list,
    sent_before_us,
)
from onboarding.stages.fees import fee_of_a_public_body, free_at_this_level
from onboarding.stages.names import Party
from onboarding.stages.pvg import MEMBERSHIP_ASK, membership_is_told
from onboarding.stages.shared import in_progress, offer_accepted

CHECKS_IN = {nation: levels[1:] for nation, levels in LEVELS_IN.items()}
BASIS_AND_FEE = (
    Ask("basis", "Why?", form="choice", choices=BASIS, choices_in=BASIS_IN, error="Select why"),
    Ask("fee", "Who pays?", form="choice", choices=FEES, choices_in=FEES_IN, error="Select who pays"),
    MEMBERSHIP_ASK,
)
LEVEL_RULES = (
    in_progress,
    offer_accepted,
    barred_list_needs_regulated_activity,
    regulated_activity_needs_barred_list,
    fee_fits,
    free_at_this_level,
    fee_of_a_public_body,
    membership_is_told,
)


def always(_taking: Any) -> bool:
    return True


class Level(Holder):
    """The eligibility decision, which may be that no check is allowed."""

    @step(
        source=State.WITH_APPLICANT,
        label="Decide which check the role allows",
        permission="check",
        rules=LEVEL_RULES,
        waits_on=Party.HR,
        asks=[
            Ask(
                "level",
                "Which check does this role allow?",
                form="choice",
                choices=LEVELS,
                choices_in=LEVELS_IN,
                error="Select which check the role allows",
            ),
            *BASIS_AND_FEE,
        ],
    )
    def decide_level(self, *, level: str, basis: str, fee: str, pvg: str | None) -> None:
        self.find("eligibility", level=level, basis=basis, fee=fee, pvg=pvg or "")

    @step(
        source=State.WITH_BODY,
        label="Record which check the role allows",
        permission="check",
        rules=[sent_before_us, level_not_decided, *LEVEL_RULES],
        two_people=always,
        asks=[
            Ask(
                "level",
                "Which check does this role allow?",
                form="choice",
                choices=LEVELS[1:],
                choices_in=CHECKS_IN,
                error="Select which check the role allows",
            ),
            *BASIS_AND_FEE,
            Ask(
                "asked_seen",
                "We have seen which check was asked for, and it is not above this",
                form="yes",
                error="Look first at which check was asked for",
            ),
        ],
    )
    def record_level(self, *, level: str, basis: str, fee: str, pvg: str | None, asked_seen: bool) -> None:
        """The form had gone off before the person came into this system: two people say that the law allowed it."""
        self.find("eligibility", level=level, basis=basis, fee=fee, pvg=pvg or "")

    @step(
        source=State.WITH_APPLICANT,
        target=State.CLOSED,
        label="Close: no check is allowed",
        permission="check",
        rules=[in_progress, level_decided, no_check_allowed],
        closes_as=SATISFIED,
        told="You do not need this check.",
    )
    def close_without_check(self) -> None:
        """The role's eligibility decision is that no check may be asked for."""
