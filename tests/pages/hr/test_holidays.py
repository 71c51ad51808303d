"""Targets step over days without work: of the nation, ours, or of the body that has the turn; and never past what is known."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.door.due import add, calendar_in, calendar_of
from onboarding.engine.kinds import Target
from onboarding.lib import workdays
from onboarding.models import AuditEvent, Body, Closure, Wait
from onboarding.queries import chases
from tests.making import DAY, advance, application, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
PAGE, CLOSURES = "/staff/settings/holidays/", "/staff/settings/closures/add/"
NEXT_DAY = dt.date(2026, 4, 16)  # a Thursday


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


@pytest.fixture
def body() -> Body:
    return Body.objects.create(party="occupational_health", name="Fit and Well", nation="SCT")


def closed(*rows: tuple[dt.date, str, Body | None]) -> None:
    Closure.objects.bulk_create([Closure(day=day, words="Shut", nation=nation, body=who) for day, nation, who in rows])


def day(text: str) -> dict[str, str]:
    return dict(zip(("day_day", "day_month", "day_year"), text.split(), strict=True))


def works(calendar: workdays.Calendar) -> bool | None:
    return calendar.is_working_day(NEXT_DAY)


def test_our_own_days_are_ours_those_of_a_nation_are_everybodys_and_those_of_a_body_its_own(body):
    app = application()
    closed((NEXT_DAY, "", None))
    assert [works(calendar_of(app)), works(calendar_of(app, "occupational_health", body.pk))] == [False, True]
    Closure.objects.update(nation="SCT")
    assert [works(calendar_of(app)), works(calendar_of(app, "occupational_health", body.pk))] == [True, False]
    Closure.objects.update(nation="", body=body)
    assert [works(calendar_of(app)), works(calendar_of(app, "occupational_health", body.pk))] == [True, False]
    assert works(calendar_of(app, "hr", body.pk))  # the body was asked, and we have the turn
    assert works(calendar_in("SCT", [(NEXT_DAY, "", body.pk + 1)], body.pk))


def test_the_target_of_a_turn_is_counted_in_the_days_of_the_body_that_has_it(body):
    app = advance(application(), "selection.closed")
    at = app.moves.latest("recorded_at").recorded_at
    first, second, third = (at.date() + number * DAY for number in (1, 2, 3))
    closed((first, "", body), (second, "", None), (third, "", body))
    take(app, "occupational_health", "refer", by=team()[0], at=at, body=body.pk)
    mine = Wait.objects.get(kind="occupational_health", ended_at=None)
    take(app, "occupational_health", "form_arrived", by=team()[0], at=at)
    theirs = app.moves.filter(kind="occupational_health").latest("number")
    assert (mine.party, theirs.party, theirs.body) == ("applicant", None, None)
    target = Target(theirs.target_days or 0, theirs.target_unit)
    expected = add(workdays.calendar("SCT", [first, third]), at.date(), target)
    assert theirs.due_on == expected != add(workdays.calendar("ENG", [second]), at.date(), target)
    assert theirs.calendar.split("/")[1] == "SCT"
    resumed = at + 20 * DAY
    take(app, None, "pause", by=team()[0], at=at, asked="phone")
    take(app, None, "resume", by=team()[0], at=resumed)
    on = Wait.objects.get(kind="occupational_health", ended_at=None).due_on
    assert on == add(workdays.calendar("SCT", [first, third]), resumed.date(), target)
    assert chases.due(at=at) is not None


def test_the_page_shows_each_nation_its_local_days_and_where_the_calendar_ends(admin, body):
    closed((NEXT_DAY, "NIR", None), (NEXT_DAY + dt.timedelta(days=1), "", body))
    content = admin.get(PAGE).content.decode()
    for words in ("Holidays in 2026", "Andrew", "Battle of the Boyne", "May Day", "Thursday 16 April", "Shut (added here)",
                  "Fit and Well, Scotland", "The calendar is known until Sunday 31 December 2028"):  # fmt: skip
        assert words in content.replace("&#x27;", "’"), words
    assert "Christmas Day" in admin.get(f"{PAGE}2028/").content.decode()
    assert [admin.get(f"{PAGE}{year}/").status_code for year in (2025, 2029)] == [404, 404]
    assert workdays.bank_holidays("ENG", 2029) == []


def test_a_day_is_added_for_a_nation_or_for_a_body_once_and_witnessed(admin, body):
    whose = {**day("16 4 2026"), "words": "Local fair"}
    for more in ({}, {"nation": "SCT"}, {"body": body.pk}):
        assert admin.post(CLOSURES, {**whose, **more}).status_code == 302, more
        assert "There is already a day on which nobody works like this" in admin.post(CLOSURES, {**whose, **more}).content.decode()
    assert list(Closure.objects.order_by("pk").values_list("nation", "body")) == [("", None), ("SCT", None), ("", body.pk)]
    assert AuditEvent.objects.filter(type="set_up").count() == 3
    assert "not both" in admin.post(CLOSURES, {**whose, "nation": "NIR", "body": body.pk}).content.decode()
    listed = admin.get("/staff/settings/closures/").content.decode()
    for words in ("16 April 2026. We are closed", "16 April 2026. Scotland", "16 April 2026. Fit and Well"):
        assert words in listed


def test_a_body_has_somebody_to_ask_for_and_the_same_again_changes_nothing(admin, signed_in):
    given = {"party": "occupational_health", "name": "Fit", "nation": "WLS", "contact": "The front desk",
             "hours": "9 to 4", "phone": "01632 960 555"}  # fmt: skip
    admin.post("/staff/settings/bodies/add/", given)
    row = Body.objects.get(name="Fit")
    assert (row.contact, row.hours, row.email) == ("The front desk", "9 to 4", "")
    admin.post(f"/staff/settings/bodies/{row.pk}/", given)
    assert AuditEvent.objects.filter(type="set_up").count() == 1


def test_who_may_not_finds_no_page(signed_in, admin):
    assert Client().get(PAGE).status_code == 302
    assert signed_in("host", name="Ho").get(PAGE).status_code == 404
    assert admin.post(PAGE).status_code == 405
    content = signed_in("coordinator", name="Jo").get(PAGE).content.decode()
    assert "Add or take away a day" not in content
    assert "Add or take away a day" in admin.get(PAGE).content.decode()
    assert NOW.year == 2026
