"""100 people of whom a check says yes and 100 of whom it says more: from outside the record nobody could sort them."""

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.test import Client

from onboarding.door import take
from onboarding.models import Application, AuditEvent, OutboxItem
from tests.making import DAY, HOUR, START, advance, applicant, application, considered, staff, team

pytestmark = [pytest.mark.deep, pytest.mark.django_db]
PEOPLE = 100
CANARY = "canary support"
INSIDE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("write_support", {"adjustments": CANARY}), ("agree_support", {"says": "other"}), ("offer_talk", {}),
    ("record_talk", {"talked": "held"}), ("note_access", {"access_to_work": "asked"}),
)  # fmt: skip


def not_for_this_role(app: Application) -> None:
    """All that a “not fit” brings inside: support, talk, a no of two people."""
    when = app.moves.latest("number").recorded_at + HOUR
    for step, answers in INSIDE:
        take(app, "occupational_health", step, by=team()[0], at=when, **answers)
    for by in team():
        take(app, "occupational_health", "decide_not", by=by, at=when + DAY, support=True, other_role=True, reasons=True)


def not_with_this_certificate(app: Application) -> None:
    """All that a certificate with something on it brings inside, and a no of two people."""
    when = considered(app, at=app.moves.latest("number").recorded_at + HOUR)
    for by in team():
        take(app, "crb", "decide_not", by=by, at=when, reasons=True)


def talks_that_did_not_take_place(app: Application) -> None:
    """While it is with them: two days on which the person could not come, another way, vaccines that are not cleared yet."""
    when = app.moves.latest("number").recorded_at
    day = {"appointment_on": when.date()}
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("appointment_made", day), ("appointment_missed", {}), ("appointment_made", day), ("appointment_missed", {}),
        ("ask_another_way", {"suits_better": "visit"}), ("record_vaccines", {"vaccines": "pending"}),
    )  # fmt: skip
    for step, answers in steps:
        take(app, "occupational_health", step, by=team()[0], at=when, **answers)


def nothing(_app: Application) -> None:
    """While it is with the DBS nothing is known that could differ."""


@dataclass(frozen=True)
class Check:
    """A restricted check: two answers, what the second one brings inside before and after it, and who has no right to read it."""

    kind: str
    yes: dict[str, Any]
    more: dict[str, Any]
    before: Callable[[Application], None]
    inside: Callable[[Application], None]
    outsiders: tuple[str, ...]


CHECKS = (
    Check("occupational_health", {"outcome": "fit"}, {"outcome": "not_fit"}, talks_that_did_not_take_place, not_for_this_role,
          ("coordinator", "disclosure_handler", "auditor")),
    Check("crb", {"content": "clear"}, {"content": "disclosed"}, nothing, not_with_this_certificate,
          ("hr", "coordinator", "oh_liaison", "auditor")),
)  # fmt: skip
PAGES = ("/staff/people/{}/", "/staff/people/{}/as-seen/", "/staff/people/{}/audit/")


@pytest.fixture
def now():
    """Pages say when they were made: all at one instant, half a year later."""
    with time_machine.travel(START + 183 * DAY, tick=False):
        yield


def somebody(check: Check, answer: dict[str, Any], number: int) -> Application:
    """One person at the place where it is being considered, at hours of their own."""
    who = applicant("Maya", "Collins", email=f"{check.kind}{number}@x.example", signs_in=False)
    gap = dt.timedelta(hours=random.Random(number).randint(1, 90))
    facts = {f"{check.kind}.record_result": answer, "occupational_health.refer": {"demands": ["vaccines"]}}
    app = advance(application(who=who, at=START), f"{check.kind}.with_body", gap=gap, facts=facts)
    if answer == check.more:
        check.before(app)
    app = advance(app, f"{check.kind}.being_considered", gap=gap, facts=facts)
    if answer == check.more:
        check.inside(app)
    return Application.objects.get(pk=app.pk)


def outside(app: Application) -> Any:
    """States, parties, steps, times and letters, as they stand outside the record."""
    moves = app.moves.order_by("number").values_list("kind", "step", "source", "target", "party", "outcome", "effective_at")
    waits = app.waits.order_by("started_at", "pk").values_list("kind", "party", "started_at", "ended_at", "due_on")
    going = OutboxItem.objects.filter(application=app).order_by("pk").values_list("kind", "status", "not_before")
    return app.state, app.promise_on, app.version, list(moves), list(waits), list(going)


def plain(text: str, app: Application) -> str:
    """A page without what names this application: its reference, its digests, and the ids and tokens of its rows."""
    text = re.sub(r'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*', r"\1", text.replace(app.reference, "REF"))
    text = re.sub(r"\b[0-9a-f]{8,64}\b", "DIGEST", text)
    return re.sub(r"(?<=[/=])\d+(?=[./\"#&])", "N", text)


def read(clients: dict[str, Client], app: Application) -> dict[tuple[str, str], str]:
    """Every page about one person that these people may open."""
    answers = {(role, page): client.get(page.format(app.reference)) for role, client in clients.items() for page in PAGES}
    opened = {key: answer.content.decode() for key, answer in answers.items() if answer.status_code == 200}
    assert {role for role, _page in opened} == set(clients)
    assert not [key for key, text in opened.items() if CANARY in text]
    return {key: plain(text, app) for key, text in opened.items()}


def signed_in(check: Check) -> dict[str, Client]:
    clients = {role: Client() for role in check.outsiders}
    for role, client in clients.items():
        client.force_login(staff(f"The {role}", role))
    return clients


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind)
def test_nobody_could_sort_them(check, now):
    clients = signed_in(check)
    for number in range(PEOPLE):
        one, other = somebody(check, check.yes, number), somebody(check, check.more, number)
        assert outside(one) == outside(other)
        first, second = read(clients, one), read(clients, other)
        assert [key for key in first if first[key] != second.get(key)] == []
    told = AuditEvent.objects.exclude(application=None)
    for never in ("not_fit", "disclosed", "missed", "pending", "appointment", CANARY):
        assert not told.filter(envelope__contains=never).exists(), never


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind)
def test_reports_and_exports_of_the_ones_are_those_of_the_others(check, now):
    client = Client()
    client.force_login(staff("Dee Lawson", "manager"))
    both = []
    for answer in (check.yes, check.more):
        made = [somebody(check, answer, number) for number in range(12)]
        pages = [client.get(f"/staff/reports/{name}") for name in ("", "where-people-get-stuck.csv")]
        assert [page.status_code for page in pages] == [200, 200]
        both.append([plain(page.content.decode(), made[0]) for page in pages])
        Application.objects.filter(pk__in=[app.pk for app in made]).update(hidden=True)
    assert both[0] == both[1]
    assert "Work and health support" in both[0][0]
