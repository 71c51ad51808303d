"""PVG in Scotland: joined or held already, shared by the person alone and within 14 days, received before the work starts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import SATISFIED, rule, step
from onboarding.engine.history import History
from onboarding.engine.holder import Holder
from onboarding.engine.replies import Reply
from onboarding.stages.names import Nation, Party
from onboarding.stages.shared import in_progress, still_with_us

MEMBER_DAYS = 5 * 366  # Disclosure (Scotland) Act 2020: who joins from 1 April 2026 on is a member for 5 years, then renews
SHARE = dt.timedelta(days=14)  # Disclosure (Scotland) Act 2020: a result that was not shared by then has lapsed
MEMBERSHIP = (("join", "No: they join now"), ("member", "Yes: they are a member already"))
MEMBERSHIP_ASK = Ask(
    "pvg",
    "Are they in the PVG scheme?",
    form="choice",
    choices=MEMBERSHIP,
    required=False,
    nations=(Nation.SCOTLAND,),
    hint="For a regulated role. A member is asked for less, and it is quicker.",
    error="Select whether they are in the PVG scheme",
)
BY_LINK = (Party.UMBRELLA_BODY, Party.DISCLOSURE_BODY)


@rule("For a regulated role in Scotland say whether they are in the PVG scheme; for others leave it empty", needs=("level", "pvg"))
def membership_is_told(taking: Any) -> bool:
    asked = taking.history.nation == Nation.SCOTLAND and taking.fact("level") == "enhanced_barred"
    return asked == (taking.fact("pvg") is not None)


@rule("Sharing is how PVG works in Scotland only", hides=True)
def in_scotland(taking: Any) -> bool:
    return bool(taking.history.nation == Nation.SCOTLAND)


@rule("In Scotland nothing is posted: record that the result is ready to share", hides=True)
def paper_is_posted(taking: Any) -> bool:
    return bool(taking.history.nation != Nation.SCOTLAND)


def ready_since(history: History, at: dt.datetime) -> dt.datetime | None:
    """When the result that is now out became ready to share; None while a form is away or none has gone."""
    taken = [move for move in history.stand if move.kind == "crb" and move.effective_at <= at]
    last = next((move for move in reversed(taken) if move.step in ("result_ready", "submit", "share_lapsed", "reopen")), None)
    return last.effective_at if last is not None and last.step == "result_ready" else None


@rule("The 14 days to share are not over yet")
def share_window_is_over(taking: Any) -> bool:
    """Counted in calendar days from the day the result was ready: the day after the last one it has lapsed."""
    ready = ready_since(taking.history, taking.effective_at)
    return ready is not None and _last_day(taking, ready) < taking.day


@rule("In Scotland a result counts once the person has shared it with us, within 14 days: after that ask for it again", law=True)
def shared_in_time(taking: Any) -> bool:
    """Disclosure (Scotland) Act 2020: nobody but the person can share it, and it lapses."""
    if taking.history.nation != Nation.SCOTLAND:
        return True
    ready = ready_since(taking.history, taking.effective_at)
    return ready is not None and taking.day <= _last_day(taking, ready)


@rule("How it was seen does not fit the nation: a PVG result is shared online, others are not", needs=("seen",))
def seen_as_the_nation_does(taking: Any) -> bool:
    return (taking.fact("seen") == "shared") == (taking.history.nation == Nation.SCOTLAND)


def _last_day(taking: Any, ready: dt.datetime) -> dt.date:
    return ready.astimezone(taking.history.zone).date() + SHARE


def received(history: History, at: dt.datetime) -> bool:
    """Whether the result had come by then, or the role was found to need none. To do without is no receipt."""
    if history.nation != Nation.SCOTLAND or history.happened("crb", "record_result", at, since="reopen"):
        return True
    closings = [history.closing(row.id, at) for row in history.rows_of("crb")]
    return bool(closings) and all(closing is not None and closing.outcome == SATISFIED for closing in closings)


@rule("In Scotland this work may start only after the PVG result has been received", law=True, mend="crb")
def pvg_received(taking: Any) -> bool:
    """Protection of Vulnerable Groups (Scotland) Act 2007: no regulated role before it. Training without service users may go on."""
    return received(taking.history, taking.effective_at)


@rule("They are no member of the PVG scheme for this role", reads=("eligibility",), hides=True)
def is_a_member(taking: Any) -> bool:
    return bool(taking.history.finding("eligibility", "pvg"))


@rule("The PVG result has to be decided first")
def result_was_decided(taking: Any) -> bool:
    """That a membership ran out is no reason not to record the next one."""
    moves = [move for move in taking.history.stand if move.row == taking.row.id and move.outcome]
    return bool(moves) and moves[-1].outcome == SATISFIED


@rule("The membership must end ahead, and within 5 years", needs=("until",))
def membership_is_five_years(taking: Any) -> bool:
    return bool(taking.day < taking.fact("until") <= taking.day + dt.timedelta(days=MEMBER_DAYS))


class Sharing(Holder):
    """The public steps of a result that only the person can share, and of the membership that comes with it."""

    @step(source="closed", label="Record until when they are in the PVG scheme", permission="check",
          rules=[still_with_us, in_scotland, is_a_member, result_was_decided, membership_is_five_years],
          closes_as=SATISFIED, expires="until", told="We know until when you are in the PVG scheme.",
          asks=[Ask("until", "Until when are they a member?", form="date",
                    hint="Disclosure Scotland tells them. Record it again when they have renewed.")])  # fmt: skip
    def record_membership(self, *, until: dt.date) -> None:
        """Warned of 60, 30 and 7 days before; when it has run out, regulated work stops until it is renewed."""

    @step(source="with_body", target="with_applicant", label="The PVG result is ready to share", permission="check",
          rules=[in_progress, in_scotland], letter="certificate_request",
          told="Your DBS result is ready. Please share it with us in the next 14 days.",
          reply=Reply(BY_LINK, "The result is ready for the person to share"))  # fmt: skip
    def result_ready(self) -> None:
        """Disclosure Scotland shows it to the person first; only they can share it. The law sets the day, not we."""
        self.due_on = self.day + SHARE

    @step(source="with_applicant", target="with_body", label="The time to share ran out: ask again", permission="check",
          rules=[in_progress, in_scotland, share_window_is_over],
          told="The time to share ran out. That is fine. We have asked again.")  # fmt: skip
    def share_lapsed(self) -> None:
        """A result that was not shared in 14 days lapses and has to be asked for anew. It happens a lot."""
