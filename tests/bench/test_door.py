"""A plain step through the whole door, beside its peers in an environment of their own: ratios of the same run.

`python3 manage.py test --deep --leg bench-sqlite --leg bench-postgresql`, or this file with `-m bench -s`.
"""

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from onboarding.door import take
from onboarding.models import Application
from tests import crew, making

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
PEERS = ("django>=5.2,<5.3", "django-fsm-2>=4.2.4,<5", "django-fsm-log", "django-viewflow", "psycopg[binary]>=3.3")
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (("take_back", {"reason": "help"}), ("give_again", {}))
ROUNDS, SECONDS, PEOPLE = 5, 1.0, 60  # so many that their histories stay as long as a usual one: about 40 moves


def environment() -> Path:
    """The Python of the peers, made once: none of them is a dependency of ours (viewflow is AGPL)."""
    home = Path(settings.BASE_DIR) / "var" / "bench-peers"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def peers(python: Path) -> dict[str, float]:
    """Steps a second of each peer, in a database of its own of the same kind."""
    with tempfile.TemporaryDirectory() as folder:
        url = _a_database(Path(folder))
        script = Path(__file__).with_name("peers.py")
        run = subprocess.run([python, script, url, str(SECONDS)], check=True, capture_output=True, text=True)
    return json.loads(run.stdout.splitlines()[-1])


def _a_database(folder: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'peers.sqlite3'}"
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS bench_peers")
        cursor.execute("CREATE DATABASE bench_peers")
    return urlsplit(crew.environment()["DATABASE_URL"])._replace(path="/bench_peers").geturl()


def steps() -> Iterator[None]:
    """Plain steps for ever: the ball goes back to us and to the person again, for one person after the other."""
    by, now = making.team()[0], making.START + 3 * making.DAY
    people = [making.advance(making.application(at=making.START), "selection.with_applicant") for _ in range(PEOPLE)]
    while True:
        for step, facts in STEPS:
            for application in people:
                now += dt.timedelta(minutes=1)
                take(application, "selection", step, by=by, at=now, **facts)
                yield


def rate(going: Iterator[None]) -> float:
    """Steps a second over one round."""
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        next(going)
        done += 1
    return done / (time.perf_counter() - start)


def test_a_plain_step_beside_its_peers():
    python, going = environment(), steps()
    found: dict[str, list[float]] = {}
    next(going)
    for _round in range(ROUNDS):
        for name, per_second in {"the door": rate(going), **peers(python)}.items():
            found.setdefault(name, []).append(per_second)
    print(
        f"\n{connection.vendor}, Python {sys.version.split()[0]}, median of {ROUNDS} rounds of {SECONDS} s, one client"
    )
    print("| | steps a second | the door is … times as fast |\n|---|---|---|")
    door = statistics.median(found["the door"])
    for name, rates in found.items():
        middle = statistics.median(rates)
        print(f"| {name} | {middle:.0f} ({min(rates):.0f} to {max(rates):.0f}) | {door / middle:.2f} |")
    assert Application.objects.count() == PEOPLE
    crew.nothing_half_written()
