"""A worry about a person: who to call, and only that it was passed on."""

import json

import pytest
from django.test import Client

from onboarding.actions.concern import pass_on
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, Contact, Service, StaffRole
from tests.making import applicant, application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return application(who=applicant("Maya", "Collins", signs_in=True))


@pytest.fixture
def rani():
    return staff("Rani Das", "safeguarding_lead", phone="01632 960 777", hours="Until 6pm")


def url(app):
    return f"/staff/people/{app.reference}/worried/"


def told():
    return [json.loads(event.envelope)["codes"] for event in AuditEvent.objects.filter(type="concern_passed")]


def test_who_keeps_people_safe_is_named_first_with_number_and_hours(hr, maya, rani):
    staff("Anna Ash", "manager")
    staff("Zoe Else", "manager", service=Service.objects.create(name="Elsewhere"))
    page = hr.get(url(maya)).content.decode()
    assert page.index("Rani Das") < page.index("Anna Ash")
    assert "01632 960 777" in page
    assert "Until 6pm" in page
    assert "Zoe Else" not in page
    assert url(maya) in hr.get(f"/staff/people/{maya.reference}/").content.decode()


def test_only_to_whom_and_when_is_kept(hr, maya, rani):
    page = hr.post(url(maya), {"to": rani.pk, "line": "xq7canary"}, follow=True).content.decode()
    assert "you passed it on" in page
    assert told() == [{"to": rani.ref}]
    assert "xq7canary" not in "".join(AuditEvent.objects.values_list("envelope", flat=True))
    assert not Contact.objects.exists()


@pytest.mark.parametrize("to", ["", "999999", "x"])
def test_nobody_or_somebody_else_is_refused_with_a_sentence(hr, maya, rani, to):
    answer = hr.post(url(maya), {"to": to})
    assert answer.status_code == 422
    assert "Choose whom you told" in answer.content.decode()
    assert told() == []


def test_where_nobody_is_named_it_says_so(hr, maya):
    StaffRole.objects.filter(role__in=("manager", "safeguarding_lead")).delete()
    assert "Nobody is named for this yet" in hr.get(url(maya)).content.decode()


def test_the_action_refuses_who_may_not_see_the_person_and_whoever_is_not_there_for_it(maya, rani):
    for by, to in ((staff("A", "auditor"), rani.pk), (rani, staff("B", "hr").pk)):
        with pytest.raises(StepRefused):
            pass_on(maya, to, by=by, at=NOW)
    assert told() == []


def test_it_is_for_staff_who_see_the_person(hr, maya, rani, signed_in):
    assert Client().get(url(maya)).status_code == 302
    assert signed_in("auditor", name="A").get(url(maya)).status_code == 404
    own = Client()
    own.force_login(maya.applicant.user)
    assert own.get(url(maya)).status_code == 404
    assert hr.delete(url(maya)).status_code == 405
    assert hr.get("/staff/people/HH-00000-0/worried/").status_code == 404
