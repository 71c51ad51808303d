"""What must be true inside the record of work and health support."""

from __future__ import annotations

from typing import Any

from onboarding.engine.grammar import rule
from onboarding.stages.fitness_words import MAY_GO_ON
from onboarding.stages.private_talk import SETTLED

READS = ("fitness",)


def found(taking: Any, name: str) -> Any:
    return taking.history.finding("fitness", name)


@rule("An answer of “not now” needs a date to look at it again", needs=("outcome",))
def not_now_has_a_review(taking: Any) -> bool:
    return taking.fact("outcome") != "not_now" or taking.fact("review_on") is not None


@rule("The date to look at it again must be ahead", needs=("review_on",))
def review_is_ahead(taking: Any) -> bool:
    return taking.fact("review_on") is None or taking.fact("review_on") > taking.day


@rule(
    "What Occupational Health told us does not let the person start: ask again, or talk with them about what happens next",
    reads=READS,
)
def outcome_lets_them_start(taking: Any) -> bool:
    return found(taking, "outcome") in MAY_GO_ON


@rule("The support must be agreed with the person first", reads=READS)
def support_is_agreed(taking: Any) -> bool:
    """Whatever support is written down is one that the person said yes to; “yes, with support” needs some."""
    needed = found(taking, "outcome") == "fit_with_adjustments" or found(taking, "agreed")
    return not needed or found(taking, "agreed") == "agreed"


@rule("No support was written down yet", reads=READS)
def support_was_written(taking: Any) -> bool:
    return bool(found(taking, "agreed"))


@rule("They said yes: there is nothing to talk about in private", reads=READS)
def not_a_plain_yes(taking: Any) -> bool:
    return bool(found(taking, "outcome") != "fit")


@rule("A talk about work and health was not offered yet", reads=READS)
def health_talk_was_offered(taking: Any) -> bool:
    return bool(found(taking, "talk"))


@rule("Talk with the person first: record that it was held, or that they would rather not", reads=READS)
def health_talk_is_over(taking: Any) -> bool:
    return found(taking, "talk") in SETTLED


@rule("Only “not for this role” can lead to this. “Not now” is a date to look again; no report is not a no", reads=READS)
def is_not_for_this_role(taking: Any) -> bool:
    return bool(found(taking, "outcome") == "not_fit")


@rule("It was decided already: look at it again first", reads=READS)
def health_not_decided(taking: Any) -> bool:
    return not found(taking, "decision")


@rule("It was not decided that this role does not fit", reads=READS)
def decided_against_role(taking: Any) -> bool:
    return bool(found(taking, "decision") == "not_proceed")
