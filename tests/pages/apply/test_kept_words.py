"""Signed out in the middle: nothing that was typed is lost, and nobody else reads it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from onboarding.actions.kept_words import seal, unseal
from onboarding.models import Answer
from tests.making import staff
from tests.pages.apply.conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(begun):
    client = begun()
    client.saves("telling")
    return client


def signed_out(client):
    client.logout()
    return client


def test_what_was_typed_is_there_again_after_the_next_sign_in(sam):
    address = f"/form/{sam.app.reference}/why/"
    user = sam.app.applicant.user
    answer = signed_out(sam).post(address, {**WORDS["why"], "version": 0})
    assert answer.headers["Location"] == f"/accounts/login/code/?next={address}"
    assert not Answer.objects.filter(part="why").exists()
    sam.force_login(user)
    page = sam.get(address).content.decode()
    assert "You were signed out. What you typed is still here." in page
    assert "I want to give back.\nI like people.</textarea>" in page
    assert sam.saves("why").status_code == 302
    assert "still here" not in sam.get(address).content.decode()


def test_ticks_are_kept_too(sam):
    user = sam.app.applicant.user
    signed_out(sam).post(f"/form/{sam.app.reference}/times/", {**WORDS["times"], "version": 0})
    sam.force_login(user)
    assert 'value="changes" id="id_days_7" checked' in sam.get(f"/form/{sam.app.reference}/times/").content.decode()


def test_nobody_else_on_this_browser_reads_them(sam, begun):
    other = begun("ada@people.example", "Ada", "Okoro")
    address = f"/form/{sam.app.reference}/why/"
    signed_out(sam).post(address, {**WORDS["why"], "version": 0})
    assert not any("give back" in str(session.get_decoded()) for session in Session.objects.all())
    sam.force_login(other.app.applicant.user)
    assert sam.get(address).status_code == 404
    assert "give back" not in sam.get(f"/form/{other.app.reference}/telling/").content.decode()


def test_staff_who_fill_it_in_lose_nothing_either(sam):
    hr, priya = Client(), staff("Priya Shah", "hr")
    address = f"/staff/people/{sam.app.reference}/form/times/"
    assert hr.post(address, {**WORDS["times"], "version": 0}).status_code == 302
    hr.force_login(staff("Ada Audit", "auditor"))
    assert hr.get(address).status_code == 404
    hr.force_login(priya)
    hr.post(address, {**WORDS["times"], "version": 0})
    signed_out(hr).post(address, {"days": ["tue", "wed"], "hours": ["evening"], "version": 1})
    hr.force_login(priya)
    page = hr.get(address).content.decode()
    assert "You were signed out. What you typed is still here." in page
    assert 'value="wed" id="id_days_2" checked' in page
    assert 'value="mon" id="id_days_0" checked' not in page


def test_what_no_page_takes_and_what_was_tampered_with_is_not_kept():
    assert seal("/form/x/", {"words": ["x" * 30_000]}) == ""
    assert unseal("nonsense", "/form/x/") == {}
    assert unseal(seal("/form/x/", {"words": ["x"]}), "/form/y/") == {}


def test_a_stranger_who_posts_is_led_to_the_sign_in(sam):
    assert Client().post(f"/form/{sam.app.reference}/why/", {"words": "x" * 30_000}).status_code == 302
