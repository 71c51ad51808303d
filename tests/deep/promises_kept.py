"""What must be true of an application after every call of the door, worked out anew and not with the door's own code."""

import datetime as dt

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
    for model in FINDINGS.values():
        current = list(model._default_manager.filter(stage__application=held.application, current=True))
        assert len({row.stage_id for row in current}) == len(current)
        assert all(row.move_id is None or row.move_id in standing for row in current)
    for life in LIFE_FINDINGS.values():
        now = list(life._default_manager.filter(application=held.application, current=True))
        assert len(now) <= 1
        assert all(row.move_id in standing for row in now)


def promises_are_one(app: Application) -> None:
    waiting = list(Promise.objects.filter(application=app, kept_at=None, dropped_at=None))
    assert len(waiting) <= 1
    assert app.promise_on == (waiting[0].due_on if waiting else None)
    assert app.state == "in_progress" or not waiting


def trace(app_id: int) -> tuple[object, ...]:
    """Everything that a refused call must leave as it was."""
    app = Application.objects.values().get(pk=app_id)
    return (
        app,
        list(Stage.objects.filter(application=app_id).order_by("pk").values()),
        list(Wait.objects.filter(application=app_id).order_by("pk").values()),
        AuditEvent.objects.filter(application=app_id).count(),
        [list(m._default_manager.filter(stage__application=app_id).order_by("pk").values()) for m in FINDINGS.values()],
        [list(m._default_manager.filter(application=app_id).order_by("pk").values()) for m in LIFE_FINDINGS.values()],
    )
