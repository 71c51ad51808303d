"""Staff fill the form in for somebody, and read what was written, without the name; each only who may."""

import json

import pytest
from django.db import connection
from django.test import Client

from onboarding.lib import clock
from onboarding.models import Answer, AuditEvent, Service
from tests.making import advance, application, opportunity, staff
from tests.pages.apply.conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(begun):
    client = begun()
    client.fills_in()
    return client


def signed_in(*roles, name="Priya Shah", **fields):
    client = Client()
    client.force_login(staff(name, *roles, **fields))
    return client


def test_hr_fills_in_the_same_form_on_the_phone(begun):
    app, hr = begun().app, signed_in("hr")
    page = hr.get(f"/staff/people/{app.reference}/").content.decode()
    assert "Fill in the form with Sam" in page
    root = f"/staff/people/{app.reference}/form/"
    assert "Read each question out as it stands" in hr.get(root).content.decode()
    assert hr.get(f"{root}reach/").status_code == 200
    answer = hr.post(f"{root}reach/", {**WORDS["reach"], "version": 0})
    assert answer.headers["Location"] == f"{root}formats/"
    saved = Answer.objects.get(application=app, part="reach")
    assert saved.saved_by.name == "Priya Shah"
    assert hr.post(f"{root}heard/", {**WORDS["heard"], "version": 0}).headers["Location"] == root


def test_the_person_sees_what_we_filled_in_for_them(begun):
    sam, hr = begun(), signed_in("hr")
    hr.post(f"/staff/people/{sam.app.reference}/form/times/", {**WORDS["times"], "version": 0})
    assert "Monday, It changes. Ask me" in sam.get(f"/form/{sam.app.reference}/check/").content.decode()


def test_what_was_told_on_the_phone_is_written_down_after_it_was_sent_too(begun):
    sam, hr = begun(), signed_in("hr")
    for part in ("reach", "times"):
        sam.saves(part)
    sam.saves("telling", how="phone")
    sam.post(f"/form/{sam.app.reference}/check/")
    root = f"/staff/people/{sam.app.reference}/form/"
    assert hr.get(f"{root}why/").status_code == 200
    hr.post(f"{root}why/", {"words": "She said: to give back.", "version": 0})
    assert "She said: to give back." in hr.get(f"/staff/people/{sam.app.reference}/answers/").content.decode()


def test_two_people_writing_at_once_lose_nothing(sam):
    hr = signed_in("hr")
    answer = hr.post(f"/staff/people/{sam.app.reference}/form/times/", {"days": ["tue", "wed"], "hours": ["evening"], "version": 0})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "It says: Monday, It changes. Ask me; In the morning." in page
    assert 'value="wed" id="id_days_2" checked' in page
    assert 'name="version" value="1"' in page
    assert json.loads(Answer.objects.get(part="times").words)["days"] == ["mon", "changes"]


def test_mistakes_are_said(sam):
    answer = signed_in("hr").post(f"/staff/people/{sam.app.reference}/form/reach/", {"channel": "text", "leave": "yes", "version": 1})
    assert answer.status_code == 422
    assert "Type your phone number" in answer.content.decode()


def test_what_was_written_is_read_without_the_name_and_the_reading_is_witnessed(sam):
    hr = signed_in("hr")
    assert "What Sam wrote" in hr.get(f"/staff/people/{sam.app.reference}/").content.decode()
    page = hr.get(f"/staff/people/{sam.app.reference}/answers/").content.decode()
    for words in ("I want to give back.<br>I like people.", "I know how it is to wait.", "A quiet room", "The Purley team"):
        assert words in page
    for name in ("Sam", "Okafor", "07700 900123", "sam@people.example"):
        assert name not in page
    assert AuditEvent.objects.filter(application=sam.app, type="answers_read").count() == 1


def test_an_empty_form_says_so(begun):
    app = begun().app
    assert "Nothing is written yet." in signed_in("hr").get(f"/staff/people/{app.reference}/answers/").content.decode()


PAGES = ("form/", "form/times/", "answers/")


@pytest.mark.parametrize("page", PAGES)
def test_signed_out_the_wrong_role_and_another_service_find_nothing(sam, page):
    address = f"/staff/people/{sam.app.reference}/{page}"
    assert Client().get(address).status_code == 302
    for role in ("manager", "oh_liaison", "disclosure_handler", "auditor", "administrator", "host"):
        assert signed_in(role, name=role).get(address).status_code == 404, role
    elsewhere = Service.objects.create(name="Elsewhere")
    assert signed_in("hr", name="Bea Bound", service=elsewhere).get(address).status_code == 404
    assert sam.get(address).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_what_no_page_is_for_is_refused(sam, page):
    hr = signed_in("hr")
    address = f"/staff/people/{sam.app.reference}/{page}"
    assert hr.put(address).status_code == 405
    if page != "form/times/":
        assert hr.post(address).status_code == 405


def test_nobody_reads_or_fills_in_their_own_form_as_staff(role):
    jo = staff("Jo Own", "hr")
    client = Client()
    client.force_login(jo)
    client.post(f"/roles/{role.pk}/start/", {"first_name": "Jo", "surname": "Own", "email": "jo@people.example"})
    client.get("/begin/")
    app = jo.applicant.applications.get()
    for page in PAGES:
        assert client.get(f"/staff/people/{app.reference}/{page}").status_code == 404


def test_a_group_and_what_has_ended_have_nothing_to_fill_in(begun):
    app, hr = application("0"), signed_in("hr")
    assert hr.get(f"/staff/people/{app.reference}/form/").status_code == 404
    assert hr.get(f"/staff/people/{app.reference}/answers/").status_code == 404
    sam = begun()
    sam.post(f"/progress/{sam.app.reference}/do/application/withdraw/", {"version": 0})
    assert hr.get(f"/staff/people/{sam.app.reference}/form/").status_code == 404
    assert hr.get(f"/staff/people/{sam.app.reference}/form/health/").status_code == 404


def test_a_part_that_is_not_put_is_not_there(begun):
    app = begun().app
    assert signed_in("hr").get(f"/staff/people/{app.reference}/form/address/").status_code == 404


def test_what_was_written_is_found_nowhere_else(sam, caplog, mailoutbox):
    """A canary: unique words in every part, then every page, list, report and export of every role."""
    secret = "zebrafinch"
    for part in ("why", "experience"):
        sam.saves(part, version=1, words=f"{secret} {part}")
    sam.saves("adjustments", version=1, more=secret)
    sam.saves("not_with", version=1, names=secret)
    sam.post(f"/form/{sam.app.reference}/check/")
    app = sam.app
    advance(app, "selection.offered", at=clock.now())
    addresses = ["/staff/", "/staff/people/", f"/staff/people/?name={secret}", f"/staff/people/{app.reference}/", "/staff/reports/",
                 f"/staff/people/{app.reference}/as-seen/", f"/staff/reports/audit/{app.reference}/", "/staff/letters/"]  # fmt: skip
    roles = ("hr", "coordinator", "manager", "disclosure_handler", "oh_liaison", "auditor", "administrator", "host")
    for number, name in enumerate(roles):
        client = signed_in(name, name=f"Role {number}")
        for address in addresses:
            page = client.get(address).content.decode()
            for typed in (f'value="{secret}"', f"“{secret}”", f'value="name={secret}"'):  # what was searched for is said again
                page = page.replace(typed, "")
            assert secret not in page, (name, address)
    assert secret not in sam.get(f"/progress/{app.reference}/").content.decode()
    events = AuditEvent.objects.values_list("envelope", "payload__words")
    assert not any(secret in str(event) for event in events)
    assert secret not in caplog.text
    assert not any(secret in str(message.body) for message in mailoutbox)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {Answer._meta.db_table}")
        assert secret not in str(cursor.fetchall())


def test_roles_of_another_service_are_not_mixed_up(begun):
    other = opportunity("B2", Service.objects.create(name="Purley"))
    sam = begun(role=other)
    bound = signed_in("coordinator", name="Cora Here", service=other.service)
    assert bound.get(f"/staff/people/{sam.app.reference}/answers/").status_code == 200
