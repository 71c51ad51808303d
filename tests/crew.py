"""Processes that work on the database of a test at the same time: how to start them, and what must hold afterwards."""

import json
import os
import subprocess
import sys
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection, models

from onboarding.door import waits
from onboarding.door.chain import move_digest
from onboarding.door.held import look
from onboarding.engine.hashing import GENESIS, link
from onboarding.models import Application, AuditEvent, Move, OutboxItem, Stage, Wait


def environment() -> dict[str, str]:
    """What a process needs to open the same database with the same keys."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{known['NAME']}"
    else:
        host = quote(known.get("HOST") or "127.0.0.1", safe="")
        login = f"{known['USER']}:{known.get('PASSWORD') or ''}"
        url = f"postgres://{login}@{host}:{known.get('PORT') or 5432}/{known['NAME']}"
    return {
        **os.environ, "DATABASE_URL": url, "FIELD_KEY": settings.FIELD_KEY, "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "onboarding.conf.settings", "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip


def start(module: str, *args: object) -> subprocess.Popen[str]:
    """One process that runs `python -m module args` on the test's database."""
    command = [sys.executable, "-m", module, *map(str, args)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def results(crew: list[subprocess.Popen[str]], *, seconds: int = 600) -> list[dict[str, Any]]:
    """What each process printed last, as JSON; a process that failed fails the test with its own words."""
    found = []
    for process in crew:
        out, err = process.communicate(timeout=seconds)
        assert process.returncode == 0, err[-3000:]
        found.append(json.loads(out.strip().splitlines()[-1]))
    return found


def nothing_half_written() -> None:
    """Rows, moves, waits, events and heads agree everywhere."""
    for application in Application.objects.all():
        moves = list(Move.objects.filter(application=application).order_by("number"))
        assert [move.number for move in moves] == list(range(1, application.tally + 1))
        _row_follows(application, [move for move in moves if move.stage_id is None], "draft")
        for stage in Stage.objects.filter(application=application):
            _row_follows(stage, [move for move in moves if move.stage_id == stage.pk], "not_open")
        assert waits.difference(look(application)) == []
        _chain_holds(application, moves)
    assert not Wait.objects.filter(ended_at=None).exclude(application__state__in=("in_progress", "paused")).exists()
    orphans = OutboxItem.objects.filter(move__isnull=False).exclude(move__application=models.F("application"))
    assert not orphans.exists()


def _row_follows(row: Application | Stage, moves: list[Move], first: str) -> None:
    assert [move.seq for move in moves] == list(range(1, row.version + 1))
    assert row.state == (moves[-1].target if moves else first)


def _chain_holds(application: Application, moves: list[Move]) -> None:
    previous, digests = GENESIS, []
    events = AuditEvent.objects.filter(application=application).order_by("seq")
    for number, event in enumerate(events, start=1):
        assert (event.seq, event.previous) == (number, previous)
        previous = link(event.previous, event.envelope, event.commit)
        assert event.hash == previous
        if event.type == "move":
            digests.append(json.loads(event.envelope)["codes"]["digest"])
    assert (application.chain_seq, application.chain_head) == (len(events), previous)
    assert digests == [move_digest(move) for move in moves]
