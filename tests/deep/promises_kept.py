"""What must be true of an application after every call of the door, worked out anew and not with the door's own code."""

import datetime as dt
from functools import cache
from typing import Any

from django.db import connection

from onboarding.door import waits
from onboarding.door.held import Held, look
from onboarding.door.verify import verify_application
from onboarding.engine.moves import MoveFact
from onboarding.models import FINDINGS, LIFE_FINDINGS, Application, AuditEvent, Promise, Stage, Wait
from onboarding.stages import ALL_KINDS, CONTACT_STEPS

ACTIVE = ("in_progress", "paused")
GOOD = ("satisfied", "waived")
Interval = tuple[dt.datetime, dt.datetime | None]


def check(app_id: int) -> None:
    """Every promise of the machine, for one application."""
    app = Application.objects.get(pk=app_id)
    held = look(app)
    assert waits.difference(held) == []
    rows_are_where_their_moves_say(held)
    for stage in held.stages:
        waits_tile_the_open_life(held, stage)
        in_order([m for m in held.standing if m.row == stage.pk])
    in_order([m for m in held.standing if m.row is None])
    endings_lie_after_what_was_before(held)
    doors_own_moves_lie_where_they_rest(held)
    nobody_is_forgotten(held)
    contact_was_lawful_or_is_known(held)
    findings_are_of_moves_that_stand(held)
    promises_are_one(app)
    assert verify_application(app).broken == []


def rows_are_where_their_moves_say(held: Held) -> None:
    assert held.application.tally == len(held.moves)
    assert [m.number for m in held.moves] == list(range(1, len(held.moves) + 1))
    rows: list[Application | Stage] = [held.application, *held.stages]
    for row in rows:
        key = row.pk if isinstance(row, Stage) else None
        own = [m for m in held.facts if m.row == key]
        stand = [m for m in held.standing if m.row == key]
        assert row.version == len(own)
        assert [m.seq for m in own] == list(range(1, len(own) + 1))
        assert row.state == (stand[-1].target if stand else ALL_KINDS[row.kind].first)
    assert all(m.effective_at <= m.recorded_at for m in held.facts)


def state_at(moves: list[MoveFact], first: str, at: dt.datetime) -> str:
    """Where a row was just after an instant, by the moves in their order."""
    return next((m.target for m in reversed(moves) if m.effective_at <= at), first)


def waits_tile_the_open_life(held: Held, stage: Stage) -> None:
    kind = ALL_KINDS[stage.kind]
    own = [m for m in held.standing if m.row == stage.pk]
    life = [m for m in held.standing if m.row is None]
    rows = list(Wait.objects.filter(stage=stage).order_by("started_at"))
    ends: list[Interval] = [(w.started_at, w.ended_at) for w in rows]
    points = sorted({m.effective_at for m in (*own, *life)} | {p for pair in ends for p in pair if p})
    elapsed = dt.timedelta()
    for start, end in zip(points, [*points[1:], None], strict=False):
        open_now = state_at(own, kind.first, start) not in (kind.first, kind.closed)
        wanted = open_now and state_at(life, "draft", start) in ACTIVE
        covering = [w for w in rows if w.started_at <= start and (w.ended_at is None or w.ended_at > start)]
        assert len(covering) == (1 if wanted else 0), (stage.kind, start, wanted, covering)
        if wanted:
            paused = state_at(life, "draft", start) == "paused"
            assert (covering[0].party == "paused") == paused
            if end:
                elapsed += end - start
    by_party = {w.party: dt.timedelta() for w in rows}
    for wait in rows:
        by_party[wait.party] += (wait.ended_at or points[-1]) - wait.started_at
    assert sum(by_party.values(), dt.timedelta()) == elapsed
    still = [w for w in rows if w.ended_at is None]
    is_open = stage.state not in (kind.first, kind.closed) and held.application.state in ACTIVE
    assert len(still) == (1 if is_open else 0)


def in_order(moves: list[MoveFact]) -> None:
    assert [m.effective_at for m in moves] == sorted(m.effective_at for m in moves)


def endings_lie_after_what_was_before(held: Held) -> None:
    for end in held.standing:
        if end.row is None and end.target not in ("draft", "in_progress", "paused", "in_role", "moved_on"):
            late = [m for m in held.standing if m.number < end.number and m.effective_at > end.effective_at]
            assert late == []


def doors_own_moves_lie_where_they_rest(held: Held) -> None:
    after = {stage.pk: stage.opens_after for stage in held.stages}
    for made in held.standing:
        before = [m for m in held.standing if m.number < made.number]
        if made.step == "open" and made.row and after[made.row] != ["application"]:
            closings = [m for m in before if m.kind in after[made.row] and m.outcome in GOOD]
            assert made.effective_at == max(m.effective_at for m in closings)
        if made.step == "open" and made.row and after[made.row] == ["application"]:
            assert made.effective_at == max(m.effective_at for m in before if m.row is None)
        if made.step == "start_role":
            assert made.effective_at >= max(m.effective_at for m in before if m.outcome in GOOD)


def nobody_is_forgotten(held: Held) -> None:
    states = {stage.state for stage in held.stages}
    if held.application.state in ACTIVE:
        assert states - {"not_open", "closed"}
    if held.application.state in ("in_role", "moved_on"):
        assert states == {"closed"}


def cleared(held: Held, kind: str, at: dt.datetime) -> bool:
    """Whether a check stood closed, satisfied or waived, at an instant."""
    row = next(stage.pk for stage in held.stages if stage.kind == kind)
    turning = [
        m for m in held.standing if m.row == row and m.effective_at <= at and (m.outcome or m.source != m.target)
    ]
    last = turning[-1] if turning else None
    return bool(last and last.outcome in GOOD and (last.expires_on is None or last.expires_on >= at.date()))


def contact_was_lawful_or_is_known(held: Held) -> None:
    asked = ["crb", "right_to_work"] if held.application.pathway.engagement == "paid" else ["crb"]
    events = AuditEvent.objects.filter(application=held.application, type="compliance_exception")
    known = list(events.values_list("envelope", flat=True))
    for move in held.standing:
        if (move.kind, move.step) in CONTACT_STEPS and not all(cleared(held, k, move.effective_at) for k in asked):
            assert any(f'"move":{move.number},' in envelope for envelope in known), move


def findings_are_of_moves_that_stand(held: Held) -> None:
    standing = {m.id for m in held.standing}
    stages, lives = _current_findings()
    for rows in _rows(stages, held.application.pk):
        assert len({stage for stage, _move in rows}) == len(rows)
        assert all(move is None or move in standing for _stage, move in rows)
    for rows in _rows(lives, held.application.pk):
        assert len(rows) <= 1
        assert all(move in standing for _application, move in rows)


def promises_are_one(app: Application) -> None:
    waiting = list(Promise.objects.filter(application=app, kept_at=None, dropped_at=None))
    assert len(waiting) <= 1
    assert app.promise_on == (waiting[0].due_on if waiting else None)
    assert app.state == "in_progress" or not waiting


@cache
def _of_one_application() -> list[str]:
    """Written once: each of these tables is read before and after every call, and building a query costs more."""
    findings = [m._default_manager.filter(stage__application=0) for m in FINDINGS.values()]
    lives = [m._default_manager.filter(application=0) for m in LIFE_FINDINGS.values()]
    rows: list[Any] = [Application.objects.filter(pk=0), Stage.objects.filter(application=0)]
    rows += [Wait.objects.filter(application=0), AuditEvent.objects.filter(application=0), *findings, *lives]
    return [query.order_by("pk").values().query.sql_with_params()[0] for query in rows]


@cache
def _current_findings() -> tuple[list[str], list[str]]:
    """For each kind of finding the rows that stand, and the moves that found them: of the stages, and of a life."""
    stages = [m._default_manager.filter(stage__application=0, current=True) for m in FINDINGS.values()]
    lives = [m._default_manager.filter(application=0, current=True) for m in LIFE_FINDINGS.values()]
    return (
        [query.values_list("stage_id", "move_id").query.sql_with_params()[0] for query in stages],
        [query.values_list("application_id", "move_id").query.sql_with_params()[0] for query in lives],
    )


def _rows(written: list[str], app_id: int) -> list[list[tuple[Any, ...]]]:
    found = []
    with connection.cursor() as cursor:
        for sql in written:
            cursor.execute(sql, [app_id])
            found.append(cursor.fetchall())
    return found


def trace(app_id: int) -> list[list[tuple[Any, ...]]]:
    """Everything that a refused call must leave as it was."""
    return _rows(_of_one_application(), app_id)
