"""“Ask another person to look again”: pressed by the person, named by us and never who said “not yet”, answered by that person."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onboarding.door import StepRefused, take
from onboarding.models import Application, Move, SecondView, User
from onboarding.queries.letter_facts import gather
from onboarding.queries.second_view import who_looks_again
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, staff, team

pytestmark = pytest.mark.django_db


def at(app: Application) -> dt.datetime:
    return app.moves.latest("number").recorded_at + HOUR


def go(app: Application, step: str, by: User, **facts: Any) -> Any:
    return take(app, "readiness", step, by=by, at=at(app), **facts)


def not_yet(person: Any) -> Any:
    """Somebody to whom the two of the team said “not yet”."""
    client = person("readiness.booked")
    for one in team():
        go(client.app, "not_yet", one, reason="role", review_on=at(client.app).date() + 40 * DAY)
    return client


def page(client: Any, what: str = "") -> str:
    return client.get(f"/progress/{client.app.reference}/{what}").content.decode()


def ask(client: Any) -> Any:
    return client.post(f"/progress/{client.app.reference}/do/readiness/ask_look_again/", {})


def test_the_person_asks_and_reads_who_looks_and_by_when(person):
    client, ann = not_yet(person), staff("Ann Other", "coordinator")
    staff("Hal", "hr")
    assert "Ask another person to look again" in page(client)
    assert "You do not have to say why." in page(client, "do/readiness/ask_look_again/")
    assert ask(client).status_code == 302
    words = page(client)
    assert "Ann Other looks at it again. They did not decide before." in words
    wait = client.app.waits.get(kind="readiness", ended_at=None)
    assert (wait.party, SecondView.objects.get(current=True).who) == ("coordinator", ann)
    assert wait.due_on is not None
    assert wait.due_on.strftime("%A") in words
    check(client.app.pk)


def test_where_nobody_else_is_there_it_is_ours_to_find_somebody(person):
    client = not_yet(person)
    assert who_looks_again(client.app) is None
    ask(client)
    assert "We are finding the right person." in page(client)
    assert client.app.waits.get(kind="readiness", ended_at=None).party == "hr"
    ann = staff("Ann Other", "coordinator")
    go(client.app, "name_who_looks", team()[0], who=ann.pk)
    assert client.app.waits.get(kind="readiness", ended_at=None).party == "coordinator"


def test_neither_of_those_who_said_not_yet_looks_again(person):
    client, ann = not_yet(person), staff("Ann Other", "coordinator")
    for one in team():
        with pytest.raises(StepRefused, match="does not look again"):
            go(client.app, "ask_look_again", ann, who=one.pk)
    with pytest.raises(StepRefused, match="Select somebody who holds readiness chats"):
        go(client.app, "ask_look_again", ann, who=staff("Tia", "trainer").pk)


def test_only_the_one_who_was_named_answers_and_who_says_alike_does_not_look_a_third_time(person):
    client, ann = not_yet(person), staff("Ann Other", "coordinator")
    ask(client)
    day = at(client.app).date() + 30 * DAY
    with pytest.raises(StepRefused, match="Only the person who was named"):
        go(client.app, "see_it_differently", team()[0])
    go(client.app, "see_it_alike", ann, look_on=day)
    facts: Any = gather("not_yet", client.app, at=at(client.app))
    assert (facts.reason, facts.review_on) == ("role", day)
    with pytest.raises(StepRefused, match="does not look again"):
        go(client.app, "ask_look_again", team()[0], who=ann.pk)
    assert not SecondView.objects.filter(current=True).exists()
    check(client.app.pk)


def test_who_sees_it_differently_talks_again(person):
    client, ann = not_yet(person), staff("Ann Other", "coordinator")
    ask(client)
    moved = go(client.app, "see_it_differently", ann)
    assert isinstance(moved, Move)
    assert moved.target == "with_applicant"
    assert "Book your readiness chat" in page(client)


def test_who_was_named_finds_it_on_their_desk_and_nobody_else_does(person):
    client, ann = not_yet(person), staff("Ann Other", "coordinator")
    ask(client)
    browser: Any = Client()
    for user, there in ((ann, True), (staff("Cy", "coordinator"), False)):
        browser.force_login(user)
        assert ("You were asked to look again" in browser.get("/staff/").content.decode()) == there


def test_the_step_of_somebody_else_is_not_there_and_it_is_asked_once(person):
    client, other = not_yet(person), person(first="Dee")
    staff("Ann Other", "coordinator")
    assert other.post(f"/progress/{client.app.reference}/do/readiness/ask_look_again/").status_code == 404
    ask(client)
    assert ask(client).status_code == 409
    assert client.app.moves.filter(step="ask_look_again").count() == 1
