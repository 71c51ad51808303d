"""Arranging a selection day: its times, its panel, opening it. Locked, checked again and witnessed in the organisation's chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from onboarding import access
from onboarding.actions.selection_times import settle_times
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.door.worked_out import is_peer
from onboarding.lib import clock
from onboarding.models import Opportunity, PanelMember, SelectionDay, Slot, User
from onboarding.stages.selection import HOW

ARRANGE, SIT = "arrange_selection", "score"
NOT_YOURS = "You may not arrange selection days here"
NOT_A_MEMBER = "Select somebody who may sit on a panel of this service"
NO_TIMES, TOO_FEW, NO_PEER, OVER = (
    "Add a time first",
    "Two people or more must be on the panel",
    "Somebody with lived experience must be on the panel. They say so themselves on this page.",
    "The day must be ahead",
)
HAS_PEOPLE = "Somebody has this time. Agree another one with them first."
ONE_SERVICE = "Select roles of one service"
TAKEN = "There is a selection day like this already"
MOST_TIMES = 30


def arrange(
    *, roles: Iterable[int], day: dt.date, how: str, place: str, starts: Iterable[dt.datetime], places: int,
    by: User, at: dt.datetime,
) -> SelectionDay:  # fmt: skip
    """A day with its times, not open yet. The same again is refused. Raises StepRefused."""
    with transaction.atomic():
        chain.lock(None)
        wanted = list(Opportunity.objects.filter(pk__in=list(roles)).select_related("service"))
        times = sorted(set(starts))[:MOST_TIMES]
        _refuse_unless(len({role.service_id for role in wanted}) == 1, ONE_SERVICE)
        service = wanted[0].service
        _refuse_unless(access.may_in(by, ARRANGE, service.pk), NOT_YOURS)
        _refuse_unless(day >= clock.local_date(at, ZONE) and how in dict(HOW), OVER)
        _refuse_unless(not SelectionDay.objects.filter(service=service, day=day, how=how, place=place).exists(), TAKEN)
        made = SelectionDay.objects.create(service=service, day=day, how=how, place=place)
        made.opportunities.set(wanted)
        Slot.objects.bulk_create(Slot(day=made, starts_at=time, places=places) for time in times)
        _witness("arranged", made, by, at)
    return made


def add_time(day: SelectionDay, starts_at: dt.datetime, places: int, *, by: User, at: dt.datetime) -> None:
    """One more time of the day, or another number of places at one that is there; twice is once."""
    with _held(day, by) as held:
        _refuse_unless(clock.local_date(starts_at, ZONE) == held.day and starts_at > at, OVER)
        there = Slot.objects.select_for_update().filter(day=held, starts_at=starts_at).first()
        if there is not None:
            _refuse_unless(places >= there.places - there.free_places, HAS_PEOPLE)
        slot, _new = Slot.objects.update_or_create(day=held, starts_at=starts_at, defaults={"places": places})
        _witness("time_added", held, by, at, slot=slot.pk)
    settle_times(day, at=at)


def remove_time(day: SelectionDay, slot: int, *, by: User, at: dt.datetime) -> None:
    """Take away a time that nobody ever had; twice is once."""
    with _held(day, by) as held:
        found = Slot.objects.select_for_update().filter(day=held, pk=slot).first()
        if found is None:
            return
        _refuse_unless(not found.taken.exists(), HAS_PEOPLE)
        found.delete()
        _witness("time_removed", held, by, at, slot=slot)
    settle_times(day, at=at)


def seat(day: SelectionDay, member: int, *, by: User, at: dt.datetime) -> None:
    """Put somebody on the panel; twice is once."""
    with _held(day, by) as held:
        user = User.objects.get(pk=member)
        _refuse_unless(access.may_in(user, SIT, held.service_id), NOT_A_MEMBER)
        _row, new = PanelMember.objects.get_or_create(day=held, user=user)
        if new:
            _witness("member_seated", held, by, at, member=user.ref)


def unseat(day: SelectionDay, member: int, *, by: User, at: dt.datetime) -> None:
    """Take somebody off the panel; an open day keeps two people, one with lived experience."""
    with _held(day, by) as held:
        row = PanelMember.objects.filter(day=held, user=member).select_related("user").first()
        if row is None:
            return
        row.delete()
        _refuse_unless_whole(held, at, only=held.opened_at is not None)
        _witness("member_left", held, by, at, member=row.user.ref)


def here_as_peer(day: SelectionDay, *, here: bool, by: User, at: dt.datetime) -> None:
    """Only they themselves say that they sit there with lived experience, or take it back."""
    with transaction.atomic():
        chain.lock(None)
        row = PanelMember.objects.select_for_update().filter(day=day, user=by).first()
        _refuse_unless(row is not None, NOT_YOURS)
        if row is not None and row.lived_experience != here:
            row.lived_experience = here
            row.save(update_fields=["lived_experience"])
            held = SelectionDay.objects.get(pk=day.pk)
            _refuse_unless_whole(held, at, only=held.opened_at is not None)
            _witness("member_spoke", held, by, at)


def open_day(day: SelectionDay, *, by: User, at: dt.datetime) -> None:
    """From now on people can choose a time of it; twice is once."""
    with _held(day, by) as held:
        if held.opened_at is None:
            _refuse_unless_whole(held, at)
            held.opened_at = at
            held.save(update_fields=["opened_at"])
            _witness("opened", held, by, at)
    settle_times(day, at=at)


def close_day(day: SelectionDay, *, by: User, at: dt.datetime) -> None:
    """Nobody can choose a time of it any more; who has one keeps it."""
    with _held(day, by) as held:
        if held.opened_at is not None:
            held.opened_at = None
            held.save(update_fields=["opened_at"])
            _witness("closed", held, by, at)
    settle_times(day, at=at)


@contextmanager
def _held(day: SelectionDay, by: User) -> Iterator[SelectionDay]:
    with transaction.atomic():
        _refuse_unless(access.may_in(by, ARRANGE, day.service_id), NOT_YOURS)
        chain.lock(None)
        yield SelectionDay.objects.select_for_update(of=("self",)).get(pk=day.pk)


def _refuse_unless_whole(day: SelectionDay, at: dt.datetime, *, only: bool = True) -> None:
    """What an open day needs: a day ahead, a time, two people, one of them a peer."""
    members = list(day.panel.select_related("user"))
    in_the_way = {
        OVER: day.day < clock.local_date(at, ZONE) and day.opened_at is None,
        NO_TIMES: not day.slots.exists(),
        TOO_FEW: len(members) < 2,
        NO_PEER: not any(is_peer(one) for one in members),
    }
    found = [sentence for sentence, stands in in_the_way.items() if stands]
    if found and only:
        raise StepRefused(found)


def _refuse_unless(answer: bool, sentence: str) -> None:
    if not answer:
        raise StepRefused([sentence])


def _witness(what: str, day: SelectionDay, by: User, at: dt.datetime, **codes: int | str) -> None:
    chain.record(None, "selection_day", by=by, at=at, codes={"what": what, "day": day.pk, **codes})
