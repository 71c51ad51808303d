"""A call instead of typing: a stranger's number, somebody's form, and the list of whom to call."""

import pytest
from django.test import Client

from onboarding.lib.reading import grade
from onboarding.models import Answer, Applicant, Application, AuditEvent, Opportunity
from tests.making import opportunity, staff
from tests.pages.apply.conftest import WORDS
from tests.pages.portal.test_plain_words import GRADE, said, too_long

pytestmark = pytest.mark.django_db
LEFT = {"first_name": "Sam", "surname": "Okafor", "mobile": "07700 900123", "leave": "no"}


def leaves(role, **changes):
    return Client().post(f"/roles/{role.pk}/call/", {**LEFT, **changes})


def signed_in(*roles, name="Priya Shah"):
    client = Client()
    client.force_login(staff(name, *roles))
    return client


def test_a_stranger_without_an_address_leaves_a_number_and_hr_calls_and_fills_it_in(role):
    assert "Leave your phone number" in Client().get(f"/roles/{role.pk}/start/").content.decode()
    assert leaves(role).headers["Location"] == "/roles/called/"
    app, hr = Application.objects.get(), signed_in("hr")
    who = app.applicant
    assert (who.full_name, who.mobile, who.channel, who.formats, who.user) == ("Sam Okafor", "07700 900123", "phone", ["no_message"], None)
    assert "Call about the form" in hr.get("/staff/").content.decode()
    page = hr.get(f"/staff/people/{app.reference}/form/").content.decode()
    assert "Sam asked us to call" in page
    assert "Do not leave a message." in page
    hr.post(f"/staff/people/{app.reference}/form/called/")
    assert "Call about the form" not in hr.get("/staff/").content.decode()
    assert hr.post(f"/staff/people/{app.reference}/form/times/", {**WORDS["times"], "version": 0}).status_code == 302
    assert AuditEvent.objects.filter(application=app, type="notice_shown").exists()


def test_a_number_left_twice_for_one_role_is_one_draft_and_the_thanks_are_the_same(role):
    answers = [leaves(role), leaves(role, mobile="07700  900123"), leaves(role, mobile="07700 900999")]
    assert {answer.headers["Location"] for answer in answers} == {"/roles/called/"}
    assert Application.objects.count() == 2
    leaves(opportunity("A2"))
    assert Application.objects.count() == 3


def test_too_many_calls_for_one_number_are_told_to_wait(role):
    assert [leaves(role).status_code for _try in range(4)] == [302, 302, 302, 429]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"mobile": "pigeon"}, "like 01632 960 001"), ({"mobile": ""}, "Type a phone number"), ({"leave": ""}, "Choose if we may leave"),
     ({"first_name": ""}, "Type your first name")],
)  # fmt: skip
def test_mistakes_are_said_and_nobody_is_written_down(role, wrong, sentence):
    answer = leaves(role, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Applicant.objects.exists()


def test_a_role_that_is_closed_takes_no_number(role):
    Opportunity.objects.update(is_open=False)
    assert leaves(role).status_code == 410
    assert Client().get("/roles/999999/call/").status_code == 404
    assert {Client().generic(method, f"/roles/{role.pk}/call/").status_code for method in ("PUT", "DELETE")} == {405}
    assert Client().post("/roles/called/").status_code == 405


def test_somebody_with_a_form_asks_for_a_call_once_we_know_their_number(begun):
    sam, hr = begun(), signed_in("coordinator")
    address = f"/form/{sam.app.reference}/call/"
    page = sam.post(address, follow=True)
    assert "Tell us your phone number first" in page.content.decode()
    assert page.redirect_chain[-1][0] == f"/form/{sam.app.reference}/reach/"
    sam.saves("reach")
    for _click in range(2):
        assert "We will call you within 2 working days." in sam.post(address, follow=True).content.decode()
    assert "You asked us to call you." in sam.get(f"/form/{sam.app.reference}/").content.decode()
    assert AuditEvent.objects.filter(type="call_asked").count() == 1
    assert "Call about the form" in hr.get("/staff/").content.decode()
    sam.saves("times")
    sam.saves("telling", how="phone")
    sam.post(f"/form/{sam.app.reference}/check/")
    assert "Call about the form" not in hr.get("/staff/").content.decode()  # it was sent
    assert "was sent already" in sam.post(address, follow=True).content.decode()


def test_who_may_not_send_for_others_sees_no_calls_and_ticks_none_off(role):
    leaves(role)
    app = Application.objects.get()
    for name in ("manager", "disclosure_handler", "oh_liaison"):
        client = signed_in(name, name=name)
        assert "Call about the form" not in client.get("/staff/").content.decode()
        assert client.post(f"/staff/people/{app.reference}/form/called/").status_code == 404
    assert Client().post(f"/staff/people/{app.reference}/form/called/").status_code == 302
    assert signed_in("hr").get(f"/staff/people/{app.reference}/form/called/").status_code == 405
    assert Answer.objects.filter(part="call").exists()


def test_nobody_asks_for_a_call_about_somebody_elses_form(begun):
    sam, ada = begun(), begun("ada@people.example", "Ada", "Okoro")
    assert ada.post(f"/form/{sam.app.reference}/call/").status_code == 404
    assert Client().post(f"/form/{sam.app.reference}/call/").status_code == 302
    assert sam.get(f"/form/{sam.app.reference}/call/").status_code == 405


def test_who_left_a_number_and_signs_in_later_has_a_form_of_their_own(role, begun):
    leaves(role)
    begun()
    assert Application.objects.count() == 2  # a number alone proves nothing


def test_the_words_are_easy(role):
    for text in (said(Client().get(url).content.decode()) for url in (f"/roles/{role.pk}/call/", "/roles/called/")):
        assert too_long(text) == []
        assert grade(text) <= GRADE
