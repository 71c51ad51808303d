"""Complaints and incidents about data: taken down, on a clock, answered by somebody else, and the words told to nobody else."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from onboarding.actions.complaints import answer_complaint, complain
from onboarding.actions.incidents import decide_incident, report_incident
from onboarding.actions.purge import purge
from onboarding.door import StepRefused, take
from onboarding.models import Application, AuditEvent, Complaint, Incident, Letter, OutboxItem
from onboarding.tasks import deliver
from tests.making import DAY, advance, applicant, application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
LIST, WRONG = "/staff/registers/", "/staff/something-went-wrong/"
WORDS = "You told my sister. xq7canary"
GIVEN: dict[str, Any] = {"about": "seen", "how": "phone", "words": WORDS, "key": "k1"}
ANSWER: dict[str, Any] = {"found": "right", "why": ["shown"], "changes": ["closed"]}
TODAY = NOW.date()


@pytest.fixture
def maya() -> Application:
    return advance(application(who=applicant("Maya", signs_in=True)), "selection.deciding")


@pytest.fixture
def jo() -> Any:
    return staff("Jo Hart", "coordinator")


@pytest.fixture
def lead(signed_in) -> Any:
    return signed_in("data_lead", name="Rani Das")


def told(app: Application, by: Any, **given: Any) -> Complaint:
    return complain(app, received_on=TODAY, by=by, at=NOW, **{**GIVEN, **given})


def test_staff_take_a_complaint_down_and_the_person_is_told_by_when_we_answer(hr, maya):
    page = f"/staff/people/{maya.reference}/data-complaint/"
    assert "A complaint about data" in hr.get(page).content.decode()
    assert hr.post(page, GIVEN).status_code == 302
    hr.post(page, GIVEN)  # a double click
    kept = Complaint.objects.get()
    assert (kept.about, kept.words, kept.received_on) == ("seen", WORDS, TODAY)
    item = OutboxItem.objects.get(kind="complaint_received")
    assert deliver(item.pk, at=NOW)
    assert "15 May 2026" in Letter.objects.get(item=item).text
    assert [message.to for message in mail.outbox] == [[maya.applicant.email]]


def test_an_incomplete_complaint_says_what_is_missing_and_keeps_the_words(hr, maya):
    content = hr.post(f"/staff/people/{maya.reference}/data-complaint/", {"words": WORDS, "key": "k2"}).content.decode()
    assert "Select what it is about" in content
    assert "xq7canary" in content
    assert not Complaint.objects.exists()


def test_a_complaint_of_tomorrow_or_of_no_kind_is_refused_with_every_sentence(maya, jo):
    with pytest.raises(StepRefused) as refused:
        complain(maya, about="", how="", words="x" * 2001, received_on=TODAY + DAY, key="k", by=staff("N", "auditor"), at=NOW)
    assert len(refused.value.reasons) == 5
    page = {**GIVEN, "day_day": "1", "day_month": "1", "day_year": "2030"}
    client = Client()
    client.force_login(jo)
    content = client.post(f"/staff/people/{maya.reference}/data-complaint/", page).content.decode()
    assert "The day must be today or earlier" in content


def test_who_keeps_the_register_sees_it_with_its_clock_reads_it_and_answers_after_seeing_the_letter(lead, maya, jo):
    one = told(maya, jo)
    assert "30 days to answer" in lead.get(LIST).content.decode()
    page = f"{LIST}complaints/{one.pk}/"
    assert "xq7canary" in lead.get(page).content.decode()
    looked = lead.post(page, {**ANSWER, "look": "1"}).content.decode()
    assert "Someone could see more than they needed to." in looked
    assert "Send this answer" in looked
    assert not OutboxItem.objects.filter(kind="complaint_answered").exists()
    assert lead.post(page, ANSWER).status_code == 302
    one.refresh_from_db()
    assert (one.found, one.why, one.changes, one.answered_by) == ("right", ["shown"], ["closed"], lead.user)
    item = OutboxItem.objects.get(kind="complaint_answered")
    deliver(item.pk, at=NOW + dt.timedelta(minutes=11))
    assert "Fewer people can see it now." in Letter.objects.get(item=item).text
    content = lead.get(page).content.decode()
    assert "What we answered" in content
    assert "Answered on 15 April 2026" in lead.get(LIST).content.decode()
    with pytest.raises(StepRefused, match="answered already"):
        answer_complaint(one, **ANSWER, by=lead.user, at=NOW)


def test_an_answer_without_a_reason_is_refused_on_the_form(lead, maya, jo):
    page = f"{LIST}complaints/{told(maya, jo).pk}/"
    content = lead.post(page, {"found": "right"}).content.decode()
    assert "Select why, at least 1 sentence" in content


def test_who_looks_after_the_person_does_not_answer_the_complaint(lead, maya, jo):
    one = told(maya, jo)
    Application.objects.filter(pk=maya.pk).update(owner=lead.user)
    page = f"{LIST}complaints/{one.pk}/"
    content = lead.get(page).content.decode()
    assert "Somebody else must answer this" in content
    assert "See the letter first" not in content
    assert "Somebody else must look at it" in lead.post(page, ANSWER).content.decode() or not one.answered_at
    one.refresh_from_db()
    assert one.answered_at is None


def test_a_complaint_after_the_end_is_still_answered_but_nothing_reaches_the_dead(maya, jo, lead):
    take(maya, None, "withdraw", by=staff("Pat", "hr"), at=NOW)
    one = told(maya, jo)
    item = OutboxItem.objects.get(kind="complaint_received")
    deliver(item.pk, at=NOW)
    item.refresh_from_db()
    assert item.status == "sent"
    take(maya, None, "record_death", by=staff("Sam", "hr"), at=NOW)
    answer_complaint(one, **ANSWER, by=lead.user, at=NOW)
    answer = OutboxItem.objects.get(kind="complaint_answered")
    deliver(answer.pk, at=NOW + DAY)
    answer.refresh_from_db()
    assert answer.status == "cancelled"


def test_an_ending_does_not_stop_the_answer_to_a_complaint(maya, jo):
    told(maya, jo)
    take(maya, None, "withdraw", by=staff("Pat", "hr"), at=NOW)
    assert OutboxItem.objects.get(kind="complaint_received").status == "waiting"


def test_the_words_of_a_complaint_are_nowhere_but_in_the_register(maya, jo, lead, hr):
    one = told(maya, jo)
    answer_complaint(one, **ANSWER, by=lead.user, at=NOW)
    assert not any("xq7canary" in json.dumps(row) for row in AuditEvent.objects.values_list("envelope", flat=True))
    for address in (f"/staff/people/{maya.reference}/", "/staff/", "/staff/people/", "/staff/letters/", LIST):
        client = lead if address == LIST else hr
        assert "xq7canary" not in client.get(address).content.decode()


def test_the_words_go_a_year_after_the_answer(maya, jo, lead):
    one = told(maya, jo)
    answer_complaint(one, **ANSWER, by=lead.user, at=NOW)
    assert purge(at=NOW + 364 * DAY) == 0
    assert purge(at=NOW + 365 * DAY) == 1
    one.refresh_from_db()
    assert (one.words, one.found) == ("", "right")


def test_nobody_keeps_the_register_about_themselves(maya, jo, client):
    from_them = told(maya, jo)
    report_incident(what="seen", happened_on=TODAY, people=1, key="i", by=jo, at=NOW, application=maya)
    maya.applicant.user.roles.create(role="data_lead")
    client.force_login(maya.applicant.user)
    assert "days to answer" not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}complaints/{from_them.pk}/").status_code == 404
    assert client.get(f"{LIST}incidents/{Incident.objects.get().pk}/").status_code == 404


INCIDENT: dict[str, Any] = {
    "what": "certificate", "happened_on_day": "14", "happened_on_month": "4", "happened_on_year": "2026", "people": "1", "key": "i1"
}  # fmt: skip


def test_whoever_finds_that_something_went_wrong_writes_it_down_and_72_hours_run(hr, lead, maya):
    assert hr.get(f"{WRONG}?about={maya.reference}").status_code == 200
    for _click in range(2):
        assert hr.post(WRONG, {**INCIDENT, "reference": maya.reference.lower()}).status_code == 302
    one = Incident.objects.get()
    assert (one.application, one.people, one.found_at) == (maya, 1, NOW)
    assert "72 hours left to decide" in lead.get(LIST).content.decode()
    page = f"{LIST}incidents/{one.pk}/"
    assert "18 April 2026 at 11:00" in lead.get(page).content.decode()
    assert lead.post(page, {"regulator": "not", "because": "back", "told": "yes"}).status_code == 302
    one.refresh_from_db()
    assert (one.regulator, one.because, one.told, one.decided_by) == ("not", "back", "yes", lead.user)
    assert "We did not have to tell the regulator." in lead.get(page).content.decode()
    assert "Decided on 15 April 2026" in lead.get(LIST).content.decode()
    types = AuditEvent.objects.filter(application=None, type__startswith="incident").values_list("type", flat=True)
    assert list(types.order_by("seq")) == ["incident_found", "incident_decided"]


def test_an_incident_needs_its_answers_and_a_reference_within_reach(hr, lead, maya):
    assert "Select what went wrong" in hr.post(WRONG, {"key": "x"}).content.decode()
    content = hr.post(WRONG, {**INCIDENT, "reference": "NOBODY"}).content.decode()
    assert "No application of this reference is within your reach" in content
    assert "must be today or earlier" in hr.post(WRONG, {**INCIDENT, "happened_on_year": "2030"}).content.decode()
    one = report_incident(what="lost", happened_on=TODAY, people=3, key="i2", by=hr.user, at=NOW)
    content = lead.post(f"{LIST}incidents/{one.pk}/", {"regulator": "not", "told": "not"}).content.decode()
    assert "Say why the regulator did not have to be told" in content
    assert "Nobody named" in content


def test_late_ones_say_so_first(lead, maya, jo):
    complain(maya, received_on=TODAY - 31 * DAY, by=jo, at=NOW, **GIVEN)
    report_incident(what="lost", happened_on=TODAY - 9 * DAY, people=3, key="i2", by=jo, at=NOW - dt.timedelta(hours=74))
    content = lead.get(LIST).content.decode()
    assert "1 day over the day we said" in content
    assert "2 hours over the 72" in content


def test_what_is_wrong_in_an_incident_is_refused_with_every_sentence(jo, lead):
    with pytest.raises(StepRefused) as refused:
        report_incident(what="", happened_on=TODAY + 2 * DAY, people=0, key="k", by=staff("N"), at=NOW)
    assert len(refused.value.reasons) == 4
    one = report_incident(what="lost", happened_on=TODAY, people=3, key="i2", by=jo, at=NOW)
    with pytest.raises(StepRefused) as refused:
        decide_incident(one, regulator="", because="", told="", by=jo, at=NOW)
    assert len(refused.value.reasons) == 3


@pytest.mark.parametrize("role", ["hr", "manager", "auditor", "administrator", "coordinator"])
def test_without_the_right_the_register_is_not_there(signed_in, maya, jo, role):
    one = told(maya, jo)
    client = signed_in(role, name="Sam Grey")
    for page in (LIST, f"{LIST}complaints/{one.pk}/", f"{LIST}incidents/1/"):
        assert client.get(page).status_code == 404
    with pytest.raises(StepRefused, match="may not answer complaints"):
        answer_complaint(one, **ANSWER, by=client.user, at=NOW)


def test_strangers_wrong_methods_and_somebody_elses_person(client, lead, maya, signed_in):
    for page in (LIST, WRONG, f"/staff/people/{maya.reference}/data-complaint/"):
        assert client.get(page).status_code == 302
    assert lead.post(LIST).status_code == 405
    assert lead.delete(WRONG).status_code == 405
    assert lead.get(f"{LIST}complaints/999/").status_code == 404
    assert signed_in("host", name="Ho").get(WRONG).status_code == 404
    assert lead.get(f"/staff/people/{maya.reference}/data-complaint/").status_code == 404


def test_settings_are_one_list_of_what_this_person_may_set(signed_in):
    found = signed_in("administrator", name="Ada").get("/staff/settings/").content.decode()
    assert "Fees" in found
    assert "Groups" not in found
    assert "Groups" in signed_in("coordinator", name="Jo").get("/staff/settings/").content.decode()
    assert signed_in("host", name="Ho").get("/staff/settings/").status_code == 404
    assert signed_in("hr", name="Hr").post("/staff/settings/").status_code == 405
