"""Staff send a one-time link, see when it was opened, make a new one, stop it; and send one to all a body is asked."""

import pytest
from django.core import mail
from django.test import Client

from onboarding.actions.reply_links import send_link, send_list, stop_link
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.models import BodyReference, OutboxItem, ReplyLink, Service, Stage
from onboarding.tasks import deliver
from tests.making import DAY, advance, applicant, application, staff, team
from tests.outside import body, sent
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def app():
    who = applicant("Sam", "Okafor", role_title_for_others="volunteer")
    return advance(application(who=who, at=NOW - 20 * DAY), "occupational_health.with_body", at=NOW - 20 * DAY)


def at(app, kind="occupational_health"):
    return f"/staff/people/{app.reference}/links/{Stage.objects.get(application=app, kind=kind).pk}/"


def test_a_link_is_sent_from_the_waiting_stage_in_a_mail_without_a_name(hr, app):
    clerk = body("occupational_health")
    assert "Send a link" in hr.get(f"/staff/people/{app.reference}/").content.decode()
    page = hr.get(at(app)).content.decode()
    assert "What have you done so far for Sam?" in page
    assert "To them Sam is a volunteer." in page
    wish = {"to": f"occupational_health.{clerk.pk}", "their_reference": "OH/12"}
    assert hr.post(at(app), wish).status_code == 302
    link = ReplyLink.objects.get()
    assert (link.made_by, link.expires_at) == (hr.user, NOW + 14 * DAY)
    deliver(OutboxItem.objects.get(reply_link=link).pk, at=clock.now())
    (said,) = mail.outbox
    assert (said.subject, said.to) == ("A question from Brightwater", ["clerk@oh.example"])
    assert said.from_email.startswith("Brightwater <")
    assert "Your reference: OH/12" in said.body
    assert not any(word in f"{said.subject} {said.body}" for word in ("Sam", "Okafor", app.reference, "health", "eer"))


def test_staff_see_when_it_was_opened_and_what_became_of_it(hr, app):
    outside = sent(app, "occupational_health")
    assert "Link sent" in hr.get(f"/staff/people/{app.reference}/").content.decode()
    outside.press()
    assert "Link opened" in hr.get(f"/staff/people/{app.reference}/").content.decode()
    assert "Opened 15 April" in hr.get(at(app)).content.decode()
    outside.press("answer", answer="report_sent")
    page = hr.get(at(app)).content.decode()
    assert "Answered." in page
    assert "By link: Occupational Health of Croydon OH" in hr.get(f"/staff/people/{app.reference}/").content.decode()


def test_a_link_is_stopped_by_a_button_and_opens_nothing_then(hr, app):
    outside = sent(app, "occupational_health")
    assert hr.post(f"{at(app)}stop/{outside.link.pk}/").status_code == 302
    assert "Stopped by us" in hr.get(at(app)).content.decode()
    assert outside.press().status_code == 404
    assert hr.get(f"{at(app)}stop/{outside.link.pk}/").status_code == 405
    assert hr.post(f"{at(app, 'crb')}stop/{outside.link.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("to", "reference", "sentence"),
    [
        ("", "", "Select who is to answer"), ("occupational_health.0", "", "Select a valid choice"),
        ("theirs", "Sam Okafor", "No names"), ("theirs", "SAMOKAFOR", "No names"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_said_and_nothing_goes_out(hr, app, to, reference, sentence):
    clerk = body("occupational_health")
    to = f"occupational_health.{clerk.pk}" if to == "theirs" else to
    answer = hr.post(at(app), {"to": to, "their_reference": reference})
    assert sentence in answer.content.decode()
    assert not ReplyLink.objects.exists()
    assert not BodyReference.objects.exists()


def test_without_an_address_nothing_is_sent_and_the_page_says_why(hr, app):
    silent = body("occupational_health", "Silent OH", "")
    answer = hr.post(at(app), {"to": f"occupational_health.{silent.pk}"})
    assert "We have no e-mail address for them" in answer.content.decode()
    assert not ReplyLink.objects.exists()


def test_a_body_gets_one_link_to_all_it_is_asked(hr, app):
    sent(app, "occupational_health")
    clerk = body("occupational_health")
    assert "Croydon OH" in hr.get("/staff/bodies/").content.decode()
    assert hr.post("/staff/bodies/", {"body": str(clerk.pk)}).status_code == 302
    link = ReplyLink.objects.get(stage=None)
    deliver(OutboxItem.objects.get(reply_link=link).pk, at=clock.now())
    assert mail.outbox[-1].subject == "Questions from Brightwater"
    assert "Sent 15 April" in hr.get("/staff/bodies/").content.decode()
    silent = body("umbrella_body", "Silent umbrella", "")
    page = hr.post("/staff/bodies/", {"body": str(silent.pk)}, follow=True).content.decode()
    assert "We have no e-mail address for them" in page
    assert hr.post("/staff/bodies/", {"body": "nobody"}).status_code == 404


def test_pages_of_links_are_not_there_for_who_may_not_send_them(signed_in, app, hr):
    addresses = [at(app), "/staff/bodies/"]
    for address in addresses:
        assert Client().get(address).status_code == 302
        assert Client().post(address).status_code == 302
        assert signed_in("auditor", name=f"Ada {address}").get(address).status_code == 404
        assert hr.put(address).status_code == 405
    elsewhere = Service.objects.create(name="Elsewhere")
    bound = signed_in("hr", name="Bea Bound", service=elsewhere)
    assert bound.get(at(app)).status_code == 404
    assert bound.post(at(app), {"to": "x"}).status_code == 404
    assert hr.get(at(app, "identity")).status_code == 404
    assert hr.get(f"/staff/people/{app.reference}/links/999999/").status_code == 404
    page = signed_in("manager", name="Mo").get(f"/staff/people/{app.reference}/").content.decode()
    assert "Send a link" not in page


def test_the_actions_ask_for_the_right_themselves(app):
    nobody, outside = staff("Nia Nobody", "auditor"), sent(app, "occupational_health")
    stage, to = outside.link.stage_id, f"occupational_health.{outside.link.body_id}"
    for call in (
        lambda: send_link(app, stage, to, by=nobody, at=clock.now()),
        lambda: send_list(body("occupational_health"), by=nobody, at=clock.now()),
        lambda: stop_link(outside.link, by=nobody, at=clock.now()),
        lambda: send_link(app, 999999, to, by=team()[0], at=clock.now()),
    ):
        with pytest.raises(StepRefused):
            call()
    assert ReplyLink.objects.count() == 1


def test_a_link_is_no_letter_and_does_not_stand_among_letters(hr, app):
    sent(app, "occupational_health")
    for section in ("look", "waiting", "sent", "stopped"):
        assert "reply" not in hr.get(f"/staff/letters/?section={section}").content.decode()


def test_a_link_that_did_not_go_out_stands_on_the_worklist_until_another_does(hr, app):
    clerk = body("occupational_health")
    code = f"occupational_health.{clerk.pk}"
    stage = Stage.objects.get(application=app, kind="occupational_health").pk
    link = send_link(app, stage, code, by=hr.user, at=clock.now())
    clerk.email = ""
    clerk.save()
    assert deliver(OutboxItem.objects.get(reply_link=link).pk, at=clock.now())
    assert "Look at the link" in hr.get("/staff/").content.decode()
    assert "Not sent: address" in hr.get(at(app)).content.decode()
    clerk.email = "new@oh.example"
    clerk.save()
    sent(app, "occupational_health")
    assert "Look at the link" not in hr.get("/staff/").content.decode()


def test_a_mail_server_that_is_away_is_asked_again_with_another_secret(hr, app, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody answers there
    body("occupational_health")
    link = send_link(app, Stage.objects.get(application=app, kind="occupational_health").pk,
                     f"occupational_health.{body('occupational_health').pk}", by=hr.user, at=clock.now())  # fmt: skip
    item = OutboxItem.objects.get(reply_link=link)
    assert deliver(item.pk, at=clock.now())
    item.refresh_from_db()
    assert (item.status, item.error, item.attempts) == ("waiting", "mail server away", 1)
    first = ReplyLink.objects.get().digest
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(item.pk, at=item.not_before)
    assert ReplyLink.objects.get().digest != first
    assert len(mail.outbox) == 1
