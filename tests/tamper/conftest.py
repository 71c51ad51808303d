"""A database with a few applications whose history has one of everything, and ways round the triggers."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from onboarding.door.amend import amend
from onboarding.door.chain import record
from onboarding.door.undo import undo
from onboarding.models import Application, AuditEvent, triggers
from tests.making import DAY, START, advance, applicant, application, team

LATER = START + 200 * DAY


@pytest.fixture(scope="module")
def _made_once(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Made once for a module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        _make()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(_made_once: None, db: Any) -> list[Application]:
    """Three applications: half-way, in role, undone and amended ones, with words, a read, an erasure; and sign-ins."""
    return [*Application.objects.order_by("pk")]


def _make() -> None:
    first, _second = team()
    made = [advance(application(who=applicant(f"P{n}")), upto) for n, upto in enumerate(("crb.with_body", "placement.closed"))]
    mended = advance(application(who=applicant("P3")), "selection.offered")
    undo(mended, mended.moves.filter(step="offer").get().pk, by=first, at=LATER, reason="wrong_step")
    move = mended.moves.filter(step="met").get()
    amend(mended, move.pk, effective_at=move.effective_at - dt.timedelta(minutes=20), by=first, at=LATER, reason="wrong_date")
    told = record(made[0], "letter", by=first, at=LATER, codes={"kind": "L06"}, words={"to": "P0"})
    record(made[0], "contact", by=first, at=LATER, words={"line": "rang", "who": "P0"})
    erased = record(made[0], "contact", by=first, at=LATER, words={"line": "to be erased"})
    with unguarded():
        execute("DELETE FROM onboarding_auditpayload WHERE event_id = %s", erased.pk)
    record(made[0], "erasure", by=first, at=LATER, codes={"erased": [erased.seq], "basis": "retention"})
    record(made[0], "read_restricted", by=first, at=LATER, codes={"kind": "crb"})
    for number in range(4):
        record(None, "signed_in", by=first, at=LATER + number * DAY, codes={"how": "password"})
    assert told.payload


@contextmanager
def unguarded() -> Iterator[None]:
    """The triggers taken off, as someone who owns the database could, and put back so that nobody sees it."""
    if connection.vendor == "postgresql":  # a table with checks still to come cannot lose a trigger
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    triggers.uninstall(connection)
    yield
    triggers.install(connection)


def execute(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def events(app: Application | None) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(application=app).order_by("seq"))
