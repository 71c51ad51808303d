"""The check has the name, the body and the published standard of the nation the role is in, for staff as for the person."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onboarding.door import StepRefused, take
from onboarding.models import Application, Opportunity, SeenPapers, Wait
from onboarding.queries.application_page import spoken
from onboarding.stages import STAGE_KINDS
from tests.making import DAY, advance, applicant, application, staff, standards_of, team

pytestmark = pytest.mark.django_db

NATIONS = [("SCT", "PVG check", "Disclosure Scotland"), ("NIR", "AccessNI check", "AccessNI")]


def there(nation: str, upto: str = "crb.with_body", who: str = "Isla") -> Application:
    app = application(who=applicant(who, "Reid"))
    Opportunity.objects.filter(pk=app.opportunity_id).update(nation=nation)
    pvg = "join" if nation == "SCT" else None
    facts: dict[str, dict[str, Any]] = {"crb.decide_level": {"pvg": pvg}, "crb.see_papers": {"update_service": "none"}}
    return advance(Application.objects.get(pk=app.pk), upto, facts=facts)


def sent(app: Application) -> dt.datetime:
    return app.moves.filter(kind="crb", step="submit").get().effective_at


@pytest.fixture
def hr() -> Client:
    client = Client()
    client.force_login(staff("Priya Shah", "hr", "coordinator", "manager", "disclosure_handler"))
    return client


@pytest.mark.parametrize(("nation", "check", "body"), NATIONS)
def test_staff_read_the_nations_own_check_and_body(hr, nation, check, body):
    app = there(nation)
    stage = app.stages.get(kind="crb").pk
    person = f"/staff/people/{app.reference}/"
    for address in (person, f"{person}?do={stage}", f"{person}step/{stage}/form_returned/", "/staff/"):
        page = hr.get(address).content.decode()
        assert check in page, address
        assert "the DBS" not in page, address
        assert "DBS check" not in page, address
    assert f"The {check.split()[0]} result is not decided" in hr.get(person).content.decode()
    assert f"With {body}" in hr.get(person).content.decode()
    assert f"Send it to {body}" in hr.get(person).content.decode()


def out(app: Application) -> dt.datetime:
    """When the result came, 8 days after the form went: where nothing is posted the person can share it from then on."""
    when = sent(app) + 8 * DAY
    if app.opportunity.nation == "SCT":
        take(app, "crb", "result_ready", by=team()[0], at=when)
    return when


def asked(client: Client, app: Application, step: str) -> str:
    """The page of a step of the check, without white space that means nothing."""
    answer = client.get(f"/staff/people/{app.reference}/step/{app.stages.get(kind='crb').pk}/{step}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


MEMBERSHIP, BY_A_PUBLIC_BODY = "Are they in the PVG scheme?", "Fee: in Northern Ireland they volunteer"


@pytest.mark.parametrize(
    ("nation", "there_are", "there_are_not"),
    [
        ("ENG", ["Enhanced, with the adults’ barred list"], [MEMBERSHIP, BY_A_PUBLIC_BODY, "Level 2"]),
        ("SCT", [MEMBERSHIP, "PVG, for a regulated role with protected adults", "Level 1"], [BY_A_PUBLIC_BODY, "barred list"]),
        ("NIR", [BY_A_PUBLIC_BODY, "Enhanced, with the adults’ barred list"], [MEMBERSHIP, "Level 2"]),
    ],
)
def test_the_level_is_decided_in_the_words_of_the_nation(hr, nation, there_are, there_are_not):
    page = asked(hr, there(nation, "crb.with_applicant"), "decide_level")
    assert [words for words in (*there_are, *there_are_not) if words in page] == there_are


@pytest.mark.parametrize(
    ("nation", "ways"),
    [
        ("ENG", ["I saw the paper original", "I checked the Update Service: nothing is new"]),
        ("SCT", ["They shared it with us online"]),
        ("NIR", ["I saw the paper original"]),
    ],
)
def test_a_result_is_seen_only_in_the_ways_the_nation_has(nation, ways):
    (seen,) = (ask for ask in spoken(STAGE_KINDS["crb"].steps["record_result"], nation).asks if ask.name == "seen")
    assert [words for _code, words in seen.choices] == ways


@pytest.mark.parametrize(("nation", "answer"), [("ENG", {"update_service": "no"}), ("SCT", {}), ("NIR", {})])
def test_the_update_service_is_asked_about_only_where_there_is_one(hr, nation, answer):
    app = there(nation, "crb.with_applicant")
    assert ("Update Service" in asked(hr, app, "see_papers")) == bool(answer)
    stage = app.stages.get(kind="crb")
    papers: dict[str, Any] = {"route": "1", "papers": "passport", "happened": "today", "expected_version": stage.version}
    address = f"/staff/people/{app.reference}/step/{stage.pk}/see_papers/"
    assert hr.post(address, {**papers, "key": "one", **answer}).status_code == 302
    assert SeenPapers.objects.get(stage__application=app).update_service == answer.get("update_service", "none")
    if answer:
        again = {**papers, "expected_version": papers["expected_version"] + 1, "key": "two"}
        assert "Select whether they are in the Update Service" in hr.post(address, again).content.decode()


def record(app: Application, number: str) -> None:
    ready = out(app)
    how = "shared" if app.opportunity.nation == "SCT" else "paper"
    seen: dict[str, Any] = {"content": "clear", "seen": how, "number": number, "issued_on": ready.date(), "same_person": True}
    take(app, "crb", "record_result", by=team()[0], at=ready + DAY, **seen)


@pytest.mark.parametrize(("nation", "digits", "sentence"), [("SCT", 16, ""), ("ENG", 16, "Enter the 12 digits of the certificate number")])
def test_the_number_of_a_certificate_is_as_long_as_its_body_makes_it(nation, digits, sentence):
    app = there(nation)
    try:
        record(app, "1" * digits)
        refused = ""
    except StepRefused as refusal:
        refused = "; ".join(reason.sentence for reason in refusal.reasons)
    assert refused == sentence


def test_the_record_of_a_scottish_check_names_no_dbs(hr):
    app = there("SCT")
    record(app, "1" * 16)
    page = hr.get(f"/staff/people/{app.reference}/restricted/crb/").content.decode()
    assert "PVG check: the record" in page
    assert "DBS" not in page
    assert "Update Service" not in page


def test_a_refusal_speaks_of_the_nations_own_check_too(hr):
    app = there("SCT")
    stage = app.stages.get(kind="crb")
    assert "PVG check is “With Disclosure Scotland”" in asked(hr, app, "see_papers")
    early = hr.get(f"/staff/people/{app.reference}/step/{stage.pk}/form_returned/").content.decode()
    take(app, "crb", "result_ready", by=team()[0], at=sent(app) + DAY)
    data = {"reason": "name", "happened": "today", "expected_version": stage.version + 1, "key": "late"}
    late = hr.post(f"/staff/people/{app.reference}/step/{stage.pk}/form_returned/", data).content.decode()
    for page in (early, late):
        assert "DBS" not in page
    assert "PVG check is “Form or certificate with the person”" in late


def test_the_audit_report_of_a_scottish_role_names_no_dbs(hr):
    app = there("SCT")
    record(app, "1" * 16)
    hr.get(f"/staff/people/{app.reference}/restricted/crb/")
    page = hr.get(f"/staff/people/{app.reference}/audit/").content.decode()
    assert "PVG check" in page
    assert "DBS" not in page


def test_the_list_of_all_nations_names_every_check(hr):
    assert "DBS, PVG or AccessNI check</option>" in hr.get("/staff/").content.decode()


@pytest.mark.parametrize(
    ("nation", "there_are", "there_are_not"),
    [
        ("ENG", ["look_at_tracker", "certificate_posted"], ["result_ready"]),
        ("SCT", ["result_ready"], ["look_at_tracker", "certificate_posted"]),
        ("NIR", ["certificate_posted"], ["look_at_tracker", "result_ready"]),
    ],
)
def test_only_the_steps_of_the_nations_own_check_are_offered(hr, nation, there_are, there_are_not):
    app = there(nation)
    stage = app.stages.get(kind="crb").pk
    page = hr.get(f"/staff/people/{app.reference}/?do={stage}").content.decode()
    assert [step for step in (*there_are, *there_are_not) if f"do={stage}.{step}#" in page] == there_are


@pytest.mark.parametrize(
    ("nation", "ready", "verb"),
    [
        ("ENG", "certificate_posted", "Tell us your certificate came"),
        ("SCT", "result_ready", "Record the result"),
        ("NIR", "certificate_posted", "Tell us your certificate came"),
    ],
)
def test_once_the_result_is_with_the_person_nobody_is_asked_to_send_the_form_again(hr, nation, ready, verb):
    app = there(nation)
    take(app, "crb", ready, by=team()[0], at=sent(app) + 2 * DAY)
    page = hr.get(f"/staff/people/{app.reference}/").content.decode()
    stage = app.stages.get(kind="crb").pk
    row = page.partition(f"do={stage}.")[2].partition("</tr>")[0]
    assert verb in row
    assert "Send it to" not in row


def test_in_england_it_is_still_the_dbs(hr):
    page = hr.get(f"/staff/people/{there('ENG').reference}/").content.decode()
    assert "DBS check (CRB)" in page
    assert "With the DBS" in page


@pytest.mark.parametrize(
    ("nation", "days", "words"),
    [
        ("NIR", 0, "Day 0 at AccessNI. 7 in 10 are back within 10 days."),
        ("NIR", 10, "Day 10 at AccessNI. 95 in 100 are back within 21 days."),
        ("NIR", 27, "Day 27 at AccessNI. 98 in 100 are back within 28 days."),
        ("NIR", 28, "Day 28 at AccessNI. Past 28 days: ask AccessNI what has happened."),
        ("SCT", 13, "Day 13 at Disclosure Scotland. 86 in 100 are back within 14 days."),
        ("SCT", 14, "Day 14 at Disclosure Scotland. Past 14 days: ask Disclosure Scotland what has happened."),
    ],
)
def test_each_body_is_held_to_its_own_published_standard(nation, days, words):
    app = there(nation)
    assert standards_of(app, at=sent(app) + days * DAY) == [words]


@pytest.mark.parametrize(("nation", "days"), [("ENG", 14), ("SCT", 14), ("NIR", 21)])
def test_the_target_of_the_body_is_the_standard_of_its_nation(nation, days):
    app = there(nation)
    wait = Wait.objects.get(application=app, kind="crb", ended_at=None)
    assert wait.due_on == (sent(app) + days * DAY).date()


def test_staff_read_until_when_a_pvg_result_can_be_shared():
    app = there("SCT")
    ready = sent(app) + 8 * DAY
    take(app, "crb", "result_ready", by=team()[0], at=ready)
    last = (ready + 14 * DAY).date()
    day = f"{last.day} {last:%B}"
    assert standards_of(app, at=ready + DAY) == [
        f"The PVG result must be shared by {day}. After that it has to be asked for again."
    ]
    assert standards_of(app, at=ready + 15 * DAY) == [
        f"The PVG result had to be shared by {day}, and has lapsed: ask for it again."
    ]


@pytest.mark.parametrize(("nation", "upto"), [("SCT", "crb.with_applicant"), ("SCT", "crb.not_open"), ("ENG", "crb.closed")])
def test_of_what_is_not_away_there_is_no_standard(nation, upto):
    app = there(nation, upto) if upto != "crb.not_open" else application()
    assert standards_of(app, at=app.created_at + 90 * DAY) == []
