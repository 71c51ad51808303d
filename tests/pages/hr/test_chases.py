"""Calls, looks at a tracker and what was passed on: on the worklist while they are needed, done in two clicks."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from onboarding.actions.chase import chase_everybody
from onboarding.actions.settle_chase import settle_chase
from onboarding.door import StepRefused, take
from onboarding.models import Application, AuditEvent, Chase, Contact, OutboxItem, Promise, Service
from onboarding.queries import delay, heard
from tests.making import START, advance, applicant, application, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def silent():
    """Somebody who was written to three times; the call is due."""
    app = advance(application(who=applicant("Amir", "Rahimi"), owner=team()[0]), "selection.with_applicant", at=START)
    OutboxItem.objects.all().delete()
    for week in range(1, 5):
        chase_everybody(at=START + week * 7 * DAY)
        OutboxItem.objects.filter(status="waiting").update(status="sent", finished_at=START + week * 7 * DAY)
    return app, Chase.objects.get(do="call")


def with_the_dbs():
    """Somebody whose DBS form went off a month before now: the tracker is to be looked at."""
    app = advance(application(who=applicant("Dee", "Harwood")), "crb.with_body", at=START)
    chase_everybody(at=NOW)
    return app, Chase.objects.get(do="look")


def page(client):
    return client.get("/staff/").content.decode()


def url(chase):
    return reverse("chase", args=[chase.application.reference, chase.pk])


def test_the_call_stands_on_the_worklist_and_leads_to_its_page(hr):
    _app, chase = silent()
    assert "Call Amir: 3 letters, no answer yet" in page(hr)
    assert url(chase) in page(hr)
    assert "Nobody is ended by silence" in hr.get(url(chase)).content.decode()


def test_a_call_that_was_answered_is_logged_keeps_the_promise_and_leaves_the_worklist(hr):
    app, chase = silent()
    answer = hr.post(url(chase), {"how": "phone", "reached": "answered"})
    assert answer.status_code == 302
    assert "Call Amir" not in page(hr)
    assert Contact.objects.values_list("who", "how", "about").get(application=app) == ("person", "phone", "next_step")
    assert Promise.objects.filter(application=app, kept_at=NOW).count() == 1
    assert AuditEvent.objects.filter(application=app, type="chase_settled").count() == 1


def test_a_call_that_nobody_answered_is_logged_as_that_and_ends_nothing(hr):
    app, chase = silent()
    hr.post(url(chase), {"how": "phone", "reached": "nobody"})
    assert Contact.objects.get(application=app).about == "no_answer"
    assert not Promise.objects.filter(application=app, kept_at=NOW).exists()
    assert Application.objects.get(pk=app.pk).state == "in_progress"


def test_an_empty_form_says_what_is_missing(hr):
    _app, chase = silent()
    words = hr.post(url(chase), {}).content.decode()
    assert "Select how you were in touch" in words
    assert "Select whether they answered" in words
    assert not Contact.objects.exists()


def test_a_look_at_the_tracker_is_one_click_and_one_true_thing_to_say(hr):
    app, chase = with_the_dbs()
    assert "Look at the tracker" in page(hr)
    hr.post(url(chase))
    done = delay.done_since(app, at=NOW)
    assert done
    assert done.words == "We looked at the DBS tracker on 15 April."


def test_what_is_over_is_gone_from_the_worklist_and_cannot_be_settled(hr):
    app, chase = with_the_dbs()
    take(app, "crb", "certificate_posted", by=team()[0], at=NOW)
    assert "Look at the tracker" not in page(hr)
    assert hr.get(url(chase)).status_code == 404
    with pytest.raises(StepRefused, match="no longer needed"):
        settle_chase(app, chase.pk, by=team()[0], at=NOW)


def test_it_is_settled_once(hr):
    _app, chase = with_the_dbs()
    hr.post(url(chase))
    assert hr.post(url(chase)).status_code == 404
    assert Contact.objects.count() == 1


def test_what_is_passed_on_is_shown_to_whom_it_went(signed_in):
    advance(application(who=applicant("Tom", "Baines")), "selection.shortlisting", at=START)
    chase_everybody(at=NOW)
    assert "Passed on to you: Coordinator" in page(signed_in("manager", name="Max Manager"))
    assert "Passed on to you" not in page(signed_in("coordinator", name="Cora"))


def test_a_promise_says_that_nothing_was_done_and_offers_no_button_for_all(hr):
    app = advance(application(who=applicant("Dee", "Harwood")), "crb.with_body", at=START)
    Application.objects.filter(pk=app.pk).update(promise_on=NOW.date())
    words = page(hr)
    assert "Nothing done for Dee in 10 days" in words
    assert "Promises we made for today" in words
    assert delay.nothing_done([app.pk], heard.read([app.applicant_id]), at=NOW) == {app.pk}
    assert delay.done_since(app, at=NOW) is None


@pytest.mark.parametrize("days", [1, 5, 9, 12, 20])
def test_one_question_for_many_people_answers_as_the_one_for_each(days):
    places = ("crb.with_body", "selection.with_applicant", "selection.deciding")
    people = [applicant("P", place, email=f"{place}@x.example") for place in places]
    apps = [advance(application(who=who), place, at=START) for who, place in zip(people, places, strict=True)]
    at = START + days * DAY
    known = heard.read([app.applicant_id for app in apps])
    assert delay.nothing_done([app.pk for app in apps], known, at=at) == {app.pk for app in apps if delay.done_since(app, at=at) is None}


def test_refusals_signed_out_wrong_role_elsewhere_wrong_method(signed_in, hr):
    _app, chase = with_the_dbs()
    assert Client().get(url(chase)).status_code == 302
    assert signed_in("host", name="Ward Host").get(url(chase)).status_code == 404
    elsewhere = staff("Eva Else", "hr", service=Service.objects.create(name="Elsewhere"))
    client = Client()
    client.force_login(elsewhere)
    assert client.get(url(chase)).status_code == 404
    assert hr.put(url(chase)).status_code == 405
    with pytest.raises(StepRefused, match="may not"):
        settle_chase(chase.application, chase.pk, by=staff("Ward", "host"), at=NOW)
