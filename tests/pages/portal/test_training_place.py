"""A place on a course: what stands where it is accepted, the letter that has or has not gone, and courses whose days do not fit."""

import datetime as dt

import pytest

from onboarding.models import Body, ClassDay, Cohort, OutboxItem
from onboarding.queries.course_warnings import course_warnings

pytestmark = pytest.mark.django_db


def page(client, what=""):
    return client.get(f"/progress/{client.app.reference}/{what}").content.decode()


def test_the_page_where_a_place_is_accepted_says_when_and_where(person):
    words = page(person("training.with_applicant"), "do/training/accept_place/")
    for line in ("First day: ", "Classes: Tuesdays, 10am to 1pm", "Place: "):
        assert line in words


def test_a_letter_that_has_not_gone_is_not_said_to_have_gone(person):
    client = person("training.joining")
    assert "We will send you what you need to know by " in page(client)
    OutboxItem.objects.filter(application=client.app, kind="joining_instructions").update(status="sent")
    assert "We have sent you what you need to know." in page(client)
    OutboxItem.objects.filter(application=client.app, kind="joining_instructions").update(status="cancelled")
    assert "what you need to know" not in page(client)


def course(starts_on, times):
    college = Body.objects.get_or_create(party="training_provider", name="A college")[0]
    return Cohort.objects.create(name=f"From {starts_on}", body=college, starts_on=starts_on, times=times, place="Room 4")


def test_times_that_name_another_weekday_are_said(db):
    assert course_warnings(course(dt.date(2026, 9, 7), "Mondays, 10am")) == []
    assert course_warnings(course(dt.date(2026, 9, 14), "10am to 1pm")) == []
    assert course_warnings(course(dt.date(2026, 9, 21), "Tuesdays, 10am")) == ["Its times say Tuesday, its first day is a Monday"]


def test_a_class_on_a_bank_holiday_is_said_until_it_is_moved(db):
    found = course(dt.date(2026, 5, 11), "Mondays, 10am")
    assert [words for words in course_warnings(found) if "25 May" in words] == course_warnings(found)
    assert course_warnings(found)[0].startswith("Class 3 falls on ")
    ClassDay.objects.create(cohort=found, week=3, day=dt.date(2026, 5, 26))
    assert course_warnings(found) == []
