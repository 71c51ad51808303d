"""Which steps about the time of a meeting a person can take now: among our times where there are selection days, else any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onboarding.door import worked_out
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Interest, Meeting, PanelMember, SlotTaken, Stage
from onboarding.queries.plain_words import joined
from onboarding.stages.selection_days import BOOKED, HERE, chooses_slots, is_free

NONE: frozenset[str] = frozenset()


def may_choose(application: Application, stages: Iterable[Stage], *, at: dt.datetime) -> frozenset[str]:
    """The names of these steps. Asks the database only while selection waits for a time or has one."""
    stage = next((one for one in stages if one.kind == "selection"), None)
    if stage is None or stage.state not in (HERE, BOOKED):
        return NONE
    return _booked(application, stage, at) if stage.state == BOOKED else _to_choose(application, at)


def _to_choose(application: Application, at: dt.datetime) -> frozenset[str]:
    times = worked_out.times(application)
    if not chooses_slots(times, clock.local_date(at, ZONE)):
        return frozenset({"book"})
    return frozenset({"choose_slot"}) if is_free(times, at) else NONE


def _booked(application: Application, stage: Stage, at: dt.datetime) -> frozenset[str]:
    if not Meeting.objects.filter(stage=stage, current=True, starts_at__gt=at).exists():
        return NONE
    if not SlotTaken.objects.filter(stage=stage, current=True).exists():
        return frozenset({"change_meeting", "cancel_meeting"})
    times = worked_out.times(application)
    return frozenset({"give_back_slot", *(["change_slot"] if is_free(times, at) else [])})


def meets(stage: int) -> str:
    """“You meet Jo Marsh and Amir Rahimi. ” on a selection day; else nothing."""
    taken = SlotTaken.objects.filter(stage=stage, current=True).select_related("slot", "stage__application").last()
    names = panel_names(taken.slot.day_id, taken.stage.application) if taken else ()
    return f"You meet {joined(list(names))}. " if names else ""


def panel_names(day: int, application: Application) -> tuple[str, ...]:
    """Whom a person meets on a day: its panel, without those who stand down for them."""
    away = Interest.objects.filter(application=application, stands_down=True).values("user_id")
    rows = PanelMember.objects.filter(day=day).exclude(user__in=away)
    return tuple(rows.order_by("user__name", "pk").values_list("user__name", flat=True))
