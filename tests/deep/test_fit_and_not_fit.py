"""100 people who are fit and 100 who are not: from outside the record nobody could sort them."""

import datetime as dt
import random
from typing import Any

import pytest

from onboarding.door import take
from onboarding.models import Application, AuditEvent, OutboxItem
from tests.making import DAY, HOUR, START, advance, applicant, application, team

pytestmark = [pytest.mark.deep, pytest.mark.django_db]
PEOPLE = 100
INSIDE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("write_support", {"adjustments": "canary support"}), ("agree_support", {"says": "other"}), ("offer_talk", {}),
    ("record_talk", {"talked": "held"}), ("note_access", {"access_to_work": "asked"}),
)  # fmt: skip


def somebody(outcome, number):
    who = applicant("Maya", "Collins", email=f"{outcome}{number}@x.example")
    facts = {"occupational_health.record_result": {"outcome": outcome}}
    gap = dt.timedelta(hours=random.Random(number).randint(1, 90))
    app = advance(application(who=who, at=START), "occupational_health.being_considered", gap=gap, facts=facts)
    if outcome == "not_fit":
        refuse(app)
    return app.pk


def refuse(app):
    when = app.moves.latest("number").recorded_at + HOUR
    for step, answers in INSIDE:
        take(app, "occupational_health", step, by=team()[0], at=when, **answers)
    for by in team():
        take(app, "occupational_health", "decide_not", by=by, at=when + DAY, support=True, other_role=True, reasons=True)


def outside(pk):
    """States, parties, steps, times, letters and codes of events, as they stand outside the record."""
    app = Application.objects.get(pk=pk)
    moves = app.moves.order_by("number").values_list("kind", "step", "source", "target", "party", "outcome", "effective_at")
    waits = app.waits.order_by("started_at", "pk").values_list("kind", "party", "started_at", "ended_at", "due_on")
    going = OutboxItem.objects.filter(application=app).order_by("pk").values_list("kind", "status", "not_before")
    return app.state, list(moves), list(waits), list(going)


def test_nobody_could_sort_them():
    fit = [outside(somebody("fit", number)) for number in range(PEOPLE)]
    assert fit == [outside(somebody("not_fit", number)) for number in range(PEOPLE)]
    assert not AuditEvent.objects.filter(envelope__contains="not_fit").exists()
    assert not AuditEvent.objects.filter(envelope__contains="canary support").exists()
