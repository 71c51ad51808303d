"""A version of a pathway carries the name of a peer who has read it; until somebody signs, the page says that nobody has."""

from typing import Any

import pytest
from django.test import Client

from onboarding.actions.sign_off import sign_off
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.models import AuditEvent, Pathway
from tests.making import staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/pathways/C/sign-off/"


def newest(code="C"):
    return Pathway.objects.filter(code=code).latest("version")


@pytest.fixture
def jo():
    client: Any = Client()
    client.user = staff("Jo Peer", "coordinator", shares_lived_experience=True)
    client.force_login(client.user)
    return client


def test_a_peer_reads_it_and_signs_and_everybody_sees_who_and_when(jo, hr):
    assert "Peer sign-off: nobody yet" in hr.get("/staff/pathways/").content.decode()
    page = jo.get(URL).content.decode()
    assert "Work history" in page
    assert "I have read it, and sign it off" in page
    assert jo.post(URL).status_code == 302
    row = newest()
    assert (row.peer_sign_off, row.signed_by, row.signed_on) == ("Jo Peer", jo.user, clock.now().date())
    assert f"Peer sign-off: Jo Peer, {row.signed_on.day}" in hr.get("/staff/pathways/").content.decode()
    assert AuditEvent.objects.filter(application=None, type="pathway_signed_off").count() == 1


def test_what_is_signed_stays_signed_by_who_signed_it(jo):
    jo.post(URL)
    again = jo.post(URL)
    assert again.status_code == 422
    assert "signed off already" in again.content.decode()
    assert "sign it off</button>" not in jo.get(URL).content.decode()
    assert AuditEvent.objects.filter(type="pathway_signed_off").count() == 1


def test_who_is_not_open_about_lived_experience_cannot_sign(hr):
    page = hr.post(URL)
    assert page.status_code == 422
    assert "open about their own lived experience" in page.content.decode()
    assert newest().signed_by is None


def test_an_old_version_is_signed_by_nobody(jo):
    with pytest.raises(StepRefused, match="newer version"):
        sign_off(Pathway.objects.get(code="C", version=1), by=jo.user, at=NOW)


def test_a_coordinator_reads_the_pathways_and_leaves_no_rule_out(jo):
    page = jo.get("/staff/pathways/").content.decode()
    assert URL in page
    assert "leave-out" not in page
    assert jo.get("/staff/pathways/C/leave-out/").status_code == 404


def test_refusals_signed_out_wrong_role_nothing_there_wrong_method(jo, signed_in):
    auditor = signed_in("auditor", name="Ada Audit")
    assert Client().get(URL).status_code == 302
    assert auditor.get(URL).status_code == 404
    assert auditor.post(URL).status_code == 404
    assert jo.put(URL).status_code == 405
    assert jo.get("/staff/pathways/Z/sign-off/").status_code == 404
    with pytest.raises(StepRefused, match="You may not sign pathways off"):
        sign_off(newest(), by=auditor.user, at=NOW)
