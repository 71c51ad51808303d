"""Holidays as the calendar knows them, by nation, with the days that were added here; beyond the known years nothing is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.lib import workdays
from onboarding.models import Body, Closure
from onboarding.stages.nation_words import NATIONS


@dataclass(frozen=True)
class Holiday:
    """One day without work: which, why, and whether it was added here."""

    day: dt.date
    words: str
    added: bool = False


@dataclass(frozen=True)
class Place:
    """A nation or an organisation with its days, from today on."""

    title: str
    days: list[Holiday]


KNOWN_TO = workdays.KNOWN_TO


def nations(*, year: int) -> list[Place]:
    """Each nation with the days of one year on which nobody works there: bank holidays, local ones, and those on which we are closed."""
    added = list(Closure.objects.filter(body=None, day__year=year).order_by("day"))
    here = {nation: [_added(row) for row in added if row.nation in ("", nation)] for nation in NATIONS}
    return [
        Place(title, sorted([*_known(nation, year), *here[nation]], key=lambda one: one.day)) for nation, title in NATIONS.items()
    ]


def bodies(*, year: int) -> list[Place]:
    """Each organisation that has days of its own in a year, beside those of its nation."""
    found = Body.objects.filter(closures__day__year=year).distinct().order_by("name").prefetch_related("closures")
    return [Place(f"{body.name}, {NATIONS[body.nation]}", _own(body, year)) for body in found]


def _own(body: Body, year: int) -> list[Holiday]:
    return [_added(row) for row in sorted(body.closures.all(), key=lambda one: one.day) if row.day.year == year]


def _known(nation: str, year: int) -> list[Holiday]:
    return [Holiday(day, words) for day, words in workdays.bank_holidays(nation, year) if day.weekday() < 5]


def _added(row: Closure) -> Holiday:
    return Holiday(row.day, row.words, added=True)
