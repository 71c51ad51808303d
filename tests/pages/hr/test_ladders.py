"""Ladders as data: shown, changed within the limits by an administrator, and witnessed with what they were before."""

import json
from dataclasses import replace

import pytest
from django.test import Client

from onboarding.actions.basics import lay_basics
from onboarding.actions.change_ladder import change_ladder
from onboarding.door import StepRefused
from onboarding.engine.ladder import WORKING, Rung
from onboarding.models import AuditEvent
from onboarding.queries.chases import ladders
from onboarding.queries.ladder_page import when
from onboarding.stages.ladders import LADDERS
from tests.making import staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL, REFEREE = "/staff/ladders/", "/staff/ladders/referee/"


@pytest.fixture
def admin(signed_in):
    return signed_in("administrator", name="Ada Admin")


def test_a_fresh_database_has_the_shipped_ladders():
    assert dict(ladders()) == LADDERS


def test_the_page_shows_every_ladder_in_words(admin):
    page = admin.get(URL).content.decode()
    assert "5 working days after it became their turn" in page
    assert "1 working day after the target" in page
    assert "60 calendar days after it became their turn, and every 14 calendar days from then on" in page
    assert "Call the person, in the way they chose" in page
    assert "Pass it on to a manager" in page


def test_a_rung_before_the_target_says_so():
    assert when(Rung(1, -5, WORKING, "ask", "target")) == "5 working days before the target"


def test_changed_days_hold_and_are_witnessed_with_what_they_were(admin):
    assert admin.get(REFEREE).status_code == 200
    assert admin.post(REFEREE, {"days_1": 4, "days_2": 8, "days_3": 12}).status_code == 302
    assert [rung.days for rung in ladders()["referee", ""]] == [4, 8, 12]
    codes = json.loads(AuditEvent.objects.get(type="ladder_changed").envelope)["codes"]
    assert codes["before"][0] == "remind:3:working_days:start::0"
    assert codes["after"][0] == "remind:4:working_days:start::0"
    lay_basics()
    assert [rung.days for rung in ladders()["referee", ""]] == [4, 8, 12]


def test_how_often_the_last_rung_comes_again_is_changed_too(admin):
    admin.post("/staff/ladders/occupational_health/", {"days_1": 5, "every": 10})
    assert ladders()["occupational_health", ""][-1].every == 10


def test_a_ladder_beyond_the_limits_is_refused_with_every_sentence(admin):
    page = admin.post("/staff/ladders/applicant/", {"days_1": 1, "days_2": 2, "days_3": 3, "days_4": 3}).content.decode()
    assert "Messages to one person are a week apart at least" in page
    assert "Each rung comes later than the one before" in page
    assert dict(ladders()) == LADDERS


def test_words_instead_of_a_number_are_asked_again(admin):
    assert "Use a whole number from -30 to 365" in admin.post(REFEREE, {"days_1": "soon"}).content.decode()


def test_the_same_again_changes_nothing_and_is_not_witnessed(admin):
    admin.post(REFEREE, {"days_1": 3, "days_2": 6, "days_3": 9})
    assert not AuditEvent.objects.filter(type="ladder_changed").exists()


def test_a_kind_of_check_may_have_a_ladder_of_its_own(admin):
    own = [replace(LADDERS["occupational_health", ""][0], days=8)]
    change_ladder("occupational_health", "occupational_health", own, by=admin.user, at=NOW)
    assert "Occupational health: Occupational health" in admin.get(URL).content.decode() or admin.get(
        "/staff/ladders/occupational_health-occupational_health/"
    ).status_code == 200
    with pytest.raises(StepRefused, match="kind of check"):
        change_ladder("occupational_health", "tarot", own, by=admin.user, at=NOW)


def test_refusals_signed_out_wrong_role_no_such_ladder_wrong_method(admin, signed_in):
    for url in (URL, REFEREE):
        assert Client().get(url).status_code == 302
        assert signed_in("hr", name=f"Priya {url}", email=f"p{len(url)}@x.example").get(url).status_code == 404
    assert admin.get("/staff/ladders/police/").status_code == 404
    assert admin.post(URL).status_code == 405
    assert admin.put(REFEREE).status_code == 405
    with pytest.raises(StepRefused, match="may not change"):
        change_ladder("referee", "", LADDERS["referee", ""], by=staff("Nia", "hr"), at=NOW)
