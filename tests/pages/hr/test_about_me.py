"""How people see one: said by oneself alone, read by people, never told by the chain; with it a pathway can be signed off."""

import pytest
from django.test import Client

from onboarding.actions.about_me import say_about_me
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, Pathway
from onboarding.queries import letter_facts
from tests.making import application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
PAGE, SIGNING = "/staff/you/", "/staff/pathways/B/sign-off/"


@pytest.fixture
def jo(signed_in):
    return signed_in("coordinator", name="Jo Reid")


def test_what_one_says_is_read_by_people_and_the_chain_says_only_that_it_changed(jo):
    answer = jo.post(PAGE, {"phone": "01632 960 777", "hours": "Monday to Thursday", "open_about_it": "on"}, follow=True)
    assert "People read it from now on" in answer.content.decode()
    jo.user.refresh_from_db()
    assert (jo.user.phone, jo.user.hours, jo.user.shares_lived_experience) == ("01632 960 777", "Monday to Thursday", True)
    person = letter_facts.gather("application_received", application(owner=jo.user), at=NOW).named_person
    assert (person.role, person.phone) == ("Peer worker", "01632 960 777")
    event = AuditEvent.objects.get(type="about_me_changed")
    assert "experience" not in event.envelope
    assert "777" not in event.envelope
    jo.post(PAGE, {"phone": "01632 960 777", "hours": "Monday to Thursday", "open_about_it": "on"})
    assert AuditEvent.objects.filter(type="about_me_changed").count() == 1
    jo.post(PAGE, {"phone": "", "hours": ""})
    jo.user.refresh_from_db()
    assert not jo.user.shares_lived_experience


def test_who_says_so_can_sign_a_pathway_off(jo):
    assert "say so under" in jo.get(SIGNING).content.decode()
    assert jo.post(SIGNING).status_code == 422
    jo.post(PAGE, {"open_about_it": "on"})
    assert "say so under" not in jo.get(SIGNING).content.decode()
    assert jo.post(SIGNING).status_code == 302
    assert Pathway.objects.filter(code="B").latest("version").signed_by == jo.user


def test_the_way_to_it_stands_with_the_sign_in_and_the_settings(jo):
    assert "How people see you" in jo.get("/staff/settings/").content.decode()
    assert "if you are open about your own experience" in jo.get("/accounts/app/").content.decode()


def test_what_is_too_long_is_said(jo):
    assert "use 30 characters or fewer" in jo.post(PAGE, {"phone": "1" * 31}).content.decode()
    with pytest.raises(StepRefused, match="Use fewer words"):
        say_about_me(phone="1" * 31, hours="", open_about_it=False, by=jo.user, at=NOW)


def test_who_may_not_finds_no_page(jo, signed_in):
    assert Client().get(PAGE).status_code == 302
    assert [signed_in(role, name=f"A {role}").get(PAGE).status_code for role in ("host", "auditor", "administrator")] == [404] * 3
    assert jo.put(PAGE).status_code == 405
    with pytest.raises(StepRefused, match="may not change this"):
        say_about_me(phone="", hours="", open_about_it=True, by=staff("Ho Host", "host"), at=NOW)
