"""A certificate the person has already, from elsewhere or from an earlier role with us: used again through the Update Service.

The DBS lets it stand for a new check only where a new one could be asked for: the same level, the same workforce, with the
person’s yes, and with the paper original seen. What stands on it is recorded as with any other.
"""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.eligibility import LEVELS, level_decided, some_check_allowed
from onboarding.stages.shared import in_progress, offer_accepted
from onboarding.stages.tracking import has_an_update_service, in_the_update_service

WORKFORCES = (
    ("adult", "Adult workforce"),
    ("child", "Child workforce"),
    ("both", "Child and adult workforce"),
    ("other", "Other workforce"),
)
OF_OUR_ROLES = "adult"  # every level and reason that can be decided for a role is one of work with adults
NOT_THE_LEVEL = "The certificate must be of the very level decided for this role: ask for a new check"
NOT_THE_WORKFORCE = "The certificate must be for the adult workforce, and for no other: ask for a new check"
NOT_SEEN = "Record the certificate they have first: the Update Service counts for its own level and workforce only"


@rule(NOT_THE_LEVEL, law=True, needs=("level",), reads=("eligibility",))
def of_the_same_level(taking: Any) -> bool:
    """A lower one does not do, and of a higher one we may not look at the status (Police Act 1997)."""
    return bool(taking.fact("level") == taking.history.finding("eligibility", "level"))


@rule(NOT_THE_WORKFORCE, law=True, needs=("workforce",))
def of_the_same_workforce(taking: Any) -> bool:
    """What the police add depends on the workforce that was asked about."""
    return bool(taking.fact("workforce") == OF_OUR_ROLES)


@rule(NOT_SEEN, law=True, needs=("seen",), reads=("held_certificate", "eligibility"))
def certificate_was_held(taking: Any) -> bool:
    """Asked again with the result: the level may have been decided anew since."""
    if taking.fact("seen") != "update_service":
        return True
    held = taking.history.finding("held_certificate", "level")
    return held is not None and held == taking.history.finding("eligibility", "level")


class HeldAlready(Holder):
    """The step by which somebody needs no new form. It is an inner one: that a form followed after all would tell something."""

    @step(source="with_applicant", label="Record the certificate they have", permission="record_disclosure", inner=True,
          rules=[
              in_progress, offer_accepted, has_an_update_service, level_decided, some_check_allowed, in_the_update_service,
              of_the_same_level, of_the_same_workforce,
          ],
          asks=[
              Ask("level", "Which level is it?", form="choice", choices=LEVELS[2:], restricted=True,
                  error="Select the level on the certificate"),
              Ask("workforce", "Which workforce does it name?", form="choice", choices=WORKFORCES, restricted=True,
                  hint="It stands under “Position applied for”.", error="Select the workforce on the certificate"),
              Ask("original", "I saw the paper original", form="yes", restricted=True, error="See the paper original first"),
          ])  # fmt: skip
    def see_certificate(self, *, level: str, workforce: str, original: bool) -> None:
        """Then the status check says at once whether anything is new since; if so, a new form is sent as for anybody else."""
        self.find("held_certificate", level=level, workforce=workforce)
