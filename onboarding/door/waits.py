"""Waits written from moves: project, compare with what stands in the table, change only what differs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from onboarding.door.due import add, calendar_of, used
from onboarding.door.held import ZONE, Held
from onboarding.engine.kinds import Target
from onboarding.engine.moves import MoveFact
from onboarding.engine.projection import PAUSED, WaitSpan, project
from onboarding.lib import clock
from onboarding.models import Wait
from onboarding.models.statements import Insert, Select, Update
from onboarding.stages import ALL_KINDS

Key = tuple[int, str, int | None, dt.datetime, int]
COLUMNS = ("stage_id", "party", "body_id", "started_at", "began_by_id", "ended_at", "due_on", "pk")
THERE = Select(lambda key: Wait.objects.filter(application=key).values_list(*COLUMNS))
OF_STAGE = Select(lambda key: Wait.objects.filter(stage=key).values_list(*COLUMNS))
WRITE_WAIT = Insert(Wait)
END_WAIT = Update(Wait, "ended_at", "due_on")


def rewrite(held: Held) -> None:
    """Bring the waits of an application to what its moves say; only those of the stages that have just moved can differ."""
    rows = held.moved
    wanted = {_key(span): span for span in project(_facts_of(held, rows), ALL_KINDS)}
    there = {key: (pk, ended_at, due_on) for key, ended_at, due_on, pk in _there(held, rows)}
    dues = _dues(held, list(wanted.values()))
    gone = [there[key][0] for key in there if key not in wanted]
    if gone:
        Wait.objects.filter(pk__in=gone).delete()
    for key, (pk, *held_now) in there.items():
        if key in wanted and held_now != [wanted[key].ended_at, dues[key]]:
            END_WAIT(Wait(pk=pk, ended_at=wanted[key].ended_at, due_on=dues[key]))
    for key, span in wanted.items():
        if key not in there:
            WRITE_WAIT(_wait(held, span, dues[key]))


def difference(held: Held) -> list[str]:
    """What `rebuild_waits --check` finds: each wait that is missing, too much, or ends or is due otherwise."""
    spans = project(held.facts, ALL_KINDS)
    dues = _dues(held, spans)
    wanted = {(_key(span), span.ended_at, dues[_key(span)]) for span in spans}
    there = {(key, ended_at, due_on) for key, ended_at, due_on, _pk in _there(held, None)}
    words = [f"missing: {item}" for item in wanted - there] + [f"too much: {item}" for item in there - wanted]
    return [f"{held.application.reference} {word}" for word in sorted(words)]


def _facts_of(held: Held, rows: set[int] | None) -> list[MoveFact]:
    """The moves of some stages (None: of all), with those of the application that lie over them."""
    return [fact for fact in held.facts if rows is None or fact.row is None or fact.row in rows]


def _there(held: Held, rows: set[int] | None) -> list[tuple[Key, dt.datetime | None, dt.date | None, int]]:
    """The waits that stand in the table, of some stages or (None) of all: key, end, due day, id."""
    found = THERE.rows(held.application.pk) if rows is None else [wait for row in rows for wait in OF_STAGE.rows(row)]
    return [(tuple(key), end, due, pk) for *key, end, due, pk in found]


def _key(span: WaitSpan) -> Key:
    return (span.row, span.party, span.body, span.started_at, span.began_by)


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
    """Due days: the one its holder named; else the move's own, moved on with a changed date, and after a pause by what was not used."""
    facts = {fact.id: fact for fact in held.facts}
    turns: dict[int, list[WaitSpan]] = defaultdict(list)
    for span in spans:
        turns[span.began_by].append(span)
    found: dict[Key, dt.date | None] = {}
    for span in spans:
        earlier = [other for other in turns[span.began_by] if other.started_at < span.started_at]
        found[_key(span)] = None if span.party == PAUSED else _due_on(held, facts[span.began_by], span, earlier)
    return found


def _due_on(held: Held, move: MoveFact, span: WaitSpan, earlier: Sequence[WaitSpan]) -> dt.date | None:
    """A day somebody named stands, unless it lay in a pause that is over: then what was left of the target counts."""
    if span.until is not None and span.until >= clock.local_date(span.started_at, ZONE):
        return span.until
    return _moved_on(held, move, span, earlier)


def _moved_on(held: Held, move: MoveFact, span: WaitSpan, earlier: Sequence[WaitSpan]) -> dt.date | None:
    if move.target_days is None or (not earlier and span.started_at == move.effective_at):
        return move.due_on
    calendar = calendar_of(held.application, span.party, span.body or held.asked(span.row, until=move.number))
    spent = [
        used(calendar, clock.local_date(s.started_at, ZONE), clock.local_date(s.ended_at, ZONE), move.target_unit)
        for s in earlier
        if s.party != PAUSED and s.ended_at
    ]
    if None in spent:
        return None
    left = max(0, move.target_days - sum(days or 0 for days in spent))
    return add(calendar, clock.local_date(span.started_at, ZONE), Target(left, move.target_unit))
