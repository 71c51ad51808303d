"""The demo is whole: every ending, nothing sent, its letters and reports written, the same people each time."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Value

from onboarding.actions.chase import chase_everybody
from onboarding.actions.demo.world import STAFF
from onboarding.models import (
    Application,
    AuditEvent,
    DisclosureRecord,
    GroupAgreement,
    InnerMove,
    Move,
    OutboxItem,
    Pathway,
    Stage,
)
from onboarding.stages.names import ACTIVE, ENDINGS, Life
from tests.demo.edges import EDGES
from tests.demo.statements import read_together_is_read_apart, too_many

pytestmark = pytest.mark.django_db
END = dt.date(2026, 11, 20)
PEOPLE = 60  # those with a written fate; one of them applies twice


def test_the_demo_shows_every_ending_and_every_edge_and_sends_nothing(tmp_path):
    said = StringIO()
    call_command("demo", no_serve=True, as_at=END, out=tmp_path, people=PEOPLE, stdout=said)
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
    taken = {*Move.objects.values_list("kind", "step", "code"), *InnerMove.objects.values_list("stage__kind", "step", Value(""))}
    assert signed_before_use() == {"0", "A2", "B2", "C2", "D2", "E2"}
    assert AuditEvent.objects.filter(application=None, type="pathway_signed_off").count() == 6
    assert GroupAgreement.objects.count() == 2
    the_three_of_the_tutorial()
    some_of_everything_on_the_desk()
    assert too_many() == []
    assert read_together_is_read_apart() > 500
    assert [edge for edge in EDGES if edge not in {(kind, step) for kind, step, _code in taken} | taken] == []


def some_of_everything_on_the_desk() -> None:
    """Promises that are due, and what lies with organisations for long."""
    for application in Application.objects.filter(state__in=ACTIVE):
        Application.objects.filter(pk=application.pk).update(telling=True, promise_on=END)
    chase_everybody(at=dt.datetime.combine(END, dt.time(12), tzinfo=dt.UTC))


def signed_before_use() -> set[str]:
    """The versions that Jo signed off, each on a day before its first person applied."""
    found = set()
    for pathway in Pathway.objects.filter(signed_by__name="Jo Reid", signed_by__shares_lived_experience=True):
        used = Application.objects.filter(pathway=pathway, created_at__date__lt=pathway.signed_on)
        assert not used.exists()
        found.add(pathway.code + (str(pathway.version) if pathway.version > 1 else ""))
    return found


def the_three_of_the_tutorial() -> None:
    """What docs/tutorial/first-day.md tells of Sam, Maya and Eilidh is what they live."""
    sam, maya, eilidh = (days_of(name) for name in ("Sam", "Maya", "Eilidh"))
    assert {"close_without_check", "start_role"} <= set(sam)
    assert "send_form" not in sam
    decided = DisclosureRecord.objects.filter(current=True, decision="proceed", content="disclosed")
    half_a_year_ago = END - dt.timedelta(days=183)  # what was found is erased after it
    assert decided.filter(stage__application__applicant__first_name="Maya", decided_on__lt=half_a_year_ago).exists()
    assert {"use_approval", "start_role"} <= set(maya)
    assert (eilidh["resume"] - eilidh["pause"]).days == 90
    assert eilidh["offer_place"] < eilidh["pause"] < eilidh["resume"] < eilidh["accept_place"]
    assert 90 <= (eilidh["record_destination"] - eilidh["move_on"]).days <= 100


def days_of(first_name: str) -> dict[str, dt.datetime]:
    """When somebody took each step last."""
    moves = Move.objects.filter(application__applicant__first_name=first_name).order_by("number")
    return dict(moves.values_list("step", "effective_at"))
