"""The check has the name, the body and the published standard of the nation the role is in, for staff as for the person."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.models import Application, Opportunity, Wait
from onboarding.queries.standards import standard_words
from tests.making import DAY, advance, applicant, application, staff, team

pytestmark = pytest.mark.django_db
FILTER = ">DBS check (CRB)</option>"  # the kind of check as everybody may choose it, whatever the nation
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
        page = hr.get(address).content.decode().replace(FILTER, "")
        assert check in page, address
        assert "the DBS" not in page, address
        assert "DBS check" not in page, address
    assert f"The {check.split()[0]} result is not decided" in hr.get(person).content.decode()
    assert f"With {body}" in hr.get(person).content.decode()
    assert f"Send it to {body}" in hr.get(person).content.decode()


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
    assert standard_words(app, at=sent(app) + days * DAY) == [words]


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
    assert standard_words(app, at=ready + DAY) == [
        f"The PVG result must be shared by {day}. After that it has to be asked for again."
    ]
    assert standard_words(app, at=ready + 15 * DAY) == [
        f"The PVG result had to be shared by {day}, and has lapsed: ask for it again."
    ]


@pytest.mark.parametrize(("nation", "upto"), [("SCT", "crb.with_applicant"), ("SCT", "crb.not_open"), ("ENG", "crb.closed")])
def test_of_what_is_not_away_there_is_no_standard(nation, upto):
    app = there(nation, upto) if upto != "crb.not_open" else application()
    assert standard_words(app, at=app.created_at + 90 * DAY) == []
