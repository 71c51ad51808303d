"""What must be true before a person meets anyone who uses the service, or does a paid hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onboarding.engine.grammar import rule


@rule("The DBS result is not decided", law=True, mend="crb")
def disclosure_decided(taking: Any) -> bool:
    """Safeguarding Vulnerable Groups Act 2006; in Scotland PVG must be received before the regulated part starts."""
    return taking.history.closed("crb", taking.effective_at)


@rule("The right to work was not checked before the first paid hour", law=True, mend="right_to_work")
def right_to_work_before_pay(taking: Any) -> bool:
    """Immigration, Asylum and Nationality Act 2006 s.15; training is paid time too. Volunteers: no check is needed."""
    return not taking.history.paid or taking.history.closed("right_to_work", taking.effective_at)


@rule("The work and health support check is not decided", house="occupational_health", mend="occupational_health")
def health_decided(taking: Any) -> bool:
    return taking.history.closed("occupational_health", taking.effective_at)


@rule("The proof of identity was not seen", house="identity", mend="identity")
def identity_seen(taking: Any) -> bool:
    return taking.history.closed("identity", taking.effective_at)


@rule("The references are not all in and accepted", house="reference", mend="reference")
def references_accepted(taking: Any) -> bool:
    return taking.history.closed("reference", taking.effective_at)


@rule("The readiness plan is not agreed", house="readiness", mend="readiness")
def readiness_agreed(taking: Any) -> bool:
    return taking.history.closed("readiness", taking.effective_at)


@rule("The training is not finished", house="training", mend="training")
def training_done(taking: Any) -> bool:
    return taking.history.closed("training", taking.effective_at)


@rule("The selection is not finished: the offer has not been accepted", house="selection", mend="selection")
def selected(taking: Any) -> bool:
    return taking.history.closed("selection", taking.effective_at)


@rule("An earlier contact was too early by law: it must be looked at before the next one", law=True)
def no_contact_too_early(taking: Any) -> bool:
    """A correction may show that contact took place before a clearance. That is never hidden, and stops more contact."""
    history = taking.history
    return all(
        history.closed("crb", contact.effective_at)
        and (not history.paid or history.closed("right_to_work", contact.effective_at))
        for contact in history.contacts
    )


ALL_CLEAR = "all_clear"  # the letter that the closing of the last check brings
AFTER_THE_OFFER = ["selection"]


def news(stages: Iterable[Any], closed: int | None) -> tuple[str, ...]:
    """The letter that says all checks are done, when the stage `closed` was the last that the offer had opened."""
    checks = [stage for stage in stages if stage.opens_after == AFTER_THE_OFFER]
    last = any(stage.pk == closed and stage.state == "closed" for stage in checks)
    return (ALL_CLEAR,) if last and all(stage.state == "closed" for stage in checks) else ()


BEFORE_CONTACT = (
    selected,
    disclosure_decided,
    right_to_work_before_pay,
    health_decided,
    identity_seen,
    references_accepted,
    readiness_agreed,
    no_contact_too_early,
)
HOUSE_RULES = (
    "selection",
    "readiness",
    "occupational_health",
    "identity",
    "reference",
    "training",
    "host_acceptance",
    "supervisor",
)
