"""Selection days as staff see them: the list, and one day with its times, who comes, its panel and who stands down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.door.worked_out import is_peer
from onboarding.lib import clock
from onboarding.models import Application, Interest, SelectionDay, Slot, SlotTaken, User
from onboarding.stages.names import ACTIVE
from onboarding.stages.needs import LARGE_PRINT, NO_MESSAGE, WORDS
from onboarding.stages.selection import HOW

ARRANGE, SIT = "arrange_selection", "score"
PAST_ROWS = 12
HOW_WORDS, FORMAT_WORDS = dict(HOW), WORDS


@dataclass(frozen=True)
class Day:
    """One day in the list: where and how, for which roles, its places, and whether people can choose."""

    id: int
    service: str
    day: dt.date
    how: str
    place: str
    roles: list[str]
    places: int
    taken: int
    is_open: bool

    @property
    def free(self) -> int:
        """Places that nobody has."""
        return max(self.places - self.taken, 0)


@dataclass(frozen=True)
class Member:
    """Somebody on the panel. `peer`: they said themselves that they have lived experience."""

    id: int
    name: str
    peer: bool
    mine: bool
    said_here: bool


@dataclass(frozen=True)
class Comes:
    """Somebody who comes: the reference, the name, what they need to be told things, who may meet them and who stands down."""

    reference: str
    name: str
    needs: list[str]
    meet: list[str]
    away: list[str]
    declared: bool | None
    may_open: bool
    written: bool


@dataclass(frozen=True)
class Time:
    """One time of the day, with who comes."""

    id: int
    starts_at: dt.datetime
    places: int
    people: list[Comes]
    is_over: bool

    @property
    def free(self) -> int:
        """Places that nobody has."""
        return max(self.places - len(self.people), 0)


@dataclass(frozen=True)
class DayPage:
    """One day whole."""

    day: Day
    times: list[Time]
    panel: list[Member]
    arranges: bool
    sits: bool
    ahead: bool

    @property
    def peer(self) -> bool:
        """Whether somebody with lived experience is on the panel."""
        return any(one.peer for one in self.panel)


def days(user: User, *, at: dt.datetime) -> tuple[list[Day], list[Day]]:
    """The days somebody sees: those to come, soonest first, and the last that are over."""
    today = clock.local_date(at, ZONE)
    rows = [_day(row) for row in _counted(access.selection_days_for(user)).order_by("day", "pk")]
    ahead = [row for row in rows if row.day >= today]
    return ahead, [row for row in reversed(rows) if row.day < today][:PAST_ROWS]


def _counted(rows: QuerySet[SelectionDay]) -> QuerySet[SelectionDay]:
    found = SelectionDay.objects.filter(pk__in=rows.values("pk")).select_related("service")
    return found.prefetch_related("opportunities", "slots__taken__stage__application")


def _day(row: SelectionDay) -> Day:
    slots = list(row.slots.all())
    taken = sum(one.current and one.stage.application.state in ACTIVE for slot in slots for one in slot.taken.all())
    roles = sorted({role.title for role in row.opportunities.all()})
    places = sum(slot.places for slot in slots)
    return Day(row.pk, row.service.name, row.day, HOW_WORDS[row.how], row.place, roles, places, taken, row.opened_at is not None)


def get_day(user: User, number: int) -> SelectionDay:
    """One day for who may see it, or 404."""
    found = access.selection_days_for(user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def comes_to(user: User, day: SelectionDay, reference: str) -> Application:
    """Somebody who comes on a day, for its panel, or 404."""
    found = access.comes_to(user, day).select_related("applicant", "opportunity__service", "pathway").filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def day_page(user: User, number: int, *, at: dt.datetime) -> DayPage:
    """One day whole, for who may see it, or 404."""
    found = get_day(user, number)
    members = [
        Member(one.user_id, one.user.name, is_peer(one), one.user_id == user.pk, one.lived_experience)
        for one in found.panel.select_related("user").order_by("user__name", "pk")
    ]
    arranges = access.may_in(user, ARRANGE, found.service_id)
    sits = any(one.mine for one in members)
    row = _day(_counted(SelectionDay.objects.filter(pk=found.pk)).get())
    ahead = found.day >= clock.local_date(at, ZONE)
    return DayPage(row, _times(user, found, members, at), members, arranges, sits, ahead)


def _times(user: User, day: SelectionDay, members: list[Member], at: dt.datetime) -> list[Time]:
    coming = {one.pk: one for one in access.comes_to(user, day).select_related("applicant").prefetch_related("answers")}
    rows = SlotTaken.objects.filter(slot__day=day, current=True, stage__application__in=list(coming))
    at_slot: dict[int, list[int]] = {}
    for slot, application in rows.values_list("slot_id", "stage__application_id"):
        at_slot.setdefault(slot, []).append(application)
    said = {(one.application_id, one.user_id): one.stands_down for one in Interest.objects.filter(application__in=list(coming))}
    open_to = set(access.applications_for(user).filter(pk__in=list(coming)).values_list("pk", flat=True))
    shown = {pk: _comes(user, one, members, said, pk in open_to) for pk, one in coming.items()}
    return [
        Time(slot.pk, slot.starts_at, slot.places, [shown[pk] for pk in sorted(at_slot.get(slot.pk, ()))], slot.starts_at <= at)
        for slot in Slot.objects.filter(day=day).order_by("starts_at")
    ]


def _comes(user: User, application: Application, members: list[Member], said: dict[tuple[int, int], bool], may_open: bool) -> Comes:
    who = application.applicant
    said_apart = (NO_MESSAGE, LARGE_PRINT) if who.points > 14 else (NO_MESSAGE,)
    needs = [FORMAT_WORDS[code] for code in who.formats if code in FORMAT_WORDS and code not in said_apart]
    needs += [f"{who.points} point print"] if who.points > 14 else []
    meet = [one.name for one in members if said.get((application.pk, one.id)) is False]
    away = [one.name for one in members if said.get((application.pk, one.id))]
    declared = said.get((application.pk, user.pk))
    written = bool(application.answers.all())
    return Comes(application.reference, who.full_name, needs, meet, away, declared, may_open, written)
