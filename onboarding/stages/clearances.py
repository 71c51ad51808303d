"""What must be true before a person meets anyone who uses the service, or does a paid hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.history import History
from onboarding.engine.holder import Holder
from onboarding.stages.pvg import pvg_received, received
from onboarding.stages.shared import in_progress


@rule("The DBS result is not decided", law=True, mend="crb")
def disclosure_decided(taking: Any) -> bool:
    """Safeguarding Vulnerable Groups Act 2006."""
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


@rule("What they did in the last 3 years is not accepted yet", house="reference", mend="employment_history")
def work_history_accepted(taking: Any) -> bool:
    """Part of the references, where the pathway asks for it as a check of its own."""
    history = taking.history
    return not history.rows_of("employment_history") or history.closed("employment_history", taking.effective_at)


@rule("The certificate that the role asks for was not seen", house="qualifications", mend="qualifications")
def qualifications_seen(taking: Any) -> bool:
    return taking.history.closed("qualifications", taking.effective_at)


@rule("The committee has not agreed to this role", house="committee", mend="committee")
def committee_agreed(taking: Any) -> bool:
    return taking.history.closed("committee", taking.effective_at)


@rule("The team has not said yes to this person yet", house="host_acceptance", mend="host_acceptance")
def team_said_yes(taking: Any) -> bool:
    """Where the pathway has the team's yes as a check of its own; elsewhere placement asks for it."""
    history = taking.history
    return not history.rows_of("host_acceptance") or history.closed("host_acceptance", taking.effective_at)


@rule("The readiness plan is not agreed", house="readiness", mend="readiness")
def readiness_agreed(taking: Any) -> bool:
    return taking.history.closed("readiness", taking.effective_at)


@rule("The training is not finished", house="training", mend="training")
def training_done(taking: Any) -> bool:
    return taking.history.closed("training", taking.effective_at)


@rule("The selection is not finished: the offer has not been accepted", house="selection", mend="selection")
def selected(taking: Any) -> bool:
    return taking.history.closed("selection", taking.effective_at)


def too_early(history: History) -> set[tuple[int, str]]:
    """Each standing contact with the name of each clearance the law asks for and that it did not have in time."""
    found = set()
    for contact in history.contacts:
        if not history.closed("crb", contact.effective_at):
            found.add((contact.id, disclosure_decided.name))
        if not received(history, contact.effective_at):
            found.add((contact.id, pvg_received.name))
        if history.paid and not history.closed("right_to_work", contact.effective_at):
            found.add((contact.id, right_to_work_before_pay.name))
    return found


def not_looked_at(history: History) -> set[tuple[int, str]]:
    """Of these, those that two people have not looked at since they came to light.

    A review covers what was known when it was made: what a later correction shows needs one of its own.
    """
    found = too_early(history)
    reviews = [move for move in history.stand if move.step == LOOK] if found else []
    return found.difference(*(too_early(history.until(review.number)) for review in reviews))


@rule("An earlier contact was too early by law: two people must look at it before the next one", law=True)
def no_contact_too_early(taking: Any) -> bool:
    """A correction may show that contact took place before a clearance. That is never hidden, and stops more contact."""
    return not not_looked_at(taking.history)


@rule("No contact was too early, so there is nothing to look at", hides=True)
def some_contact_too_early(taking: Any) -> bool:
    return bool(not_looked_at(taking.history))


LOOK = "look_at_contact"
FOUND = (
    ("supervised", "They were with a supervisor all the time"),
    ("no_harm", "They were alone with people, and nobody came to harm"),
    ("reported", "It was reported to safeguarding, who have answered"),
)


def always(_taking: Any) -> bool:
    return True


def looks_at_contact(*states: str) -> type[Holder]:
    """The compliance review, in the states from which contact would go on. It changes no state and no date."""

    class LooksAtContact(Holder):
        """A contact that was too early stays in the record for ever; two people decide how to go on."""

        @step(
            source=states,
            label="Look at the contact that was too early",
            permission="review_contact",
            rules=[in_progress, some_contact_too_early],
            two_people=always,
            grave=True,
            asks=[
                Ask("found", "What did you find?", form="choice", choices=FOUND, error="Select what you found"),
                Ask(
                    "lead_told",
                    "The safeguarding lead knows",
                    form="yes",
                    error="Tell the safeguarding lead first",
                ),
            ],
        )
        def look_at_contact(self, *, found: str, lead_told: bool) -> None:
            self.code = found

    return LooksAtContact


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
    pvg_received,
    right_to_work_before_pay,
    health_decided,
    identity_seen,
    references_accepted,
    work_history_accepted,
    qualifications_seen,
    committee_agreed,
    team_said_yes,
    readiness_agreed,
    no_contact_too_early,
)
HOUSE_RULES = (
    "selection",
    "shortlisting",
    "readiness",
    "occupational_health",
    "identity",
    "reference",
    "qualifications",
    "committee",
    "training",
    "host_acceptance",
    "supervisor",
    "overseas",
)
