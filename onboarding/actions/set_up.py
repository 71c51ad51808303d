"""Rows that an organisation sets up: added, changed, taken away; locked, checked again and witnessed in its chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.engine.asks import clean
from onboarding.lib import clock
from onboarding.models import Cohort, Move, User
from onboarding.queries import setup as known
from onboarding.queries.setup import Setup

CHANGED = "Somebody has changed this since the page was shown. Look at what they wrote, then save again."
NOT_YOURS = "You may not change this"


def save(setup: Setup, pk: int | None, facts: Mapping[str, Any], *, seen: str = "", by: User, at: dt.datetime) -> int:
    """Add a row (`pk` None) or change one; gives its number. The same values again change nothing.

    `seen` is the digest of what the page showed. Raises StepRefused with every sentence in the way.
    """
    cleaned, refusals = clean(setup.asks, facts)
    values = _stored(setup, cleaned)
    if not access.may(by, setup.permission):
        raise StepRefused([NOT_YOURS])
    with transaction.atomic():
        holder = chain.lock(None)
        row = setup.model._default_manager.select_for_update(no_key=True).get(pk=pk) if pk else setup.model()
        before = known.values_of(setup, row) if pk else {}
        if pk and seen and seen != known.seen(setup, row):
            raise StepRefused([CHANGED])
        if not refusals:
            refusals = [*_not_offered(setup, values, before), *_taken(setup, row, values), *_rules(setup, row, values, before, at)]
        if refusals:
            raise StepRefused(refusals)
        changed = {name: value for name, value in values.items() if not pk or before[name] != value}
        if not changed and not setup.reviewed:
            return int(row.pk)
        if setup.reviewed:
            _made_sure(row, by, at)
        _write(setup, row, values)
        words = {"before": _plain({name: before[name] for name in changed} if pk else {}), "after": _plain(changed)}
        codes = {"what": setup.code, "row": row.pk, "fields": sorted(changed)}
        chain.append(_same(holder, row), "set_up", by=by, at=at, codes=codes, words=words)
        _same(holder, row).save(update_fields=["chain_seq", "chain_head"])
    return int(row.pk)


def remove(setup: Setup, pk: int, *, by: User, at: dt.datetime) -> None:
    """Take a row away that nothing hangs on; twice is once. Raises StepRefused."""
    if not access.may(by, setup.permission) or not setup.removable:
        raise StepRefused([NOT_YOURS])
    with transaction.atomic():
        holder = chain.lock(None)
        row = setup.model._default_manager.filter(pk=pk).first()
        if row is None:
            return
        words = {"before": _plain(known.values_of(setup, row))}
        row.delete()
        chain.append(holder, "set_up_removed", by=by, at=at, codes={"what": setup.code, "row": pk}, words=words)
        holder.save(update_fields=["chain_seq", "chain_head"])


def _same(holder: Any, row: Any) -> Any:
    """The organisation's own row holds the head of the chain too: the locked one, with what was just written to it."""
    return row if type(row) is type(holder) else holder


def _made_sure(row: Any, by: User, at: dt.datetime) -> None:
    row.reviewed_on, row.reviewed_by = clock.local_date(at, ZONE), by


def _write(setup: Setup, row: Any, values: Mapping[str, Any]) -> None:
    for ask in setup.asks:
        setattr(row, f"{ask.name}_id" if ask.form == "row" else ask.name, values[ask.name])
    row.save()


def _stored(setup: Setup, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the table keeps them: nothing chosen is no row, nothing ticked is no, nothing typed is empty."""
    nothing = {"row": None, "yes": False}
    empty = {ask.name: nothing.get(ask.form, "") for ask in setup.asks}
    return {name: empty[name] if value is None else value for name, value in cleaned.items()}


def _not_offered(setup: Setup, values: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """A row that is named must be one of those offered, or the one that was there."""
    return [
        ask.refusal
        for ask in setup.asks
        if ask.form == "row" and values[ask.name] and values[ask.name] != before.get(ask.name)
        and values[ask.name] not in {pk for pk, _words in setup.rows[ask.name]()}
    ]  # fmt: skip


def _taken(setup: Setup, row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Names that must be one of a kind, as the table says."""
    fields = [field for field in row._meta.concrete_fields if field.unique and field.name in values]
    several = [c for c in row._meta.constraints if isinstance(c, models.UniqueConstraint) and not c.condition]
    unique = [[field.name] for field in fields] + [list(constraint.fields) for constraint in several]
    others = setup.model._default_manager.exclude(pk=row.pk)
    taken = any(others.filter(**{name: values[name] for name in names}).exists() for names in unique if set(names) <= set(values))
    return [f"There is already a {setup.one} like this"] if taken else []


def _rules(setup: Setup, row: Any, values: Mapping[str, Any], before: Mapping[str, Any], at: dt.datetime) -> list[str]:
    if setup is known.COURSES:
        return _course(row, values, before, at)
    if setup is known.BODIES and before and before["party"] != values["party"] and Move.objects.filter(body=row.pk).exists():
        return ["Steps name this organisation already. Add a new one for what it does now."]
    if setup is known.CLOSURES and values["nation"] and values["body"]:
        return ["Select a nation or an organisation, not both"]
    return _site(values) if setup is known.SITES else []


def _site(values: Mapping[str, Any]) -> list[str]:
    in_the_way = {
        "The time one-to-one cannot be longer than the session": values["one_to_one_minutes"] > values["session_minutes"],
        "Each review comes later than the one before": not values["first_review"] < values["second_review"] < values["last_review"],
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]


def _course(row: Cohort, values: Mapping[str, Any], before: Mapping[str, Any], at: dt.datetime) -> list[str]:
    """Who holds a seat was told a day: it does not move under them, and their seat stays."""
    held = row.seats - row.free_seats if before else 0
    moved = bool(before) and before["starts_on"] != values["starts_on"]
    people = "1 person holds a seat" if held == 1 else f"{held} people hold a seat"
    in_the_way = {
        "The first day must be ahead": values["starts_on"] < clock.local_date(at, ZONE) and (moved or not before),
        f"{people} and were told the first day. Move them to another course first.": moved and held > 0,
        f"{people}. There cannot be fewer seats.": values["seats"] < held,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}
