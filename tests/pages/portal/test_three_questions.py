"""Three questions once a year: counted, once a person, and nothing that leads back to anybody."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from onboarding.actions.three_questions import answer
from onboarding.lib import clock
from onboarding.lib.reading import grade, longest_sentence
from onboarding.models import Applicant, AuditEvent, RedTape
from onboarding.reports import red_tape
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import KINDS
from onboarding.stages.three_questions import STEPS
from tests.making import applicant, staff
from tests.pages.portal.test_plain_words import said as words_of

pytestmark = pytest.mark.django_db
URL = "/three-questions/"
GIVEN = {"fair": "yes", "kind": "partly", "drop": ["no_news", "reference"]}


@pytest.fixture
def sam(person):
    return person("selection.deciding")


def counts():
    return {(row.question, row.answer): row.count for row in RedTape.objects.all()}


def test_the_answers_are_counted_once_and_no_event_tells_when(sam):
    assert "Three questions" in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    before = AuditEvent.objects.count()
    for _twice in range(2):
        sam.post(URL, GIVEN)
    said = {("fair", "yes"), ("kind", "partly"), ("drop", "no_news"), ("drop", "reference"), ("people", "people")}
    assert counts() == dict.fromkeys(said, 1)
    assert AuditEvent.objects.count() == before
    assert "Three questions" not in sam.get(f"/progress/{sam.app.reference}/").content.decode()


def test_no_row_has_a_person_a_time_or_a_word_of_anybodys(sam):
    sam.post(URL, {**GIVEN, "words": "my own"})
    assert {field.name for field in RedTape._meta.get_fields()} == {"id", "year", "question", "answer", "count"}
    assert Applicant.objects.get(user=sam.user).asked_in == clock.now().year


def test_to_say_no_looks_the_same_and_counts_nothing(sam):
    sam.post(f"{URL}no/")
    assert counts() == {}
    assert Applicant.objects.get(user=sam.user).asked_in == clock.now().year
    assert sam.get(URL).status_code == 302


def test_next_year_it_is_asked_again(sam):
    sam.post(URL, GIVEN)
    person = Applicant.objects.get(user=sam.user)
    later = clock.now() + dt.timedelta(days=370)
    assert answer(person, fair="no", kind="no", drop=[], at=later)
    assert RedTape.objects.filter(question="fair").count() == 2


def test_what_is_not_on_the_list_is_refused(sam):
    assert sam.post(URL, {"fair": "yes"}).status_code == 422
    assert sam.post(URL, {**GIVEN, "drop": ["priya"]}).status_code == 422
    with pytest.raises(ValueError, match="Not on the list"):
        answer(Applicant.objects.get(user=sam.user), fair="yes", kind="yes", drop=["priya"], at=clock.now())
    assert counts() == {}


def answered(people, **given):
    for number in range(people):
        answer(applicant(f"P{number}", f"{given}"), **{"fair": "yes", "kind": "yes", "drop": [], **given}, at=clock.now())


def read(client):
    return " ".join(client.get("/staff/reports/red-tape/").content.decode().split())


def test_the_register_counts_years_that_are_over_and_hides_the_few(client):
    with time_machine.travel(dt.datetime(2025, 6, 1, tzinfo=dt.UTC)):
        answered(12, drop=["no_news"])
        answered(8, drop=["letters", "no_news"])
        answered(2, fair="no", drop=["crb"])
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC)):
        answered(9, drop=["travel"])
        shown = red_tape.register(at=clock.now())
        client.force_login(staff("Mia Manager", "manager"))
        page = read(client)
    drops = {line.title: line.cells[0] for line in shown.drops}
    assert shown.years == (2025,)
    assert shown.people[0] == "22"
    assert drops["So many letters"] == "8"
    assert drops["Waiting with no news"] == red_tape.TOO_FEW  # all but two: the two could be picked out
    assert drops["The DBS check, or PVG, or AccessNI"] == red_tape.TOO_FEW
    assert drops["Having to travel to us"] == "0"
    fair = {line.title: line.cells[0] for line in shown.questions[0][1]}
    assert fair["No"] == red_tape.TOO_FEW
    assert fair["Yes"] == red_tape.TOO_FEW  # or the two could be worked out
    assert "Too few people to say is not proof" in page
    assert ">9<" not in page


def test_before_anybody_has_answered_it_says_so(client):
    client.force_login(staff("Mia Manager", "manager"))
    assert "Nobody has answered yet in a year that is over." in read(client)


def test_every_step_there_is_can_be_named():
    assert {code for code, _words in STEPS} == set(KINDS) - {"membership"}
    assert set(KINDS) <= set(ALL_KINDS)


@pytest.mark.parametrize(("role", "status"), [("manager", 200), ("hr", 200), ("auditor", 200), ("coordinator", 404), ("trainer", 404)])
def test_the_register_is_for_who_reads_reports(client, role, status):
    assert client.get("/staff/reports/red-tape/").status_code == 302
    client.force_login(staff("Ola", role))
    assert client.get("/staff/reports/red-tape/").status_code == status
    assert client.post("/staff/reports/red-tape/").status_code == (405 if status == 200 else 404)


def test_strangers_and_staff_are_not_asked(client):
    assert Client().get(URL).status_code == 302
    client.force_login(staff("Ola", "hr"))
    assert client.get(URL).status_code == 404
    assert client.get(f"{URL}no/").status_code in (404, 405)


def test_the_page_is_easy_to_read(sam):
    page = words_of(sam.get(URL).content.decode())
    assert grade(page) <= 5
    assert longest_sentence(page) <= 20
