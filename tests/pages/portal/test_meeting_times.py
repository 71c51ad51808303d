"""A time that the person types themselves: only when we work, changed, cancelled, and said with how and where."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from onboarding.letters.meeting_invitation import SHAPE
from onboarding.models import Closure, Meeting
from onboarding.stages.selection_days import MINUTES
from tests.selecting import selection_day

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 4, 15, 10, 0, tzinfo=dt.UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, what=""):
    return client.get(f"/progress/{client.app.reference}/{what}").content.decode()


def types(client, day, time, step="book", kind="selection", month="4"):
    facts = {"starts_at_day": day, "starts_at_month": month, "starts_at_year": "2026", "starts_at_time": time, "how": "phone"}
    return client.post(f"/progress/{client.app.reference}/do/{kind}/{step}/", facts)


@pytest.mark.parametrize(
    ("day", "time", "sentence"),
    [
        ("26", "3am", "Choose a weekday between 9am and 5pm"),
        ("20", "3am", "Choose a weekday between 9am and 5pm"),
        ("25", "2pm", "Choose a weekday between 9am and 5pm"),
        ("20", "5pm", "Choose a weekday between 9am and 5pm"),
        ("21", "2pm", "We are closed on that day"),
        ("15", "2pm", "Choose a day from Thursday 16 April on"),
    ],
)
def test_a_time_when_we_do_not_work_is_refused_in_words(person, day, time, sentence):
    Closure.objects.create(day=dt.date(2026, 4, 21))
    client = person("selection.with_applicant")
    answer = types(client, day, time)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Meeting.objects.filter(stage__application=client.app).exists()


def test_a_bank_holiday_is_refused(person):
    client = person("selection.with_applicant")
    assert "We are closed on that day" in types(client, "4", "2pm", month="5").content.decode()


@pytest.mark.parametrize(
    ("kind", "change"), [("selection", "Change the time"), ("readiness", "Change the time of the chat")]
)
def test_a_typed_time_is_said_changed_and_cancelled(person, kind, change):
    client = person(f"{kind}.with_applicant")
    assert types(client, "20", "9am", kind=kind).status_code == 302
    words = page(client)
    assert "Monday 20 April, 9am" in words
    assert change in words
    assert types(client, "22", "2pm", "change_meeting", kind).status_code == 302
    assert Meeting.objects.get(stage__application=client.app, stage__kind=kind, current=True).starts_at.day == 22
    assert types(client, "26", "2pm", "change_meeting", kind).status_code == 422
    cancel = f"/progress/{client.app.reference}/do/{kind}/cancel_meeting/"
    assert cancel in page(client)
    assert "It does not count against you." in client.get(cancel).content.decode()
    assert client.post(cancel, {}).status_code == 302
    assert client.app.stages.get(kind=kind).state == "with_applicant"
    assert not Meeting.objects.filter(stage__application=client.app, stage__kind=kind, current=True).exists()


def test_how_and_where_are_said_where_it_is_booked(person):
    client = person("selection.with_applicant")
    types(client, "20", "9am")
    assert "By phone. It takes about 40 minutes." in page(client)


def test_a_selection_day_says_place_and_names_and_the_same_length_as_the_file(person):
    day, client = selection_day(NOW.date() + dt.timedelta(days=20)), person("selection.with_applicant")
    slot = day.slots.earliest("starts_at")
    choose = f"/progress/{client.app.reference}/do/selection/choose_slot/"
    assert f"/progress/{client.app.reference}/ask/selection/question/" in client.get(choose).content.decode()
    client.post(choose, {"slot": slot.pk})
    words = page(client)
    assert "In person: Room 1. You meet" in words
    assert "change_meeting" not in words
    assert '<a class="govuk-link" href="' + f"/progress/{client.app.reference}/do/selection/give_back_slot/" in words
    file = page(client, "date/selection.ics")
    begins, ends = (re.findall(rf"{name}.*T(\d\d)(\d\d)", file)[-1] for name in ("DTSTART", "DTEND"))
    assert 60 * (int(ends[0]) - int(begins[0])) + int(ends[1]) - int(begins[1]) == MINUTES
    assert f"{MINUTES} minutes" in SHAPE
    assert client.post(f"/progress/{client.app.reference}/do/selection/cancel_meeting/", {}).status_code == 409


def test_nobody_else_changes_or_cancels_a_time(person):
    client, other = person("selection.booked"), person("selection.booked", first="Dee")
    for step in ("change_meeting", "cancel_meeting"):
        address = f"/progress/{client.app.reference}/do/selection/{step}/"
        assert [other.get(address).status_code, other.post(address).status_code, Client().get(address).status_code] == [404, 404, 302]
