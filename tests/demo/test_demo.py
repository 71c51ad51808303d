"""The demo is whole: every ending, nothing sent, its letters and reports written, the same people each time."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from onboarding.actions.demo.world import STAFF
from onboarding.models import Application, OutboxItem, Stage
from onboarding.stages.names import ENDINGS, Life

pytestmark = pytest.mark.django_db


def test_the_demo_shows_every_ending_and_sends_nothing(tmp_path):
    said = StringIO()
    call_command("demo", no_serve=True, as_at=dt.date(2026, 11, 20), out=tmp_path, stdout=said)
    states = Counter(Application.objects.values_list("state", flat=True))
    assert sum(states.values()) == 60
    assert set(ENDINGS) <= set(states)
    assert {Life.IN_PROGRESS, Life.PAUSED, Life.RESTING, Life.IN_ROLE, Life.MOVED_ON} <= set(states)
    assert not OutboxItem.objects.exists()
    assert Stage.objects.filter(kind="placement", state="closed").exists()
    letters = sorted(file.name for file in tmp_path.glob("L*.pdf"))
    assert Counter(name[:3] for name in letters) == {"L06": 4, "L22": 4, "L25": 4}
    assert (tmp_path / "where-people-get-stuck.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "audit-report.pdf").read_bytes().startswith(b"%PDF")
    assert all(f"{key}@brightwater.example" in said.getvalue() for key, _name, _roles in STAFF)
