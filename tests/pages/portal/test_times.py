"""Choosing a time on a selection day: the person's own page, the times that are free, another one, giving it back, the calendar."""

import datetime as dt

import pytest
import time_machine

from onboarding.actions.interests import declare
from onboarding.door import take
from onboarding.models import SlotTaken
from tests.making import DAY, START, advance, applicant, application, team
from tests.selecting import selection_day

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 4, 15, 10, 0, tzinfo=dt.UTC)
WHEN = NOW.date() + 20 * DAY


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, what=""):
    return client.get(f"/progress/{client.app.reference}/{what}").content.decode()


def do(client, step, **facts):
    return client.post(f"/progress/{client.app.reference}/do/selection/{step}/", facts)


def test_the_person_chooses_a_time_changes_it_and_gives_it_back(person):
    day, client = selection_day(WHEN), person("selection.with_applicant")
    first, second = day.slots.order_by("starts_at")
    assert "do/selection/choose_slot/" in page(client)
    assert "do/selection/book/" not in page(client)
    words = page(client, "do/selection/choose_slot/")
    assert "Tuesday 5 May, 11am. In person: Room 1" in words
    assert do(client, "choose_slot", slot=first.pk).status_code == 302
    words = page(client)
    assert "You are meeting us on Tuesday 5 May, 11am" in words
    assert "Change the time" in words
    assert "Give the time back" in words
    do(client, "change_slot", slot=second.pk)
    assert SlotTaken.objects.get(stage__application=client.app, current=True).slot == second
    do(client, "give_back_slot")
    assert "do/selection/choose_slot/" in page(client)


def test_a_time_that_has_gone_or_none_at_all_is_said_kindly(person):
    day, client = selection_day(WHEN), person("selection.with_applicant")
    other = advance(application(who=applicant("Dee"), at=START), "selection.with_applicant")
    slot = day.slots.earliest("starts_at")
    take(other, "selection", "choose_slot", by=team()[0], at=NOW, slot=slot.pk)
    assert "Choose one of the times" in do(client, "choose_slot", slot=slot.pk).content.decode()
    assert "Choose one of the times" in do(client, "choose_slot").content.decode()
    assert f'value="{slot.pk}"' not in page(client, "do/selection/choose_slot/")


def test_where_no_time_is_free_it_is_with_us(person):
    day = selection_day(WHEN, count=1)
    other = advance(application(who=applicant("Dee"), at=START), "selection.with_applicant")
    take(other, "selection", "choose_slot", by=team()[0], at=NOW, slot=day.slots.get().pk)
    client = person("selection.with_applicant")
    words = page(client)
    assert "We are finding a time to meet" in words
    assert "Choose a time" not in words


def test_the_file_for_the_calendar_names_the_panel_and_not_who_stands_down(person):
    day, client = selection_day(WHEN), person("selection.with_applicant")
    do(client, "choose_slot", slot=day.slots.earliest("starts_at").pk)
    declare(client.app, stands_down=True, by=team()[1], at=NOW)
    file = page(client, "date/selection.ics").replace("\r\n ", "")
    assert "DESCRIPTION:You meet Jo One. You can bring someone with you." in file
    assert "Room 1" in file


def test_the_steps_of_somebody_else_are_not_there(person):
    selection_day(WHEN)
    client, other = person("selection.with_applicant"), person("selection.with_applicant", first="Dee")
    for step in ("choose_slot", "change_slot", "give_back_slot"):
        assert other.get(f"/progress/{client.app.reference}/do/selection/{step}/").status_code == 404
