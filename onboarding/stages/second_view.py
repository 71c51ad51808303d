"""“Ask another person to look again”: after a “not yet” the person may ask; somebody who did not decide looks, by name and by a day."""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.names import Party
from onboarding.stages.shared import in_progress

NOT_YET, LOOKING, CHOOSING = "not_yet", "looking_again", "with_applicant"
SAID = "said_not_yet"  # what the door works out: who said “not yet”
RIGHT = "readiness"


@rule("Somebody who said “not yet” does not look again: name another person", needs=("who",), reads=(SAID,))
def with_other_eyes(taking: Any) -> bool:
    return taking.fact("who") not in taking.history.finding(SAID, "people", ())


@rule("Only the person who was named to look again says what they think", reads=("second_view",))
def is_the_one_named(taking: Any) -> bool:
    named = taking.history.finding("second_view", "who_id")
    return taking.by is None or (named is not None and named == getattr(taking.by, "pk", None))


def _who(label: str, *, required: bool) -> Ask:
    return Ask("who", label, form="row", row="staff", right=RIGHT, required=required, error="Select somebody who holds readiness chats")


@rule("The next talk must be within 60 working days (84 days)", needs=("look_on",))
def next_look_is_near(taking: Any) -> bool:
    return 0 < (taking.fact("look_on") - taking.day).days <= 84


class SecondView(Holder):
    """The steps of a second view."""

    @step(source=NOT_YET, target=LOOKING, label="Ask another person to look again", permission="agree_plan",
          rules=[in_progress, with_other_eyes], asks=[_who("Who looks again?", required=False)], may_wait_on=[Party.HR],
          told="You asked another person to look again.")  # fmt: skip
    def ask_look_again(self, *, who: int | None) -> None:
        """Always granted, no reason asked. Where nobody else is there yet, it is ours to find somebody."""
        if who is None:
            self.party = Party.HR
        else:
            self.find("second_view", who_id=who)

    @step(source=LOOKING, label="Name who looks again", permission=RIGHT, waits_on=Party.COORDINATOR,
          rules=[in_progress, with_other_eyes], asks=[_who("Who looks again?", required=True)])  # fmt: skip
    def name_who_looks(self, *, who: int) -> None:
        self.find("second_view", who_id=who)

    @step(source=LOOKING, target=CHOOSING, label="We see it differently: talk again", permission=RIGHT, drops=["second_view"],
          rules=[in_progress, is_the_one_named], letter="readiness_invitation", told="We would like to talk again.")  # fmt: skip
    def see_it_differently(self) -> None:
        """The next talk is now, and need not be with who said “not yet”."""

    @step(source=LOOKING, target=NOT_YET, label="I think not yet, too", permission=RIGHT, drops=["second_view"], reads=["readiness"],
          rules=[in_progress, is_the_one_named, next_look_is_near], letter="not_yet", told="Not yet, and that is okay.", grave=True,
          asks=[Ask("look_on", "We talk again on", form="date")])  # fmt: skip
    def see_it_alike(self, *, look_on: Any) -> None:
        """The place is kept, and they may ask once more."""
        reason = self.current("readiness").get("reason", "")
        self.find("readiness", outcome="not_yet", support="", reason=reason, review_on=look_on)
