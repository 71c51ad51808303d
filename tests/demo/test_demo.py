"""The demo is whole: every ending, nothing sent, its letters and reports written, the same people each time."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from onboarding.actions.demo.world import STAFF
from onboarding.models import Application, Move, OutboxItem, Stage
from onboarding.stages.names import ENDINGS, Life
from tests.demo.edges import EDGES

pytestmark = pytest.mark.django_db
PEOPLE = 60  # those with a written fate; one of them applies twice


def test_the_demo_shows_every_ending_and_every_edge_and_sends_nothing(tmp_path):
    said = StringIO()
    call_command("demo", no_serve=True, as_at=dt.date(2026, 11, 20), out=tmp_path, people=PEOPLE, stdout=said)
    states = Counter(Application.objects.values_list("state", flat=True))
    assert sum(states.values()) == PEOPLE + 1
    assert set(ENDINGS) <= set(states)
    assert {Life.IN_PROGRESS, Life.PAUSED, Life.RESTING, Life.IN_ROLE, Life.MOVED_ON} <= set(states)
    assert not OutboxItem.objects.exists()
    assert Stage.objects.filter(kind="placement", state="closed").exists()
    letters = sorted(file.name for file in tmp_path.glob("L*.pdf"))
    assert sum(Counter(name[:3] for name in letters).values()) == 12
    assert {name[:3] for name in letters} == {"L06", "L22", "L25"}
    assert (tmp_path / "where-people-get-stuck.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "audit-report.pdf").read_bytes().startswith(b"%PDF")
    assert all(f"{key}@brightwater.example" in said.getvalue() for key, _name, _roles in STAFF)
    taken = set(Move.objects.values_list("kind", "step", "code"))
    assert [edge for edge in EDGES if edge not in {(kind, step) for kind, step, _code in taken} | taken] == []
