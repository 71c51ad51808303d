"""A new password for staff who forgot theirs: a link that works once, and an answer that tells a stranger nothing."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from onboarding.lib import clock
from onboarding.lib.reading import grade
from onboarding.models import AuditEvent, User
from tests.making import applicant, application, staff

pytestmark = pytest.mark.django_db
ASK, LOGIN = "/accounts/password/new/", "/accounts/login/"
NEW = "three quiet words more"
PRIYA = "priya@staff.example"


@pytest.fixture(autouse=True)
def _limits_of_this_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def priya() -> User:
    return staff("Priya Shah", "hr", email=PRIYA)


def link_of(message: Any) -> str:
    return re.findall(r"https?://[^/]+(/\S+)", message.body)[0]


def form_at(client: Any, link: str) -> str:
    """Where the link leads: the key leaves the address."""
    answer = client.get(link)
    assert answer.status_code == 302
    return answer.url


def asked(client: Any, email: str = PRIYA) -> str:
    client.post(ASK, {"email": email})
    return link_of(mail.outbox[-1])


def signs_in(password: str) -> bool:
    return Client().post(LOGIN, {"login": PRIYA, "password": password}).status_code == 302


def about(kind: str) -> list[str]:
    return [event.envelope for event in AuditEvent.objects.filter(application=None, type=kind)]


def test_the_sign_in_of_staff_leads_there(client):
    assert f'href="{ASK}"' in client.get(LOGIN).content.decode()


def test_a_link_by_mail_brings_a_new_password_once(client, priya):
    place = form_at(client, asked(client))
    assert "Choose a new password" in client.get(place).content.decode()
    done = client.post(place, {"password1": NEW, "password2": NEW})
    assert "Your password is changed" in client.get(done.url).content.decode()
    assert signs_in(NEW)
    assert not signs_in("a long password")
    again = Client().get(link_of(mail.outbox[0]))
    assert "This link has run out" in again.content.decode()


def test_every_session_of_before_has_ended_and_nobody_is_signed_in_by_the_link(client, priya):
    elsewhere = Client()
    elsewhere.force_login(priya)
    place = form_at(client, asked(client))
    client.post(place, {"password1": NEW, "password2": NEW})
    assert elsewhere.get("/staff/").status_code == 302
    assert client.get("/staff/").status_code == 302


def test_it_is_witnessed_by_reference_and_without_an_address(client, priya):
    place = form_at(client, asked(client))
    client.post(place, {"password1": NEW, "password2": NEW})
    (request,), (change,) = about("password_reset_asked"), about("password_reset")
    assert f'"about":"{priya.ref}"' in request
    assert f'"actor":"{priya.ref}"' in change
    assert PRIYA not in request + change


def plain(body: bytes) -> str:
    return re.sub(r"value=\"[A-Za-z0-9]{64}\"", "", body.decode())


def test_staff_applicants_and_strangers_get_the_same_answer_and_only_staff_a_link(priya):
    application(who=applicant("Sam", "Okafor", signs_in=True, email="sam@people.example"))
    seen = set()
    for email in (PRIYA, "sam@people.example", "nobody@people.example"):
        browser = Client()
        answer = browser.post(ASK, {"email": email})
        place = answer.headers["Location"]
        seen.add((answer.status_code, place, plain(browser.get(place).content)))
    assert len(seen) == 1
    assert [("Choose it here" in str(m.body)) for m in mail.outbox] == [True, False, False]
    assert len({m.subject for m in mail.outbox}) == 1
    assert len(about("password_reset_asked")) == 3


def test_who_has_left_gets_no_link(client):
    staff("Jo Gone", "hr", email="jo@staff.example", is_active=False)
    client.post(ASK, {"email": "jo@staff.example"})
    assert "Choose it here" not in str(mail.outbox[-1].body)


def test_after_an_hour_the_link_has_run_out(client, priya):
    link = asked(client)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=61)):
        assert "This link has run out" in client.get(link).content.decode()


@pytest.mark.parametrize(("first", "second"), [("short", "short"), (NEW, "another long one"), ("123456789012345", "123456789012345")])
def test_a_weak_or_unequal_password_is_refused_with_a_sentence(client, priya, first, second):
    place = form_at(client, asked(client))
    page = client.post(place, {"password1": first, "password2": second})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert signs_in("a long password")


def test_a_guessed_link_opens_nothing(client, priya):
    guessed = re.sub(r"-[^/]+/$", "-abc123-0123456789abcdef/", asked(client))
    assert "This link has run out" in client.get(guessed).content.decode()


def test_too_many_requests_from_one_place_are_refused(priya):
    answers = [Client().post(ASK, {"email": PRIYA}).status_code for _try in range(12)]
    assert 429 in answers
    assert len(mail.outbox) < 12


def test_the_mail_is_plain_and_says_what_to_do_when_it_was_somebody_else(client, priya):
    asked(client)
    words = re.sub(r"https?://\S+", "", str(mail.outbox[-1].body))
    assert "Was it not you? Then you do not need to do anything." in words
    assert grade(words) <= 5


def test_who_signs_in_with_a_code_has_no_password_to_change():
    client, who = Client(), applicant("Sam", "Okafor", signs_in=True)
    application(who=who)
    assert who.user
    client.force_login(who.user)
    assert client.get("/accounts/password/").status_code == 404
