"""The letters pages of staff: the lists, one letter, what can be done with it, and who may not."""

import datetime as dt

import pytest
from django.urls import reverse

from onboarding.door import outbox
from onboarding.models import AuditEvent, Letter, OutboxItem, Service
from onboarding.tasks import deliver
from tests import making

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def hr(client):
    user = making.staff("Priya Shah", "hr")
    client.force_login(user)
    return user


@pytest.fixture
def offer():
    app = making.advance(making.application(who=making.applicant(points=20)), "selection.offered")
    return OutboxItem.objects.get(application=app, kind="conditional_offer")


def page(client, name, *args):
    return client.get(reverse(name, args=args))


def press(client, item, verb, **answers):
    return client.post(reverse("letter_do", args=[item.pk, verb]), answers, follow=True)


def test_a_waiting_letter_is_listed_with_its_time(client, hr, offer):
    content = page(client, "letters").content.decode()
    assert "Maya Collins" in content
    assert "A letter about joining us" in content
    assert "2 March" in content


def test_the_list_is_narrowed_by_name_and_by_where_it_stands(client, hr, offer):
    assert "Maya Collins" in client.get("/staff/letters/?name=collins&show=waiting").content.decode()
    assert "Maya Collins" not in client.get("/staff/letters/?name=nobody").content.decode()
    assert "Maya Collins" not in client.get("/staff/letters/?show=sent").content.decode()


def test_a_letter_is_shown_before_it_goes_in_the_size_they_asked_for(client, hr, offer):
    content = page(client, "letter", offer.pk).content.decode()
    assert "We would like you to join us" in content
    assert "20 point. It cannot be changed here: Maya asked for large print." in content
    assert "Easy (about age" in content


def test_the_pdf_is_shown_before_it_goes_and_nothing_is_kept(client, hr, offer):
    response = page(client, "letter_preview", offer.pk)
    assert response.content.startswith(b"%PDF-1.7")
    assert response["Content-Disposition"].startswith("inline")
    assert not Letter.objects.exists()


def test_send_now_does_not_wait_for_the_undo_time(client, hr, offer):
    press(client, offer, "send-now")
    offer.refresh_from_db()
    assert AuditEvent.objects.filter(application=offer.application, type="letter_hurried").exists()
    assert deliver(offer.pk, at=offer.not_before)


def test_a_cancelled_letter_never_goes(client, hr, offer):
    press(client, offer, "cancel")
    offer.refresh_from_db()
    assert offer.status == "cancelled"
    assert not deliver(offer.pk, at=offer.not_before + MINUTE)
    assert AuditEvent.objects.filter(application=offer.application, type="letter_cancelled").exists()


def test_a_letter_that_has_gone_is_not_cancelled(client, hr, offer):
    deliver(offer.pk, at=offer.not_before)
    assert "has moved on" in press(client, offer, "cancel").content.decode()
    offer.refresh_from_db()
    assert offer.status == "sent"


def doubtful(offer):
    assert outbox.claim(offer.pk, at=offer.not_before)
    outbox.doubt(at=offer.not_before + 6 * MINUTE)


def test_doubt_is_shown_and_a_person_says_that_it_went_out(client, hr, offer):
    doubtful(offer)
    assert "We do not know if it went out" in page(client, "letter", offer.pk).content.decode()
    press(client, offer, "went-out", how="email")
    offer.refresh_from_db()
    assert offer.status == "sent"
    event = AuditEvent.objects.filter(application=offer.application, type="letter_sent").latest("seq")
    assert hr.ref in event.envelope


def test_doubt_is_sent_again_by_a_person_only(client, hr, offer):
    doubtful(offer)
    press(client, offer, "again")
    offer.refresh_from_db()
    assert offer.status == "waiting"
    assert AuditEvent.objects.filter(application=offer.application, type="letter_again").exists()


def test_a_sent_letter_is_saved_as_it_was_kept(client, hr, offer):
    deliver(offer.pk, at=offer.not_before)
    letter = Letter.objects.get(item=offer)
    response = page(client, "letter_pdf", offer.application.reference, letter.pk)
    assert response.content.startswith(b"%PDF-1.7")
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "no-store")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert AuditEvent.objects.filter(application=offer.application, type="letter_opened").exists()


def test_a_letter_of_somebody_else_is_not_under_this_person(client, hr, offer):
    deliver(offer.pk, at=offer.not_before)
    other = making.application(who=making.applicant("Dee", "Harwood"))
    assert page(client, "letter_pdf", other.reference, Letter.objects.get(item=offer).pk).status_code == 404


PAGES = ("letter", "letter_preview")


@pytest.mark.parametrize("role", ["host", "auditor", "administrator"])
def test_without_the_right_the_letters_are_not_there(client, offer, role):
    client.force_login(making.staff("Sam Grey", role))
    assert page(client, "letters").status_code == 404
    assert [page(client, name, offer.pk).status_code for name in PAGES] == [404, 404]
    assert client.post(reverse("letter_do", args=[offer.pk, "cancel"])).status_code == 404
    offer.refresh_from_db()
    assert offer.status == "waiting"


def test_staff_of_another_service_do_not_see_it(client, offer):
    elsewhere = Service.objects.create(name="Elsewhere")
    client.force_login(making.staff("Sam Grey", "hr", service=elsewhere))
    assert "Maya" not in page(client, "letters").content.decode()
    assert page(client, "letter", offer.pk).status_code == 404


def test_signed_out_leads_to_the_sign_in(client, offer):
    assert page(client, "letter", offer.pk).status_code == 302


def test_a_manager_may_look_and_not_send(client, offer):
    client.force_login(making.staff("Ann Bell", "manager"))
    assert "Send now" not in page(client, "letter", offer.pk).content.decode()
    assert client.post(reverse("letter_do", args=[offer.pk, "send-now"])).status_code == 404


def test_an_unknown_verb_is_not_there(client, hr, offer):
    assert client.post(reverse("letter_do", args=[offer.pk, "burn"])).status_code == 404


def test_no_link_changes_anything(client, hr, offer):
    assert client.get(reverse("letter_do", args=[offer.pk, "cancel"])).status_code == 405
