"""What several stages say alike: short words for the tables, the ball handed over, rules about the offer and clearances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import BROUGHT_IN, SATISFIED, WAIVED, Rule, rule, step
from onboarding.engine.holder import Holder
from onboarding.engine.kinds import Kind, StateOf, Target, Words
from onboarding.stages.names import Party

wd = Target


def days(count: int) -> Target:
    """A target in calendar days, as the disclosure bodies publish theirs."""
    return Target(count, "calendar_days")


def not_open(after: str) -> StateOf:
    return StateOf("not_open", "Not open yet", Words("Not started yet", after))


def closed(text: str) -> StateOf:
    return StateOf("closed", "Closed", Words("Done", text))


@rule("The applicant has not said yes to the conditional offer yet", law=True, mend="selection")
def offer_accepted(taking: Any) -> bool:
    """Equality Act 2010 s.60: nothing about health before an offer. A conditional offer is enough."""
    return taking.history.closed("selection", taking.effective_at)


@rule("The application is not in progress: start it again first")
def in_progress(taking: Any) -> bool:
    return taking.history.state in ("in_progress", "paused")


@rule("This evidence was not brought in from a spreadsheet, so there is nothing to confirm", hides=True)
def was_brought_in(taking: Any) -> bool:
    row = taking.row
    moves = [move for move in taking.history.stand if move.row == row.id and move.outcome]
    return bool(moves) and moves[-1].outcome == BROUGHT_IN


@rule("The authoriser of a waiver must not be the person who records it", needs=("authoriser",))
def authorised_by_another(taking: Any) -> bool:
    return taking.fact("authoriser") != getattr(taking.by, "pk", None)


@rule("A waiver needs an end: ahead, and within 12 months", needs=("until",))
def waiver_ends(taking: Any) -> bool:
    return bool(taking.day < taking.fact("until") <= taking.day + dt.timedelta(days=LONGEST_WAIVER))


@rule("The application has ended: nothing is recorded on it any more")
def still_with_us(taking: Any) -> bool:
    """While somebody applies or is in role, papers run out, get lost, and names change."""
    return taking.history.state in ("in_progress", "paused", "in_role")


LONGEST_WAIVER = 366
WAIVER_REASONS = (("carried", "Checked elsewhere"), ("not_needed", "Not needed for this role"))
WAIVER_EVIDENCE = (
    ("seen_elsewhere", "Another organisation’s written word that they checked"),
    ("register", "A public register"),
    ("policy", "A written policy of ours"),
    ("assessment", "A written look at the risk, signed by who agreed"),
)
WHY_AGAIN = (
    ("renewed", "It ran out, and they have a new one"),
    ("name", "Their name has changed"),
    ("lost", "It was lost, and they have another one"),
)
HAND_OVER_REASONS = (
    ("question", "They asked a question"),
    ("time", "They asked for more time"),
    ("help", "They asked for help"),
    ("bounced", "A message did not reach them"),
    ("adjustment", "An agreed adjustment is not in place"),
    ("no_slot", "No time or slot was free"),
)


# What comes next for us then, before it can be theirs again.
ASKED_US = {
    "question": "Answer {called}, who asked a question",
    "time": "{called} asked for 2 more weeks: give it to them again",
    "help": "Help {called}, who asked for help",
    "bounced": "A message did not reach {called}: find another way",
    "adjustment": "Put in place what was agreed for {called}",
    "no_slot": "Find a time for {called}",
}


def asked_us(party: str, began_by: str, code: str, called: str) -> str:
    """What a person asked of us when they gave a turn back, as the next thing to do; empty where none did."""
    words = ASKED_US.get(code, "") if began_by == "take_back" and party != Party.APPLICANT else ""
    return words.format(called=called)


def next_step(kind: Kind, state: str, party: str, began_by: str, taken: Collection[str] = ()) -> str:
    """The step that comes next for whoever has the turn; what came back to us goes to the person again."""
    if began_by == "take_back" and party != Party.APPLICANT:
        return "give_again"
    return kind.state(state).verb_for(party, began_by, taken)


MORE_TIME = "time"
TWO_WEEKS = dt.timedelta(days=14)  # what somebody gets who asks for more time


def hand_over(*states: str, reads: Sequence[str] = ()) -> type[Holder]:
    """The two steps by which the ball goes back to us, and to the person again, in the states given.

    `reads`: what a kind looks at that moves a day of its own when somebody asks for more time (`more_time`).
    """

    class HandOver(Holder):
        """A day is the applicant's only while they can do what we asked (whose day is it)."""

        @step(
            source=states,
            label="Take it back to us",
            permission="ask_us",
            waits_on=Party.HR,
            rules=[in_progress],
            reads=reads,
            asks=[
                Ask(
                    "reason",
                    "Why is it with us?",
                    form="choice",
                    choices=HAND_OVER_REASONS,
                    error="Select why it is with us now",
                )
            ],
        )
        def take_back(self, *, reason: str) -> None:
            """They asked, a message bounced, or we were not ready: it is ours at once."""
            self.code = reason
            if reason == MORE_TIME:
                self.more_time()

        def more_time(self) -> None:
            """Two weeks more: a kind with a day of its own moves it here."""

        @step(
            source=states,
            label="Give it to them again",
            permission="hand_over",
            waits_on=Party.APPLICANT,
            rules=[in_progress],
        )
        def give_again(self) -> None:
            """The request reached them again, and can be done."""

    return HandOver


class Evidence(Holder):
    """What a spreadsheet brought in opens no gate until a person has seen the evidence."""

    @step(
        source=("closed",),
        label="I have seen it",
        permission="confirm_evidence",
        rules=[was_brought_in],
        closes_as=SATISFIED,
    )
    def confirm_evidence(self) -> None:
        """Evidence that stood in a spreadsheet has now been seen by a person who may judge it."""

    @step(
        source=("closed",),
        target="with_applicant",
        label="Open this check again",
        permission="reopen",
        rules=[in_progress],
        waits_on=Party.HR,
        grave=True,
    )
    def reopen(self) -> None:
        """A check is asked for again: it ran out, was lost, or what we knew has changed."""


def waivable(*states: str, never: Sequence[Rule] = ()) -> type[Holder]:
    """A check a named person may do without, in the states given, unless a law rule in `never` says that nobody may."""

    class Waivable(Holder):
        """Doing without a check has a named authoriser, evidence, a reason and an end."""

        @step(
            source=states,
            target="closed",
            label="Do without this check",
            permission="waive",
            closes_as=WAIVED,
            rules=[*never, in_progress, authorised_by_another, waiver_ends],
            expires="until",
            grave=True,
            asks=[
                Ask("authoriser", "Who agreed to it?", form="row", row="staff", right="waive",
                    error="Select who agreed to it, from those who may"),
                Ask("reason", "Why?", form="choice", choices=WAIVER_REASONS, error="Select why"),
                Ask("evidence", "What is it based on?", form="choice", choices=WAIVER_EVIDENCE, error="Select what it is based on"),
                Ask("until", "Until when does it hold?", form="date"),
            ],
        )  # fmt: skip
        def waive(self, *, authoriser: int, reason: str, evidence: str, until: Any) -> None:
            self.code = reason
            self.find("waiver", authoriser_id=authoriser, reason=reason, evidence=evidence, until=until)

    return Waivable
