"""Checks carried over, from an earlier application of the same person or from elsewhere, so that nobody is asked twice for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import SATISFIED, Rule, rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.shared import in_progress

A_YEAR, HALF_A_YEAR = dt.timedelta(days=366), dt.timedelta(days=183)
SEEN = (
    ("original", "The original paper"),
    ("online", "The online check of whoever issued it"),
    ("letter", "A letter of the organisation that checked"),
)
EARLIER = (
    Ask("earlier", "Which earlier check?", form="row", row="earlier", error="Select which earlier check"),
    Ask(
        "until", "Until when does it hold?", form="date", required=False, hint="Not after the end of the earlier check"
    ),
    Ask("consent", "They agree that we use it again", form="yes", error="Ask them first"),
)
ELSEWHERE = (
    Ask("organisation", "Which organisation checked?", longest=120, error="Enter the organisation that checked"),
    Ask("seen", "What did you see?", form="choice", choices=SEEN, error="Select what you saw"),
    Ask("checked_on", "When was it checked?", form="date"),
    Ask("until", "Until when does it hold?", form="date", required=False, hint="Leave empty when it has no end"),
    Ask("consent", "They agree that we use it", form="yes", error="Ask them first"),
)
TOLD = "You have done this before. You do not need to do it again."


@rule("The earlier check must be one of the same person, and of the same kind", needs=("earlier",))
def earlier_is_theirs(taking: Any) -> bool:
    earlier = taking.shared["earlier"]
    same = earlier.application.applicant_id == taking.history.person and earlier.kind == taking.row.kind
    return bool(same and earlier.pk not in {row.id for row in taking.history.rows})


@rule("The earlier check does not stand: it was never done, was done without, or has run out", needs=("earlier",))
def earlier_stands(taking: Any) -> bool:
    closing = taking.shared["earlier"].clearance
    stands = closing is not None and closing.outcome == SATISFIED and closing.effective_at <= taking.effective_at
    return bool(stands and (closing.expires_on is None or closing.expires_on >= taking.day))


@rule("It cannot hold longer than the earlier check did", needs=("earlier", "until"))
def holds_no_longer(taking: Any) -> bool:
    closing, until = taking.shared["earlier"].clearance, taking.fact("until")
    if closing is None or closing.expires_on is None:
        return True  # that there is no check at all is another rule's sentence
    return until is not None and until <= closing.expires_on


@rule("The earlier role was voluntary: the right to work was not checked there", law=True, needs=("earlier",))
def earlier_was_checked(taking: Any) -> bool:
    """An answer of a volunteer is no check (Immigration, Asylum and Nationality Act 2006 s.15)."""
    return not taking.history.paid or taking.shared["earlier"].application.pathway.engagement == "paid"


@rule("The earlier check is carried over already", needs=("earlier",))
def carried_once(taking: Any) -> bool:
    """One reference of before cannot stand for two."""
    return not set(taking.shared["earlier"].carried_to) & {row.id for row in taking.history.rows}


@rule("It is more than 12 months old: ask for a new one", needs=("earlier",))
def earlier_this_year(taking: Any) -> bool:
    """Counted from when it was truly given: to carry it over again makes it no younger."""
    return _not_older(taking, A_YEAR)


@rule("It is more than 6 months old: what helps at work may have changed", needs=("earlier",))
def earlier_this_half_year(taking: Any) -> bool:
    """Counted as above."""
    return _not_older(taking, HALF_A_YEAR)


def _not_older(taking: Any, age: dt.timedelta) -> bool:
    closing = taking.shared["earlier"].origin.clearance
    return closing is None or closing.effective_at >= taking.effective_at - age


@rule("This role asks for more than they were asked about then: refer them", needs=("earlier", "demands"))
def asks_no_more(taking: Any) -> bool:
    """Fitness is for a role: what Occupational Health was not told that a role asks for, it has not answered."""
    return set(taking.fact("demands") or ()) <= set(taking.shared["earlier"].origin.demands)


@rule("A check from elsewhere must lie in the last 12 months, and not ahead", needs=("checked_on",))
def checked_lately(taking: Any) -> bool:
    return bool(taking.day - A_YEAR <= taking.fact("checked_on") <= taking.day)


@rule("The day it holds until must be ahead", needs=("until",))
def holds_still(taking: Any) -> bool:
    return taking.fact("until") is None or taking.fact("until") > taking.day


def carried(*states: str, permission: str, rules: Sequence[Rule] = (), asks: Sequence[Ask] = ()) -> type[Holder]:
    """The step by which a check of an earlier application with us is used again, in the states given.

    `asks` is what its rules need to know of the role, beside which check it is.
    """

    class Carried(Holder):
        """What was checked before is not asked for twice, while it stands."""

        @step(
            source=states,
            target="closed",
            label="Carry over from an earlier application",
            permission=permission,
            rules=[in_progress, *rules, earlier_is_theirs, carried_once, earlier_stands, holds_no_longer, holds_still],
            closes_as=SATISFIED,
            expires="until",
            told=TOLD,
            asks=[*EARLIER, *asks],
        )
        def carry(self, *, earlier: int, until: Any, consent: bool, **_of_the_role: Any) -> None:
            self.find("carried", earlier_id=earlier, until=until)

    return Carried


def carried_from_elsewhere(*states: str, permission: str, rules: Sequence[Rule] = ()) -> type[Holder]:
    """The step by which a check of another organisation counts, in the states given."""

    class CarriedFromElsewhere(Holder):
        """What another organisation checked counts by the rules of its kind: seen by us, with the person's yes."""

        @step(
            source=states,
            target="closed",
            label="Carry over from another organisation",
            permission=permission,
            rules=[in_progress, *rules, checked_lately, holds_still],
            closes_as=SATISFIED,
            expires="until",
            told=TOLD,
            asks=ELSEWHERE,
        )
        def carry_from_elsewhere(
            self, *, organisation: str, seen: str, checked_on: Any, until: Any, consent: bool
        ) -> None:
            self.find("carried", organisation=organisation, seen=seen, checked_on=checked_on, until=until)

    return CarriedFromElsewhere
