"""Choosing a time on a selection day: taken, changed or given back by the person, or by us for them; never by two at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.names import Party
from onboarding.stages.shared import in_progress

HERE, BOOKED = "with_applicant", "booked"
TIMES, PANEL = "times", "panel"  # what the door works out from the days themselves
MINUTES = 40  # how long a meeting takes: said on the pages, and in the file for the calendar
STILL_DAYS = 60  # so long after the last day its role still chooses among our times
PANEL_ROLES_SAY = "Nobody with lived experience was on the panel who met them, or they stood down. Meet again with another panel"


def chooses_slots(times: Mapping[str, Any], day: dt.date) -> bool:
    """Whether people choose among the times of selection days for this role, and type no time of their own."""
    last = times.get("last_day")
    return last is not None and day <= last + dt.timedelta(days=STILL_DAYS)


def is_free(times: Mapping[str, Any], at: dt.datetime) -> bool:
    """Whether a time that is still to come is free."""
    free = times.get("last_free")
    return free is not None and free > at


@rule("This time has gone. Choose another one", needs=("slot",))
def slot_is_free(taking: Any) -> bool:
    return bool(taking.shared["slot"].free_places > 0)


@rule("This time is over. Choose another one", needs=("slot",))
def slot_is_ahead(taking: Any) -> bool:
    return bool(taking.shared["slot"].starts_at > taking.effective_at)


@rule("They have no time on a selection day that is still to come", reads=("slot", "meeting"), hides=True)
def has_a_slot_ahead(taking: Any) -> bool:
    starts = taking.history.finding("meeting", "starts_at")
    return taking.history.finding("slot", "slot_id") is not None and starts is not None and starts > taking.effective_at


@rule("They have no time of their own choice that is still to come", reads=("slot", "meeting"), hides=True)
def has_a_typed_time_ahead(taking: Any) -> bool:
    starts = taking.history.finding("meeting", "starts_at")
    return taking.history.finding("slot", "slot_id") is None and starts is not None and starts > taking.effective_at


@rule("No time is free yet", reads=(TIMES,), hides=True)
def times_are_free(taking: Any) -> bool:
    return is_free(taking.history.findings[TIMES], taking.effective_at)


@rule("Choose one of the times that we have", reads=(TIMES,), hides=True)
def the_person_chooses_ours(taking: Any) -> bool:
    """Where there are selection days the person chooses among their times; a time outside them is ours to agree on."""
    theirs = taking.by is not None and taking.history.applicant == getattr(taking.by, "pk", None)
    return not theirs or not chooses_slots(taking.history.findings[TIMES], taking.day)


@rule("Confirm that a person with lived experience was on the panel", needs=("peer_on_panel",), reads=(PANEL,))
def peer_was_confirmed(taking: Any) -> bool:
    """For a meeting outside a selection day, whose panel stands nowhere."""
    return bool(taking.history.finding(PANEL, "used", False) or taking.fact("peer_on_panel"))


@rule(PANEL_ROLES_SAY, reads=(PANEL,))
def peer_was_on_panel(taking: Any) -> bool:
    """On a selection day the recorded panel says it, not whoever makes the offer."""
    return not taking.history.finding(PANEL, "used", False) or bool(taking.history.finding(PANEL, "lived", False))


SLOT = Ask("slot", "Which time?", form="row", row="slot", error="Choose one of the times", own="Which time suits you?")
CHOSEN: dict[str, Any] = {
    "permission": "book", "shared": ["slot"], "asks": [SLOT], "letter": "meeting_invitation",
}  # fmt: skip


class Times(Holder):
    """The steps about a time on a selection day."""

    @step(source=HERE, target=BOOKED, label="Book a time on a selection day", told="Your meeting is booked.",
          rules=[in_progress, slot_is_ahead, slot_is_free], **CHOSEN)  # fmt: skip
    def choose_slot(self, *, slot: int) -> None:
        """The first who takes the last place has it."""
        self._meet(slot)

    @step(source=BOOKED, label="Change the time on a selection day", told="You have another time.",
          rules=[in_progress, has_a_slot_ahead, slot_is_ahead, slot_is_free], **CHOSEN)  # fmt: skip
    def change_slot(self, *, slot: int) -> None:
        """The new time is theirs before the old one is free."""
        self._meet(slot)

    @step(source=BOOKED, target=HERE, label="Give the time back", permission="book", rules=[in_progress, has_a_slot_ahead],
          drops=["slot", "meeting"], told="You gave your time back.")  # fmt: skip
    def give_back_slot(self) -> None:
        """It counts against nobody: there is at least this time to choose again."""

    @step(source=HERE, label="Tell them that there are times", permission="hand_over", waits_on=Party.APPLICANT,
          rules=[in_progress, times_are_free], letter="meeting_invitation", told="There are times to meet us.")  # fmt: skip
    def offer_times(self) -> None:
        """A time is free again: the person can choose it, and is told."""

    def _meet(self, slot: int) -> None:
        found = self.shared("slot")
        self.find("slot", slot_id=slot)
        self.find("meeting", starts_at=found.starts_at, how=found.day.how, place=found.day.place)

    def waits_for_a_time(self) -> None:
        """The ball is the person’s only while a time is free; else it is ours to find one."""
        taking, times = self.__dict__["_taking"], self.current(TIMES)
        if chooses_slots(times, taking.day) and not is_free(times, taking.effective_at):
            self.party = Party.HR
