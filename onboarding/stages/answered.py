"""What every party outside may say when it has the ball: “I need until DATE”, “this is not me”; and how we ask once more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.engine.replies import Reply
from onboarding.stages.names import OUR_OWN, Party
from onboarding.stages.shared import in_progress

NOT_THEIRS = (("not_me", "This is not me"), ("not_my_job", "This is not my job any more"))
FURTHEST = dt.timedelta(days=90)
WHICH = Ask("body", "Who do we ask?", form="row", row="body", required=False)


@rule("The day must be after today, and at most 90 days ahead", needs=("until",))
def day_is_near(taking: Any) -> bool:
    return bool(taking.day < taking.fact("until") <= taking.day + FURTHEST)


@rule("They do not have it now: it is with one of us, or with the person")
def they_have_it(taking: Any) -> bool:
    """Asked in states whose usual party is outside: the turn names no other."""
    moves = [move for move in taking.history.stand if move.row == taking.row.id]
    begun = next((move for move in reversed(moves) if move.party or move.source != move.target), None)
    return begun is None or begun.party not in {*OUR_OWN, Party.APPLICANT}


def answered_by(
    party: Party, *states: str, others: Sequence[Party] = (), also: Sequence[str] = (), asks: Sequence[Ask] = (WHICH,)
) -> type[Holder]:
    """The steps for the states in which we wait for a party outside.

    `others` may answer in its place; `also` names states in which it can say that it is not theirs, though we wait for
    somebody else; `asks` what we choose when we ask once more.
    """
    parties = (party, *others)

    class Answered(Holder):
        """A day they named is the day that everybody sees; what is not theirs is ours at once."""

        @step(
            source=states,
            label="They need until a day",
            permission="hand_over",
            rules=[in_progress, they_have_it, day_is_near],
            asks=[Ask("until", "Until which day?", form="date")],
            until="until",
            told="We were told a new day. You can see it on this page.",
            reply=Reply(parties, "I need more time, until"),
        )
        def need_until(self, *, until: dt.date) -> None:
            """Their own word for when they will answer. It stands until they name another day, or the turn is over."""

        @step(
            source=(*states, *also),
            label="It is not with them",
            permission="hand_over",
            waits_on=Party.HR,
            rules=[in_progress],
            asks=[Ask("reason", "Why?", form="choice", choices=NOT_THEIRS, error="Select why it is not with them")],
            reply=Reply(parties, ""),
        )
        def not_theirs(self, *, reason: str) -> None:
            """We asked the wrong person, or they have another job now: whom else to ask is ours to find out."""
            self.code = reason

        @step(
            source=states,
            label="Ask them",
            permission="hand_over",
            waits_on=party,
            rules=[in_progress],
            asks=asks,
        )
        def ask_them(self, *, body: int | None = None) -> None:
            """We know whom to ask now, and have asked."""
            self.body_id = body

    return Answered
