"""Every way to change a state that is not the door is refused, and the database stays as it was, to the byte."""

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django_fsm import TransitionNotAllowed

from onboarding import access
from onboarding.engine.edges import edges
from onboarding.engine.grammar import DOOR
from onboarding.models import Application, Edge, Letter, Move, Stage, triggers
from onboarding.stages import ALL_KINDS
from tests import making
from tests.answers import answers

pytestmark = pytest.mark.django_db
REFUSED = (DatabaseError, AttributeError, TransitionNotAllowed, TypeError, serializers.base.DeserializationError)
WITNESSED = (Stage, Application, Move, Edge)


def digest() -> str:
    """One digest over every row of every witnessed table."""
    found = hashlib.sha256()
    for model in WITNESSED:
        for row in model._default_manager.order_by("pk").values_list():
            found.update(repr(row).encode())
    return found.hexdigest()


@pytest.fixture
def people(db: Any) -> list[Application]:
    return making.crowd(4)


def attempts(rng: random.Random) -> Iterator[Callable[[], object]]:
    """Attempts of every kind, each on a random row, along edges that exist and edges that do not."""
    while True:
        yield rng.choice(WAYS)(rng)


def _stage(rng: random.Random) -> Stage:
    return rng.choice(list(Stage.objects.all()))


def _some_state(rng: random.Random, stage: Stage) -> str:
    """A state it does not have: often along a declared edge, else any word at all."""
    legal = [e.target for e in edges(ALL_KINDS.values()) if (e.kind, e.source) == (stage.kind, stage.state)]
    pool = [state for state in (*legal, *ALL_KINDS[stage.kind].codes, "nonsense") if state != stage.state]
    return rng.choice(pool)


def by_queryset(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    state = _some_state(rng, stage)
    more: dict[str, Any] = rng.choice(({}, {"version": stage.version + 1}, {"version": 0}))
    return lambda: Stage.objects.filter(pk=stage.pk).update(state=state, **more)


def by_bulk(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    stage.__dict__["state"] = _some_state(rng, stage)
    return lambda: Stage.objects.bulk_update([stage], ["state"])


def by_save(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    stage.__dict__["state"] = _some_state(rng, stage)
    stage.version += rng.choice((0, 1))
    return stage.save


def by_attribute(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    state = _some_state(rng, stage)
    return lambda: setattr(stage, "state", state)


def by_calling_the_step(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    step = rng.choice([name for name, step in ALL_KINDS[stage.kind].steps.items() if not step.asks])
    return lambda: getattr(stage, step)()


def by_create(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    state = rng.choice([code for code in ALL_KINDS[stage.kind].codes if code != "not_open"])
    return lambda: Stage.objects.create(application=stage.application, kind=stage.kind, slot=9, state=state)


def by_bulk_create(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    made = Stage(application=stage.application, kind=stage.kind, slot=8, state="closed", version=rng.choice((0, 3)))
    return lambda: Stage.objects.bulk_create([made])


def by_delete(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    return rng.choice((
        stage.delete, stage.application.delete, lambda: models.QuerySet(Stage).filter(pk=stage.pk)._raw_delete("default"),
        rng.choice(list(Move.objects.all())).delete,
    ))  # fmt: skip


def by_raw_update(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    state = _some_state(rng, stage)
    sql = rng.choice((
        "UPDATE onboarding_stage SET state = %s WHERE id = %s",
        "UPDATE onboarding_stage SET state = %s, version = version + 1 WHERE id = %s",
    ))  # fmt: skip
    return lambda: _run(sql, [state, stage.pk])


def by_raw_life(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    state = rng.choice([code for code in ALL_KINDS["application"].codes if code != stage.application.state])
    sql = "UPDATE onboarding_application SET state = %s, version = version + 1 WHERE id = %s"
    return lambda: _run(sql, [state, stage.application_id])


def by_raw_move(rng: random.Random) -> Callable[[], object]:
    """A forged move along an edge that no step declares, or from where the row does not stand."""
    stage = _stage(rng)
    declared = edges(ALL_KINDS.values())
    legal = {(e.source, e.target) for e in declared if (e.kind, e.step) == (stage.kind, "invite")}
    pairs = [(a, b) for a in ALL_KINDS[stage.kind].codes for b in ALL_KINDS[stage.kind].codes if (a, b) not in legal]
    source, target = rng.choice(pairs)
    row = _forged(stage, source=source, target=target, step="invite", seq=stage.version + rng.choice((1, 2)))
    return lambda: row.save(force_insert=True)


def by_changing_a_move(rng: random.Random) -> Callable[[], object]:
    move = rng.choice(list(Move.objects.all()))
    field = rng.choice(("effective_at", "target", "actor_id"))
    value: Any = making.START if field == "effective_at" else "closed" if field == "target" else None
    return lambda: Move.objects.filter(pk=move.pk).update(**{field: value})


def by_adding_an_edge(rng: random.Random) -> Callable[[], object]:
    return lambda: Edge.objects.create(kind="crb", step="wish", source="not_open", target="closed")


def by_replacing(rng: random.Random) -> Callable[[], object]:
    """INSERT OR REPLACE walks round update triggers on SQLite; on PostgreSQL its cousin is an upsert."""
    stage = _stage(rng)
    columns = "(id, application_id, kind, slot, state, version, opens_after)"
    values = [stage.pk, stage.application_id, stage.kind, stage.slot, "closed", 0, json.dumps(stage.opens_after)]
    ending = " ON CONFLICT (id) DO UPDATE SET state = 'closed'"
    word, ending = ("INSERT OR REPLACE", "") if connection.vendor == "sqlite" else ("INSERT", ending)
    sql = f"{word} INTO onboarding_stage {columns} VALUES (%s, %s, %s, %s, %s, %s, %s){ending}"
    return lambda: _run(sql, values)


def by_loaddata(rng: random.Random) -> Callable[[], object]:
    stage = _stage(rng)
    fields = {
        "application": stage.application_id,
        "kind": stage.kind,
        "slot": stage.slot,
        "state": _some_state(rng, stage),
    }
    fields |= {"version": stage.version, "opens_after": stage.opens_after}
    row = json.dumps([{"model": "onboarding.stage", "pk": stage.pk, "fields": fields}])

    def load() -> None:
        for made in serializers.deserialize("json", row):
            made.save()

    return load


WAYS = (
    by_queryset, by_bulk, by_save, by_attribute, by_calling_the_step, by_create, by_bulk_create, by_delete, by_raw_update,
    by_raw_life, by_raw_move, by_changing_a_move, by_adding_an_edge, by_replacing, by_loaddata,
)  # fmt: skip


def _forged(stage: Stage, **fields: Any) -> Move:
    given = {"kind": stage.kind, "number": 999, "effective_at": making.START, "recorded_at": making.START, **fields}
    return Move(application=stage.application, stage=stage, **given)


def _run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(attempt: Callable[[], object]) -> bool:
    """Whether it was refused, by Python or by the database."""
    try:
        with transaction.atomic():
            attempt()
    except REFUSED:
        return True
    return False


def _try(count: int) -> None:
    before, rng = digest(), random.Random(count)
    for number, attempt in zip(range(count), attempts(rng), strict=False):
        assert refused(attempt), f"attempt {number} went through: {attempt}"
        if number % 500 == 0:
            assert digest() == before
    assert digest() == before


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_way_round_the_door_is_refused(people, way):
    before, rng = digest(), random.Random(1)
    for _time in range(8):
        assert refused(way(rng))
    assert digest() == before


def test_hundreds_of_changes_of_state_without_a_move_are_refused(people):
    _try(400)


@pytest.mark.deep
def test_ten_thousand_changes_of_state_without_a_move_are_refused(people):
    _try(10_000)


def test_a_file_of_rows_cannot_be_loaded_over_what_stands(people, tmp_path: Path):
    before, stage = digest(), Stage.objects.exclude(state__in=("not_open", "closed")).earliest("pk")
    rows = json.loads(serializers.serialize("json", Stage.objects.filter(pk=stage.pk)))
    rows[0]["fields"]["state"] = "closed"
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows))
    with pytest.raises(DatabaseError), transaction.atomic():
        call_command("loaddata", str(file), verbosity=0)
    assert digest() == before


def test_the_triggers_stand_in_this_test_as_in_every_other(db):
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_the_triggers_stand_after_a_flush_too(people):
    assert triggers.missing(connection) == []


def test_a_missing_trigger_is_named(db):
    name = "witness_stage_update"
    where = " ON onboarding_stage" if connection.vendor == "postgresql" else ""
    with suppress(RuntimeError), transaction.atomic():
        _run(f"DROP TRIGGER {name}{where}", [])
        assert triggers.missing(connection) == [name]
        raise RuntimeError
    assert triggers.missing(connection) == []


def test_a_letter_keeps_its_words_and_its_file(people):
    assert "UPDATE" in {trigger.event for trigger in triggers.TRIGGERS if trigger.table == Letter._meta.db_table}


ROLES_OF_STAFF = [role for role in access.ROLES if role not in ("applicant", "system")]


def by_http(rng: random.Random, clients: dict[str, Client]) -> tuple[str, int]:
    """A step asked for over HTTP by somebody without the right to it; gives who asked and the answer."""
    stage = _stage(rng)
    step = rng.choice([step for step in ALL_KINDS[stage.kind].steps.values() if step.permission != DOOR])
    role = rng.choice([role for role in clients if step.permission not in access.ROLES.get(role, ())])
    address = rng.choice((
        f"/staff/people/{stage.application.reference}/step/{stage.pk}/{step.name}/",
        f"/progress/{stage.application.reference}/do/{stage.kind}/{step.name}/",
    ))  # fmt: skip
    facts = {name: str(fact) for name, fact in answers(step, rng, making.START).items()}
    sent = {**facts, "expected_version": stage.version, "key": f"{rng.random()}", "happened": "today"}
    return role, clients[role].post(address, sent).status_code


def _over_http(count: int) -> None:
    making.cohort(making.START.date())
    making.site()
    clients = {role: Client() for role in ["signed out", "applicant", *ROLES_OF_STAFF]}
    for role in ROLES_OF_STAFF:
        clients[role].force_login(making.staff(f"Only {role}", role))
    stranger = making.applicant("Some", "Stranger", signs_in=True)
    assert stranger.user
    clients["applicant"].force_login(stranger.user)
    before, rng = digest(), random.Random(count)
    for _number in range(count):
        role, status = by_http(rng, clients)
        assert status in ((302,) if role == "signed out" else (200, 404)), (role, status)
    assert digest() == before


def test_nobody_without_the_right_moves_a_stage_over_http(people):
    _over_http(60)


@pytest.mark.deep
def test_thousands_of_requests_without_the_right_move_nothing(people):
    _over_http(2_000)


def test_there_is_no_admin_to_change_a_state_in(db):
    assert not apps.is_installed("django.contrib.admin")
    assert Client().get("/admin/").status_code == 404
