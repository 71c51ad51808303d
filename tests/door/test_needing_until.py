"""“I need until DATE”: a day that a holder names is the due day of their turn, and of no other."""

import datetime as dt

import pytest

from onboarding.door import StepRefused, take, waits
from onboarding.door.held import look
from onboarding.door.undo import undo
from onboarding.models import Wait
from tests.making import DAY, START, advance, application, team

pytestmark = pytest.mark.django_db
THEN = START + 2 * DAY
DAY_NAMED = THEN.date() + 30 * DAY


@pytest.fixture
def app():
    return advance(application(at=START), "occupational_health.with_body")


def due(app):
    return Wait.objects.get(application=app, kind="occupational_health", ended_at=None).due_on


def need(app, until=DAY_NAMED, *, at=THEN):
    return take(app, "occupational_health", "need_until", by=team()[0], at=at, until=until)


def nothing_differs(app):
    assert waits.difference(look(app)) == []


def test_the_day_they_name_is_the_due_day_that_everybody_sees(app):
    usual = due(app)
    need(app)
    assert due(app) == DAY_NAMED != usual
    waiting = Wait.objects.filter(application=app, kind="occupational_health", party="occupational_health")
    assert waiting.count() == 1  # the turn goes on: the day changes, not who holds it or since when
    nothing_differs(app)


def test_a_later_day_takes_the_place_of_an_earlier_one_and_undoing_it_brings_it_back(app):
    need(app)
    later = need(app, DAY_NAMED + 7 * DAY, at=THEN + DAY)
    assert due(app) == DAY_NAMED + 7 * DAY
    undo(app, later.pk, by=team()[0], at=THEN + DAY)
    assert due(app) == DAY_NAMED
    nothing_differs(app)


def test_the_next_turn_has_its_own_day(app):
    need(app)
    take(app, "occupational_health", "report_sent", by=team()[0], at=THEN + DAY)
    wait = Wait.objects.get(application=app, kind="occupational_health", ended_at=None)
    assert (wait.party, wait.due_on) == ("hr", dt.date(2026, 3, 9))
    nothing_differs(app)


def test_a_day_named_stands_over_a_break_and_one_that_passed_in_it_does_not(app):
    need(app)
    jo = team()[0]
    take(app, None, "pause", by=jo, at=THEN + DAY, asked="phone")
    take(app, None, "resume", by=jo, at=THEN + 10 * DAY)
    assert due(app) == DAY_NAMED
    take(app, None, "pause", by=jo, at=THEN + 11 * DAY, asked="phone")
    take(app, None, "resume", by=jo, at=THEN + 60 * DAY)
    assert due(app) > (THEN + 60 * DAY).date()
    nothing_differs(app)


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_day_that_is_over_or_too_far_is_refused(app, days):
    before = due(app)
    with pytest.raises(StepRefused, match="after today, and at most 90 days ahead"):
        need(app, THEN.date() + days * DAY)
    assert due(app) == before


def test_what_is_not_theirs_is_ours_at_once_and_nobody_else_can_name_a_day_for_it(app):
    jo = team()[0]
    take(app, "occupational_health", "not_theirs", by=jo, at=THEN, reason="not_my_job")
    assert Wait.objects.get(application=app, kind="occupational_health", ended_at=None).party == "hr"
    with pytest.raises(StepRefused, match="it is with one of us"):
        need(app, at=THEN + DAY)
    take(app, "occupational_health", "ask_them", by=jo, at=THEN + DAY)
    need(app, at=THEN + 2 * DAY)
    assert due(app) == DAY_NAMED
    nothing_differs(app)
