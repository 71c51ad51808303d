"""Signing in: who may, by what, and what a stranger learns (nothing)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client

from onboarding.models import AuditEvent, User
from tests.making import applicant, application, staff

pytestmark = pytest.mark.django_db
CODE, LOGIN = "/accounts/login/code/", "/accounts/login/"
CONFIRM = "/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def _limits_of_this_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def plain(body: bytes) -> str:
    """A page without what differs by chance: tokens, and the address that was typed."""
    return re.sub(r"value=\"[A-Za-z0-9]{64}\"|[a-z.]+@[a-z.]+example", "", body.decode())


def code_of(message) -> str:
    return re.findall(r"code is (\S+)", message.body)[0]


def sign_in_by_code(client, email):
    client.post(CODE, {"email": email})
    return client.post(CONFIRM, {"code": code_of(mail.outbox[-1])})


def events(kind):
    return [event.envelope for event in AuditEvent.objects.filter(application=None, type=kind)]


def test_an_applicant_signs_in_with_a_code_and_comes_to_their_progress(client):
    app = application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    answer = sign_in_by_code(client, "sam@people.example")
    assert answer.url == "/signed-in/"
    assert client.get("/signed-in/", follow=True).redirect_chain[-1][0] == f"/progress/{app.reference}/"


def test_the_mail_with_the_code_says_nothing_of_health_checks_or_the_role(client):
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    client.post(CODE, {"email": "sam@people.example"})
    message = mail.outbox[-1]
    assert message.subject == "Signing in"
    assert not re.search(
        r"dbs|health|mental|peer worker|check", message.body.replace("Peer Network", ""), re.IGNORECASE
    )


def test_a_known_and_an_unknown_address_look_the_same(client):
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    seen = {}
    for email in ("sam@people.example", "nobody@people.example"):
        browser: Any = Client()
        asked = browser.post(CODE, {"email": email})
        page = browser.get(asked.url)
        wrong = browser.post(CONFIRM, {"code": "WRONG1"})
        seen[email] = (asked.status_code, asked.url, plain(page.content), wrong.status_code, plain(wrong.content))
    assert seen["sam@people.example"] == seen["nobody@people.example"]
    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject == mail.outbox[1].subject


def test_a_wrong_password_and_an_unknown_address_look_the_same():
    staff("Priya Shah", "hr", email="priya@staff.example")
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    pages = [
        Client().post(LOGIN, {"login": email, "password": "not the password"})
        for email in ("priya@staff.example", "sam@people.example", "nobody@staff.example")
    ]
    assert {(page.status_code, plain(page.content)) for page in pages} == {(200, plain(pages[0].content))}
    assert "is not right" in plain(pages[0].content)


def test_a_code_never_opens_the_pages_of_staff(client):
    staff("Priya Shah", "hr", email="priya@staff.example")
    answer = client.post(CODE, {"email": "priya@staff.example"})
    assert answer.url == CONFIRM
    assert "Then sign in with your password" in str(mail.outbox[-1].body)
    assert "code is" not in mail.outbox[-1].body


def test_staff_sign_in_with_a_password_and_come_to_their_work(client):
    staff("Priya Shah", "hr", email="priya@staff.example")
    client.post(LOGIN, {"login": "priya@staff.example", "password": "a long password"})
    assert client.get("/signed-in/").url == "/staff/"


def test_the_session_gets_a_new_key_and_the_old_one_opens_nothing(client):
    staff("Priya Shah", "hr", email="priya@staff.example")
    client.get(LOGIN)
    client.session.save()
    client.post(LOGIN, {"login": "priya@staff.example", "password": "not this one"})
    session = client.session
    session["fixed"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(LOGIN, {"login": "priya@staff.example", "password": "a long password"})
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_nobody_signs_up_alone(client):
    page = client.get("/accounts/signup/")
    assert b"You need an invitation" in page.content
    client.post("/accounts/signup/", {"email": "new@people.example", "password1": "a very long one"})
    assert not User.objects.filter(email="new@people.example").exists()


def test_a_closed_sign_in_opens_nothing_and_ends_what_is_open(client):
    user = staff("Priya Shah", "hr", email="priya@staff.example")
    client.force_login(user)
    assert client.get("/signed-in/").url == "/staff/"
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/signed-in/").url.startswith(CODE)
    client.post(LOGIN, {"login": "priya@staff.example", "password": "a long password"})
    assert client.get("/signed-in/").url.startswith(CODE)


def test_a_closed_applicant_gets_no_code(client):
    who = applicant("Sam", "Okafor", signs_in=True, email="sam@people.example")
    User.objects.filter(applicant=who).update(is_active=False)
    client.post(CODE, {"email": "sam@people.example"})
    assert "code is" not in mail.outbox[-1].body


def test_signing_in_and_failing_are_witnessed_without_an_address(client):
    user = staff("Priya Shah", "hr", email="priya@staff.example")
    client.post(LOGIN, {"login": "priya@staff.example", "password": "not the password"})
    client.post(LOGIN, {"login": "stranger@staff.example", "password": "not the password"})
    client.post(LOGIN, {"login": "priya@staff.example", "password": "a long password"})
    client.post("/accounts/logout/")
    failed, came, went = events("sign_in_failed"), events("signed_in"), events("signed_out")
    assert len(failed) == 2
    assert user.ref in failed[0]
    assert '"about":""' in failed[1]
    assert user.ref in came[0]
    assert user.ref in went[0]
    assert not any("@" in envelope for envelope in [*failed, *came, *went])


def test_a_wrong_code_is_witnessed_and_three_end_it(client):
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    client.post(CODE, {"email": "sam@people.example"})
    code = code_of(mail.outbox[-1])
    for _try in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    assert len(events("sign_in_failed")) == 3
    client.post(CONFIRM, {"code": code})
    assert client.get("/signed-in/").url.startswith(CODE)


def test_a_code_works_once(client):
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    sign_in_by_code(client, "sam@people.example")
    other: Any = Client()
    other.post(CODE, {"email": "sam@people.example"})
    answer = other.post(CONFIRM, {"code": code_of(mail.outbox[0])})
    assert b"not right" in answer.content


def test_an_old_code_has_run_out(client, time_machine_at):
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    client.post(CODE, {"email": "sam@people.example"})
    code = code_of(mail.outbox[-1])
    with time_machine_at(minutes=16):
        assert client.post(CONFIRM, {"code": code}).url == CODE


@pytest.mark.parametrize(("role", "first"), [("hr", "/staff/"), ("auditor", "/staff/reports/"), ("administrator", "/staff/settings/")])
def test_staff_land_on_the_first_page_that_is_theirs(role, first):
    client = Client()
    client.force_login(staff("Someone New", role))
    assert client.get("/signed-in/").headers["Location"] == first
    assert client.get(first).status_code == 200


@pytest.mark.parametrize("leads_to", [CODE, LOGIN])
def test_who_typed_the_wrong_address_or_works_here_leaves_the_page_of_the_code(client, leads_to):
    applicant("Sam", "Okafor", signs_in=True, email="sam@people.example")
    client.post(CODE, {"email": "sma@people.example"})
    page = client.get(CONFIRM).content.decode()
    assert page.count("/accounts/logout/") == 2
    answer = client.post("/accounts/logout/", {"next": leads_to}, follow=True)
    assert answer.redirect_chain[-1][0] == leads_to
    assert answer.status_code == 200
    assert client.get(LOGIN).status_code == 200
    assert sign_in_by_code(client, "sam@people.example").status_code == 302
