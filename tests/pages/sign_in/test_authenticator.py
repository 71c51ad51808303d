"""The authenticator app: turned on, asked for, replaced by a recovery code, turned off; every change witnessed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from onboarding.models import AuditEvent
from tests.making import staff

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
WHO = {"login": "priya@staff.example", "password": "a long password"}


@pytest.fixture(autouse=True)
def _limits_of_this_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def app_code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def enrolled(django_capture_on_commit_callbacks):
    """A member of staff with the app turned on; gives the browser, the secret and the recovery codes."""
    staff("Priya Shah", "hr", email=WHO["login"])
    browser: Any = Client()
    browser.post(LOGIN, WHO)
    browser.post(browser.get("/accounts/app/on/").url, {"password": WHO["password"]})
    page = browser.get("/accounts/app/on/").content.decode()
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page)[0]
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post("/accounts/app/on/", {"code": app_code(secret)})
    assert done.url == "/accounts/app/recovery/"
    codes = re.findall(r"<code>(\w+)</code>", browser.get(done.url).content.decode())
    assert len(codes) == 10
    return browser, secret, codes


def types():
    return list(AuditEvent.objects.filter(application=None).values_list("type", flat=True))


def test_once_on_the_app_is_asked_for_and_its_code_lets_in(enrolled, time_machine_at):
    _browser, secret, _codes = enrolled
    browser: Any = Client()
    assert browser.post(LOGIN, WHO).url == "/accounts/app/code/"
    assert browser.get("/signed-in/").url.startswith("/accounts/login/code/")
    assert b"not right" in browser.post("/accounts/app/code/", {"code": "000000"}).content
    with time_machine_at(seconds=60):
        browser.post("/accounts/app/code/", {"code": app_code(secret)})
        assert browser.get("/signed-in/").url == "/staff/"
    assert types().count("authenticator_added") == 2
    assert "sign_in_failed" in types()


def test_a_recovery_code_lets_in_once(enrolled):
    _browser, _secret, codes = enrolled
    for expected in ("/staff/", "/accounts/login/code/?next=/signed-in/"):
        browser: Any = Client()
        browser.post(LOGIN, WHO)
        browser.post("/accounts/app/code/", {"code": codes[0]})
        assert browser.get("/signed-in/").url == expected


def test_turning_it_off_asks_who_it_is_again_and_is_witnessed(enrolled, time_machine_at):
    browser, secret, _codes = enrolled
    with time_machine_at(minutes=6):
        asked = browser.get("/accounts/app/off/")
        assert asked.url.startswith("/accounts/reauthenticate/")
        page = browser.get(asked.url)
        assert b"Is it still you?" in page.content
        browser.post(asked.url, {"password": WHO["password"]})
        assert b"Turn off the authenticator app?" in browser.get("/accounts/app/off/").content
        browser.post("/accounts/app/off/")
    assert not Authenticator.objects.exists()
    assert "authenticator_removed" in types()
    assert secret not in "".join(AuditEvent.objects.values_list("envelope", flat=True))
