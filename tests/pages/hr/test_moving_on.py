"""Moving on: goals, promises with a name and a day, why somebody leaves if they say, and a reference of facts that they read first."""

from typing import Any

import pytest
from django.test import Client

from onboarding import letters
from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, Destination, LaterPromise, Organisation, OutboxItem
from onboarding.queries import letter_facts
from onboarding.queries.my_data import my_data
from onboarding.tasks.deliver import deliver
from tests.making import DAY, HOUR, advance, applicant, application, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def app() -> Application:
    """Somebody in role."""
    made = advance(application(who=applicant("Maya", signs_in=True), at=NOW - 60 * DAY), "placement.closed", gap=HOUR)
    return Application.objects.get(pk=made.pk)


@pytest.fixture
def maya(app) -> Client:
    client = Client()
    client.force_login(app.applicant.user)
    return client


def own(app: Application) -> str:
    return f"/progress/{app.reference}/support/"


def go(app: Application, step: str, **facts: Any) -> Any:
    return take(app, None, step, by=team()[0], at=NOW, **facts)


def promised(app: Application, days: int = 10, what: str = "interview") -> Any:
    return go(app, "promise_later", what=what, owner=team()[1].pk, by_day=NOW.date() + days * DAY)


def test_goals_and_promises_stand_on_both_pages(app, maya, signed_in):
    go(app, "note_goals", goals=["senior_role", "study"])
    promised(app)
    mine = maya.get(own(app)).content.decode()
    theirs = signed_in("coordinator", name="Jo").get(f"/staff/people/{app.reference}/supervision/").content.decode()
    for said in ("A peer role with more to look after", "Study or training", "An interview for the next job that fits", "Alex Two"):
        assert said in mine
        assert said in theirs
    assert "Saturday 25 April" in mine
    assert "goals" in my_data(app.applicant.user)["applications"][0]["found"]


def test_a_promise_is_for_a_day_ahead_and_is_kept_once(app):
    with pytest.raises(StepRefused, match="today or ahead"):
        promised(app, -1)
    promised(app)
    promised(app, 3, "course")
    assert LaterPromise.objects.get(current=True).next_due == NOW.date() + 3 * DAY
    move = go(app, "promise_kept", number=2)
    assert LaterPromise.objects.get(current=True).next_due == NOW.date() + 10 * DAY
    with pytest.raises(StepRefused, match="no open promise"):
        go(app, "promise_kept", number=2)
    undo(app, move.pk, by=team()[0], at=NOW)
    assert LaterPromise.objects.get(current=True).next_due == NOW.date() + 3 * DAY


def test_a_promise_whose_day_has_come_stands_on_the_desk_also_after_they_left(app, signed_in):
    promised(app, 0)
    go(app, "move_on", where="study", why="next_step", may_ask=False)
    jo = signed_in("coordinator", name="Jo")
    assert "Promises about later" in jo.get("/staff/").content.decode()
    assert "Promises about later" not in signed_in("hr", name="Hr").get("/staff/").content.decode()


def test_why_somebody_leaves_is_theirs_to_say_and_stays_when_they_are_asked_later(app):
    go(app, "move_on", where="study", why="support", may_ask=True)
    go(app, "record_destination", months="3", where="study")
    assert Destination.objects.get(current=True).why == "support"


def test_nobody_has_to_say_why(app):
    go(app, "move_on", where="no_say", why=None, may_ask=None)
    assert Destination.objects.get(current=True).why == ""


def test_the_reference_is_facts_in_the_names_for_others_and_goes_to_the_person_alone(app, maya):
    Organisation.objects.update(name_for_others="Brightwater", name="Brightwater Peer Network")
    assert "You read it first." in maya.get(own(app)).content.decode()
    answer = maya.post(f"{own(app)}letter/leaving_reference/", follow=True)
    assert "We send you the letter." in answer.content.decode()
    maya.post(f"{own(app)}letter/leaving_reference/")
    assert OutboxItem.objects.filter(kind="leaving_reference").count() == 1
    assert maya.post(f"{own(app)}letter/not_this_time/").status_code == 404
    text = letters.write("leaving_reference", letter_facts.gather("leaving_reference", app, at=NOW)).text
    assert "Maya Collins" in text
    assert "support worker, from" in text.lower()
    for unsaid in ("Peer Network", "peer", "health", "DBS"):
        assert unsaid not in text.partition("Role")[2]


def test_it_comes_after_they_left_too(app, maya):
    go(app, "move_on", where="study", why=None, may_ask=False)
    maya.post(f"{own(app)}letter/leaving_reference/")
    item = OutboxItem.objects.get(kind="leaving_reference")
    deliver(item.pk, at=NOW + HOUR)
    item.refresh_from_db()
    assert item.status == "sent"


def test_before_the_role_there_is_no_reference(signed_in):
    early = advance(application(who=applicant("Dee", "Baines", signs_in=True), at=NOW - 60 * DAY), "placement.on_placement", gap=HOUR)
    client = Client()
    client.force_login(early.applicant.user)  # type: ignore[arg-type]
    words = client.post(f"{own(early)}letter/leaving_reference/", follow=True).content.decode()
    assert "There is nothing to write about yet." in words
    assert "Send me a reference" not in client.get(own(early)).content.decode()


def test_who_may_not_notes_nothing(app):
    with pytest.raises(StepRefused, match="You may not do this"):
        take(app, None, "note_goals", by=staff("Hal", "hr"), at=NOW, goals=["study"])
