"""The pages that staff open all day with 100,000 applications, beside an empty page and Django's own admin: ratios of the same run.

`python3 manage.py test --deep --leg bench-sqlite --leg bench-postgresql tests/bench/test_pages.py`; BENCH_COPIES makes it smaller.
"""

import datetime as dt
import json
import os
import statistics
import subprocess
import tempfile
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.models import Application, User
from tests import crew
from tests.bench import many
from tests.bench.test_door import _a_database, environment

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
END, PEOPLE, ROUNDS = dt.date(2026, 11, 20), 60, 7
COPIES = int(os.environ.get("BENCH_COPIES", "1640"))
MOST = 12
FLOOR = "an empty page"


def pages() -> dict[str, str]:
    """What is measured: the lists, a page far down, a name, a name with a slip, and the longest application."""
    row = Application.objects.filter(state="in_progress").order_by("-tally", "pk")[COPIES // 2]
    deep = Application.objects.select_related("applicant").order_by("applicant__sort_name", "pk")[Application.objects.count() // 2]
    return {
        FLOOR: "/empty/",
        "worklist": "/staff/",
        "worklist, mine": "/staff/?show=mine",
        "worklist, waiting for Occupational Health": "/staff/?party=occupational_health",
        "worklist, a name": "/staff/?name=okafor",
        "people": "/staff/people/",
        "people, half way down": f"/staff/people/?after={deep.applicant.sort_name}|{deep.pk}",
        "people, a name": "/staff/people/?name=oabkaf",
        "people, a common name": "/staff/people/?name=o",
        "people, a name with a slip": "/staff/people/?name=okafro",
        "application": f"/staff/people/{row.reference}/",
    }


def ours(client: Client, places: dict[str, str]) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Milliseconds of each page, a list a page, and how many statements each asked."""
    times: dict[str, list[float]] = {name: [] for name in places}
    asked = {}
    for number in range(ROUNDS + 1):
        for name, page in places.items():
            with CaptureQueriesContext(connection) as found:
                start = time.perf_counter()
                answer = client.get(page)
                took = 1000 * (time.perf_counter() - start)
            assert answer.status_code == 200
            asked[name] = len(found)
            times[name] += [took] if number else []
    return times, asked


def peer() -> dict[str, list[float]]:
    """The same of Django's admin, on the very same rows."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(environment()), str(Path(__file__).with_name("admin.py"))]
        command += [_a_database(Path(folder)), str(crew.environment()["DATABASE_URL"])]
        run = subprocess.run([*command, str(ROUNDS)], check=True, capture_output=True, text=True)
    return json.loads(run.stdout.splitlines()[-1])


def test_pages_beside_an_empty_page_and_the_admin(tmp_path: Path, settings: Any) -> None:
    call_command("demo", no_serve=True, as_at=END, out=tmp_path, people=PEOPLE, stdout=StringIO())
    count = many.multiply(COPIES)
    settings.ROOT_URLCONF = "tests.bench.urls"
    client = Client()
    client.force_login(User.objects.get(name="Priya Shah"))
    times, asked = ours(client, pages())
    times |= peer()
    floor = statistics.median(times[FLOOR])
    print(f"\n{connection.vendor}, {count:,} applications, median of {ROUNDS} rounds, milliseconds (least to most)")
    print("| page | ms | times an empty page | statements |\n|---|---|---|---|")
    for name, each in times.items():
        middle = statistics.median(each)
        print(f"| {name} | {middle:.1f} ({min(each):.1f} to {max(each):.1f}) | {middle / floor:.1f} | {asked.get(name, '')} |")
    assert count > COPIES * PEOPLE
    assert {name: number for name, number in asked.items() if number > MOST} == {}
