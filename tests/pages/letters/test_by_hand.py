"""Letters that no step brings: looked at, then sent by a person; and who may not."""

import pytest
from django.urls import reverse

from onboarding.actions.send_letter import by_hand, send_letter
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, OutboxItem, Service
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(client):
    client.force_login(making.staff("Priya Shah", "hr"))
    return client


@pytest.fixture
def maya():
    return making.advance(making.application(), "selection.deciding")


def address(app, kind="good_news", page="by_hand"):
    return reverse(page, args=[app.reference, kind])


def test_a_letter_is_shown_before_it_is_sent_and_then_waits_to_go(hr, maya):
    shown = hr.get(address(maya)).content.decode()
    assert "Good news from us" in shown
    assert "Send the letter" in shown
    assert not OutboxItem.objects.filter(kind="good_news").exists()
    hr.post(address(maya))
    assert OutboxItem.objects.get(kind="good_news").status == "waiting"
    assert AuditEvent.objects.filter(application=maya, type="update_asked").exists()


def test_a_double_click_sends_one(hr, maya):
    hr.post(address(maya))
    hr.post(address(maya))
    assert OutboxItem.objects.filter(kind="good_news").count() == 1


def test_the_page_on_which_staff_write_names_the_letters_by_hand(hr, maya):
    content = hr.get(reverse("update", args=[maya.reference])).content.decode()
    for kind in by_hand():
        assert address(maya, kind) in content


def test_the_pdf_can_be_looked_at_and_what_is_missing_is_said(hr, maya):
    assert hr.get(address(maya, page="by_hand_pdf")).content.startswith(b"%PDF")
    content = hr.get(address(maya, "escalation")).content.decode()
    assert "It cannot be written yet." in content
    assert "Send the letter" not in content


def test_what_a_step_brings_is_not_sent_by_hand(hr, maya):
    assert hr.get(address(maya, "not_this_time")).status_code == 404
    with pytest.raises(StepRefused, match="A step brings this letter"):
        send_letter(maya, "not_this_time", by=making.team()[0], at=making.START)


def test_who_has_ended_or_is_not_told_gets_none(hr, maya):
    maya.telling = False
    maya.save(update_fields=["telling"])
    assert "is not being told anything yet" in hr.get(address(maya)).content.decode()
    hr.post(address(maya))
    assert not OutboxItem.objects.filter(kind="good_news").exists()


@pytest.mark.parametrize("role", ["manager", "host", "auditor"])
def test_without_the_right_the_page_is_not_there(client, maya, role):
    client.force_login(making.staff("Sam Grey", role))
    assert [client.get(address(maya, page=page)).status_code for page in ("by_hand", "by_hand_pdf")] == [404, 404]
    assert client.post(address(maya)).status_code == 404


def test_somebody_elses_person_is_not_there_and_a_wrong_method_is_refused(client, hr, maya):
    assert hr.delete(address(maya)).status_code == 405
    assert hr.post(address(maya, page="by_hand_pdf")).status_code == 405
    elsewhere = Service.objects.create(name="Elsewhere")
    client.force_login(making.staff("Sam Grey", "hr", service=elsewhere))
    assert client.get(address(maya)).status_code == 404


def test_signed_out_leads_to_the_sign_in(client, maya):
    assert client.get(address(maya)).status_code == 302
