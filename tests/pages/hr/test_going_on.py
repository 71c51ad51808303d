"""While a course or a placement goes on nobody is waited for, and staff read so."""

import re

import pytest

from hr.links import person_url
from onboarding.door import take
from onboarding.door.undo import undo
from tests.making import DAY, HOUR, advance, application, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


def words(client, url):
    return re.sub(r"\s+", " ", client.get(url).content.decode())


def session(app, at=NOW - HOUR):
    return take(app, "placement", "log_session", by=team()[0], at=at, minutes=60, one_to_one=5)


@pytest.fixture
def placed(db):
    return advance(application(), "placement.on_placement", at=NOW - 10 * DAY)


def test_a_placement_that_goes_on_waits_for_nobody(hr, placed):
    page = words(hr, person_url(placed.reference))
    assert "Placement: On placement. On now for" in page
    assert "to the planned end" in page
    assert "Host team" not in page


def test_the_same_is_said_of_classes(hr):
    app = advance(application(), "training.in_classes", at=NOW - 10 * DAY)
    page = words(hr, person_url(app.reference))
    assert "On now" in page
    assert "Waiting for Training provider" not in page
    assert "Training provider" not in page.partition("<thead")[2].partition("</table>")[0]


def test_the_verb_is_the_first_session_and_then_the_review(hr, placed):
    assert "Next: record a session" in words(hr, person_url(placed.reference))
    done = session(placed)
    page = words(hr, person_url(placed.reference))
    assert "Next: hold a review" in page
    assert "Next: record a session" not in page
    undo(placed, done.pk, by=team()[0], at=NOW, reason="wrong_step")
    assert "Next: record a session" in words(hr, person_url(placed.reference))


def test_a_session_can_still_be_recorded_among_the_other_steps(hr, placed):
    session(placed)
    stage = placed.stages.get(kind="placement").pk
    assert f"?do={stage}.log_session#step" in words(hr, f"{person_url(placed.reference)}?do={stage}")


def test_past_its_planned_end_the_review_is_due_and_still_nobody_is_waited_for(hr):
    app = advance(application(), "placement.on_placement", at=NOW - 110 * DAY)
    page = words(hr, "/staff/?step=placement")
    assert "Record a session" in page
    session(app, at=NOW - 90 * DAY)
    page = words(hr, "/staff/?step=placement").partition('id="overdue"')[2].partition("</table>")[0]
    assert "Hold a review" in page
    assert "On now" in page
    assert "past the planned end" in page
    assert "Host team" not in page


def happened(client, app):
    return words(client, person_url(app.reference)).partition("What has happened")[2]


def test_each_recorded_week_says_which_it_is(hr):
    app = advance(application(), "training.in_classes", at=NOW - 10 * DAY)
    for week, status, day in ((2, "attended", None), (1, "made_up", NOW.date())):
        take(app, "training", "record_week", by=team()[0], at=NOW - HOUR, week=week, status=status, made_up_on=day)
    told = happened(hr, app)
    assert "Training: Record a week, week 2" in told
    assert "Training: Record a week, week 1" in told
    last = app.moves.latest("number").pk
    assert "Record a week, week 1" in words(hr, f"{person_url(app.reference)}move/{last}/")


def test_each_session_says_the_how_manieth_it_is_of_those_that_stand(hr, placed):
    first, second = session(placed, NOW - 3 * HOUR), session(placed, NOW - 2 * HOUR)
    undo(placed, second.pk, by=team()[0], at=NOW - HOUR, reason="wrong_step")
    session(placed)
    told = happened(hr, placed)
    assert told.count("Placement: Record a session, session 1") == 1
    assert "Undone: Placement: Record a session, session 2" in told
    assert "Placement: Record a session, session 2 (undone later)" in told
    assert told.count("Placement: Record a session, session 2") == 3
    assert first.pk != second.pk
