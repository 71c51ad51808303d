"""Waits written from moves: project, compare with what stands in the table, change only what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onboarding.door.due import add, calendar_of, used
from onboarding.door.held import ZONE, Held
from onboarding.engine.kinds import Target
from onboarding.engine.projection import PAUSED, WaitSpan, project
from onboarding.lib import clock
from onboarding.models import Move, Wait
from onboarding.stages import ALL_KINDS

Key = tuple[int, str, int | None, dt.datetime, int]


def rewrite(held: Held) -> None:
    """Bring the waits of an application to what its moves say."""
    wanted = {_key(span): span for span in project(held.facts, ALL_KINDS)}
    there = {_row_key(wait): wait for wait in Wait.objects.filter(application=held.application)}
    dues = _dues(held, list(wanted.values()))
    gone = [wait.pk for key, wait in there.items() if key not in wanted]
    if gone:
        Wait.objects.filter(pk__in=gone).delete()
    for key, wait in there.items():
        if key in wanted and (wait.ended_at, wait.due_on) != (wanted[key].ended_at, dues[key]):
            Wait.objects.filter(pk=wait.pk).update(ended_at=wanted[key].ended_at, due_on=dues[key])
    Wait.objects.bulk_create([_wait(held, span, dues[key]) for key, span in wanted.items() if key not in there])


def difference(held: Held) -> list[str]:
    """What `rebuild_waits --check` finds: each wait that is missing, too much, or ends or is due otherwise."""
    spans = project(held.facts, ALL_KINDS)
    dues = _dues(held, spans)
    wanted = {(_key(span), span.ended_at, dues[_key(span)]) for span in spans}
    there = {(_row_key(w), w.ended_at, w.due_on) for w in Wait.objects.filter(application=held.application)}
    words = [f"missing: {item}" for item in wanted - there] + [f"too much: {item}" for item in there - wanted]
    return [f"{held.application.reference} {word}" for word in sorted(words)]


def _key(span: WaitSpan) -> Key:
    return (span.row, span.party, span.body, span.started_at, span.began_by)


def _row_key(wait: Wait) -> Key:
    return (wait.stage_id, wait.party, wait.body_id, wait.started_at, wait.began_by_id)


def _wait(held: Held, span: WaitSpan, due_on: dt.date | None) -> Wait:
    kind = next(stage.kind for stage in held.stages if stage.pk == span.row)
    return Wait(
        application=held.application,
        stage_id=span.row,
        kind=kind,
        party=span.party,
        body_id=span.body,
        started_at=span.started_at,
        ended_at=span.ended_at,
        began_by_id=span.began_by,
        due_on=due_on,
    )


def _dues(held: Held, spans: Sequence[WaitSpan]) -> dict[Key, dt.date | None]:
    """Due days: the move's own; moved on with a changed date, and after a pause by what was not used yet; none while paused."""
    found: dict[Key, dt.date | None] = {}
    for span in spans:
        move = held.by_id(span.began_by)
        earlier = [
            s for s in spans if s.row == span.row and s.began_by == span.began_by and s.started_at < span.started_at
        ]
        found[_key(span)] = None if span.party == PAUSED else _moved_on(held, move, span, earlier)
    return found


def _moved_on(held: Held, move: Move, span: WaitSpan, earlier: Sequence[WaitSpan]) -> dt.date | None:
    if move.target_days is None or (not earlier and span.started_at == move.effective_at):
        return move.due_on
    calendar = calendar_of(held.application)
    spent = [
        used(calendar, clock.local_date(s.started_at, ZONE), clock.local_date(s.ended_at, ZONE), move.target_unit)
        for s in earlier
        if s.party != PAUSED and s.ended_at
    ]
    if None in spent:
        return None
    left = max(0, move.target_days - sum(days or 0 for days in spent))
    return add(calendar, clock.local_date(span.started_at, ZONE), Target(left, move.target_unit))
