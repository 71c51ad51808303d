"""Verify the witness: the chains, the moves they speak of, the rows those lead to, and the triggers that guard them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from onboarding.door.chain import lock
from onboarding.door.verify_links import COLUMNS, ORGANISATION, Broken, Link, Walked, walk
from onboarding.door.verify_rows import head_amiss, rows_amiss
from onboarding.models import Application, AuditEvent, AuditPayload, Move, Stage, triggers

AT_ONCE = 200


@dataclass(frozen=True)
class Verified:
    """How many events were walked, and all that is broken: for each chain the first event, then its rows."""

    events: int
    broken: list[Broken]


def verify() -> Verified:
    """Everything: triggers, every application's chain with its moves and rows, the organisation's chain."""
    events, broken = 0, [Broken("database", None, f"missing: {name}") for name in triggers.missing(connection)]
    for keys in _batches(Application.objects.order_by("pk").values_list("pk", flat=True)):
        walked, found = _look(keys)
        events, broken = events + walked, broken + _surely(found)
    organisation = verify_organisation()
    return Verified(events + organisation.events, broken + organisation.broken + _without_application())


def verify_application(application: Application) -> Verified:
    """One application's chain, moves and rows."""
    walked, found = _look([application.pk])
    return Verified(walked, _surely(found))


def verify_organisation() -> Verified:
    """The organisation's own chain."""
    with transaction.atomic():
        holder = lock(None)
        walked, count = _walk_all(AuditEvent.objects.filter(application=None), {None: ORGANISATION})
    one = walked.get(None, Walked())
    torn = [one.torn] if one.torn else head_amiss(ORGANISATION, holder, one)
    return Verified(count, [*torn, *one.words])


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for key in keys:
        batch.append(key)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _look(keys: list[int]) -> tuple[int, dict[int, list[Broken]]]:
    """The events walked, and what is broken by application."""
    holders = {holder.pk: holder for holder in Application.objects.filter(pk__in=keys)}
    events = AuditEvent.objects.filter(application__in=keys)
    walked, count = _walk_all(events, {pk: holder.reference for pk, holder in holders.items()})
    stages = _by_application(Stage.objects.filter(application__in=keys).order_by("application_id", "pk"))
    moves = _by_application(Move.objects.filter(application__in=keys).order_by("application_id", "number"))
    found = {
        pk: _amiss(holder, walked.get(pk, Walked()), stages.get(pk, []), moves.get(pk, []))
        for pk, holder in holders.items()
    }
    return count, {pk: broken for pk, broken in found.items() if broken}


def _amiss(holder: Application, walked: Walked, stages: list[Any], moves: list[Any]) -> list[Broken]:
    if walked.torn:  # what a torn chain says about moves is worth nothing
        return [walked.torn, *walked.words]
    return head_amiss(holder.reference, holder, walked) + walked.words + rows_amiss(holder, stages, moves, walked)


def _surely(found: dict[int, list[Broken]]) -> list[Broken]:
    """Look again under the lock: what was being written while we read is not broken."""
    broken: list[Broken] = []
    for pk in found:
        with transaction.atomic():
            Application.objects.select_for_update(of=("self",)).get(pk=pk)
            broken += _look([pk])[1].get(pk, [])
    return broken


def _walk_all(rows: Any, chains: Mapping[Any, str]) -> tuple[dict[int | None, Walked], int]:
    """The walks of the chains (their names by application id, None the organisation's), and how many events they have."""
    payloads, walked, count = _payloads(rows), {}, 0
    links = map(Link._make, rows.order_by("application_id", "seq", "pk").values_list(*COLUMNS).iterator())
    for key, group in groupby(links, key=lambda event: event.application):
        events = list(group)
        count += len(events)
        walked[key] = walk(chains[key], events, payloads)
    return walked, count


def _payloads(rows: Any) -> dict[int, tuple[bytes, str]]:
    found = AuditPayload.objects.filter(event__in=rows.values("pk")).values_list("event_id", "salt", "words")
    return {event: (bytes(salt), words) for event, salt, words in found}


def _by_application(rows: Any) -> dict[int, list[Any]]:
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row.application_id)}


def _without_application() -> list[Broken]:
    """Events whose application is gone: the database's own keys would have to be off for that."""
    there = Application.objects.filter(pk=OuterRef("application_id"))
    lost = AuditEvent.objects.exclude(application=None).exclude(Exists(there)).order_by("application_id", "seq")
    return [Broken("database", event.seq, "its application is gone") for event in lost]

