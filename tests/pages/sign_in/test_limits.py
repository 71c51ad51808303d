"""How often one may try, and how long a sign-in lasts."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.making import applicant, application, staff

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _limits_of_this_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def tries(count, headers=lambda number: {}):
    return [
        Client().post(LOGIN, {"login": f"person{number}@staff.example", "password": "wrong"}, headers=headers(number))
        for number in range(count)
    ]


def test_the_eleventh_wrong_try_gets_a_page_that_says_wait():
    answers = tries(11)
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "That was too many tries" in answers[-1].content.decode()
    assert answers[-1].headers["Cache-Control"].startswith("no-store")


def test_another_forwarded_address_for_each_try_does_not_help():
    answers = tries(11, lambda number: {"x-forwarded-for": f"10.0.0.{number}"})
    assert answers[-1].status_code == 429


def test_behind_a_proxy_of_ours_people_are_told_apart_by_what_it_says(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    apart = tries(11, lambda number: {"x-forwarded-for": f"6.6.6.6, 10.0.0.{number}"})
    assert {answer.status_code for answer in apart} == {200}
    same = tries(11, lambda number: {"x-forwarded-for": f"6.6.6.{number}, 10.9.9.9"})
    assert same[-1].status_code == 429


def test_the_sixth_wrong_try_at_one_address_is_stopped_known_or_not():
    staff("Priya Shah", "hr", email="priya@staff.example")
    for email in ("priya@staff.example", "nobody@staff.example"):
        cache.clear()
        answers = [Client().post(LOGIN, {"login": email, "password": "wrong"}) for _try in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_limits_are_counted_where_every_process_sees_them(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_staff_who_leave_their_desk_are_signed_out_after_15_minutes(client, time_machine_at):
    client.force_login(staff("Priya Shah", "hr"))
    client.get("/help/")
    with time_machine_at(minutes=14):
        assert client.get("/signed-in/").url == "/staff/"
    with time_machine_at(minutes=30):
        assert client.get("/signed-in/").url.startswith("/accounts/login/code/")
        assert "We signed you out to keep your details safe" in client.get("/accounts/login/code/").content.decode()


def test_staff_sign_in_again_after_eight_hours_however_busy(client, time_machine_at):
    client.force_login(staff("Priya Shah", "hr"))
    client.get("/help/")
    for minutes in range(10, 480, 10):
        with time_machine_at(minutes=minutes):
            assert client.get("/signed-in/").url == "/staff/"
    with time_machine_at(minutes=481):
        assert client.get("/signed-in/").url.startswith("/accounts/login/code/")


def test_applicants_have_half_an_hour(client, time_machine_at):
    who = applicant(signs_in=True)
    application(who=who)
    client.force_login(who.user)
    client.get("/help/")
    with time_machine_at(minutes=29):
        assert client.get("/progress/", follow=True).status_code == 200
    with time_machine_at(minutes=60):
        assert client.get("/progress/").url.startswith("/accounts/login/code/")


def test_signing_out_stands_on_every_page_and_no_page_is_kept(client):
    who = applicant(signs_in=True)
    app = application(who=who)
    client.force_login(who.user)
    for url in ("/help/", f"/progress/{app.reference}/", "/letters/", "/details/", "/privacy/"):
        page = client.get(url)
        assert page.status_code == 200
        assert b"Sign out" in page.content
        assert "no-store" in page.headers["Cache-Control"]
    client.post("/accounts/logout/")
    assert client.get(f"/progress/{app.reference}/").status_code == 302


def test_a_session_of_before_is_worth_nothing_after_signing_out(client):
    client.force_login(staff("Priya Shah", "hr"))
    client.get("/help/")
    key = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = key
    assert client.get("/signed-in/").url.startswith("/accounts/login/code/")
