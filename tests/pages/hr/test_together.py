"""Chase together: one mail to an organisation about all it is asked, its own references, no names; done for each of them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from onboarding.actions.chase import chase_everybody
from onboarding.actions.chase_together import chase_together
from onboarding.door import StepRefused, take
from onboarding.models import AuditEvent, Body, BodyReference, Chase, Contact, OutboxItem, Service
from onboarding.queries import delay, together
from onboarding.tasks import deliver
from tests.door.test_delivery import mail_server
from tests.making import START, advance, applicant, application, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def oh():
    """An occupational health service with an address."""
    return Body.objects.create(party="occupational_health", name="Southside OH", email="desk@southside.example", phone="01632 960 555")


def with_oh(body, first, surname):
    """Somebody whose questionnaire is with the service since early March."""
    who = applicant(first, surname, email=f"{first}@people.example")
    facts = {"occupational_health.refer": {"body": body.pk}}
    app = advance(application(who=who), "occupational_health.with_applicant", at=START, facts=facts)
    at = app.moves.latest("number").recorded_at
    take(app, "occupational_health", "refer", by=team()[0], at=at, body=body.pk) if _holder(app) == "hr" else None
    take(app, "occupational_health", "form_arrived", by=team()[0], at=at)
    return app


def _holder(app):
    return app.waits.get(stage__kind="occupational_health", ended_at=None).party


@pytest.fixture
def two(oh):
    """Two people with the service, due to be asked about."""
    made = [with_oh(oh, "Dee", "Harwood"), with_oh(oh, "Tom", "Baines")]
    chase_everybody(at=NOW)
    OutboxItem.objects.all().delete() if not Chase.objects.exclude(item=None).exists() else None
    return made


def url(body):
    return reverse("together", args=[body.pk])


def asks():
    return Chase.objects.filter(do="ask")


def test_the_worklist_leads_to_each_organisation_with_how_many_are_due(hr, oh, two):
    page = hr.get("/staff/").content.decode()
    assert "Chase together" in page
    assert "2 to ask about" in page
    assert url(oh) in page


def test_the_page_lists_all_open_requests_without_a_name(hr, oh, two):
    page = hr.get(url(oh)).content.decode()
    assert all(app.reference in page for app in two)
    assert "Harwood" not in page
    assert "Send 1 e-mail" in page


def test_one_mail_asks_about_all_of_them_and_holds_references_and_no_names(hr, oh, two, mailoutbox):
    BodyReference.objects.create(stage=two[0].stages.get(kind="occupational_health"), party=oh.party, reference="SOH-77")
    assert hr.post(url(oh)).status_code == 302
    item = OutboxItem.objects.get(kind="reply_list")
    assert deliver(item.pk, at=NOW)
    (mail,) = mailoutbox
    assert mail.to == ["desk@southside.example"]
    assert "SOH-77" in mail.body
    assert two[1].reference in mail.body
    assert two[0].reference not in mail.body
    assert "/r/" in mail.body
    assert not [word for word in ("Dee", "Harwood", "Tom", "Baines") if word in mail.body + mail.subject]


def test_it_is_recorded_for_each_and_is_one_true_thing_to_tell(hr, oh, two, mailoutbox):
    hr.post(url(oh))
    assert AuditEvent.objects.filter(type="body_asked").count() == 2
    assert not Contact.objects.exists()
    deliver(OutboxItem.objects.get(kind="reply_list").pk, at=NOW)
    assert list(Contact.objects.values_list("who", "how", "by")) == [("body", "email", hr.user.pk)] * 2
    assert delay.done_since(two[0], at=NOW + MINUTE)
    assert together.bodies(hr.user) == []
    assert "15 April" in hr.get(url(oh)).content.decode()


def test_a_double_click_sends_one(hr, oh, two):
    hr.post(url(oh))
    hr.post(url(oh))
    assert OutboxItem.objects.filter(kind="reply_list").count() == 1
    assert "An e-mail to them is under way." in hr.get(url(oh)).content.decode()


def test_what_came_back_in_the_meantime_is_not_in_the_mail_and_nothing_left_sends_nothing(hr, oh, two, mailoutbox):
    item = chase_together(oh.pk, by=hr.user, at=NOW)
    for app in two:
        take(app, "occupational_health", "record_result", by=team()[0], at=NOW, outcome="fit")
    deliver(item.pk, at=NOW)
    item.refresh_from_db()
    assert (item.status, mailoutbox) == ("cancelled", [])
    assert not Contact.objects.exists()


def test_a_mail_that_does_not_get_there_puts_them_back_on_the_worklist(hr, oh, two, settings):
    item = chase_together(oh.pk, by=hr.user, at=NOW)
    assert together.bodies(hr.user) == []
    with mail_server(settings, "RCPT", "550 no such person"):
        deliver(item.pk, at=NOW)
    assert [row.due for row in together.bodies(hr.user)] == [2]
    again = chase_together(oh.pk, by=hr.user, at=NOW + MINUTE)
    assert again.pk != item.pk


def test_what_is_not_due_yet_may_be_asked_about_too_and_the_ladder_knows(hr, oh):
    with_oh(oh, "Dee", "Harwood")
    chase_together(oh.pk, by=hr.user, at=START + dt.timedelta(days=3))
    assert list(asks().values_list("place", "round")) == [(0, 1)]


def test_the_disclosure_body_is_not_asked_before_day_60(hr):
    dbs = Body.objects.create(party="disclosure_body", name="The DBS", email="dbs@example.org")
    app = advance(application(who=applicant("Amir", "Rahimi")), "crb.with_body", at=START)
    app.waits.filter(party="disclosure_body").update(body=dbs)
    assert "1 more are with them for less than 60 days" in hr.get(url(dbs)).content.decode()
    with pytest.raises(StepRefused, match="Nothing that is with them"):
        chase_together(dbs.pk, by=hr.user, at=NOW)
    late = chase_together(dbs.pk, by=hr.user, at=START + dt.timedelta(days=62))
    assert late.kind == "reply_list"


def test_without_an_address_it_says_whom_to_call(hr, oh, two):
    Body.objects.filter(pk=oh.pk).update(email="")
    assert "01632 960 555" in hr.get(url(oh)).content.decode()
    assert "no e-mail address" in hr.post(url(oh), follow=True).content.decode()
    assert not OutboxItem.objects.filter(kind="reply_list").exists()


def test_nobody_asks_about_people_they_may_not_see(oh, two):
    elsewhere = staff("Eva Else", "hr", service=Service.objects.create(name="Elsewhere"))
    assert together.bodies(elsewhere) == []
    assert together.body_page(elsewhere, oh.pk, at=NOW).requests == []
    with pytest.raises(StepRefused, match="Nothing that is with them"):
        chase_together(oh.pk, by=elsewhere, at=NOW)


def test_refusals_signed_out_wrong_role_no_such_body_wrong_method(hr, signed_in, oh):
    assert Client().get(url(oh)).status_code == 302
    assert signed_in("host", name="Ward Host").get(url(oh)).status_code == 404
    assert hr.get("/staff/bodies/99999/together/").status_code == 404
    assert hr.put(url(oh)).status_code == 405
    with pytest.raises(StepRefused, match="may not write"):
        chase_together(oh.pk, by=staff("Ward", "host"), at=NOW)
