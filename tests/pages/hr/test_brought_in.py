"""People who came from a spreadsheet: evidence waits to be confirmed, nothing is told, nothing opens."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onboarding.door.bring_in import Brought, bring_in
from onboarding.models import Application
from tests.making import START, advance, applicant, application, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(db):
    app = application(who=applicant("Ruth", "Kelly"), telling=False)
    rows = [
        Brought("application", "in_progress", START),
        Brought("selection", "closed", START + dt.timedelta(days=1)),
        Brought("identity", "closed", START + dt.timedelta(days=5)),
        Brought("crb", "with_body", START + dt.timedelta(days=6)),
    ]
    bring_in(app, rows, by=team()[0], at=NOW - dt.timedelta(hours=1), run=1, sheet_row=2)
    return Application.objects.get(pk=app.pk)


def test_evidence_to_confirm_is_on_the_worklist_of_those_who_may(signed_in, brought):
    page = signed_in("hr").get("/staff/").content.decode()
    panel = page.partition("Evidence to confirm")[2]
    assert "Ruth Kelly" in panel
    assert "Proof of identity" in panel
    assert "Evidence to confirm" not in signed_in("coordinator", name="Co").get("/staff/").content.decode()


def test_confirmed_evidence_is_off_the_list(hr, brought):
    stage = brought.stages.get(kind="identity")
    address = f"/staff/people/{brought.reference}/step/{stage.pk}/confirm_evidence/"
    hr.post(address, {"expected_version": str(stage.version), "key": "k", "happened": "today"})
    panel = hr.get("/staff/").content.decode().partition("Evidence to confirm")[2]
    assert "Proof of identity" not in panel
    assert "Selection" in panel


def test_the_page_says_where_it_came_from_and_offers_to_start_telling(hr, brought):
    page = hr.get(f"/staff/people/{brought.reference}/").content.decode()
    assert "brought in from a spreadsheet, “With the DBS”. Evidence not seen by us." in page
    assert "Start telling Ruth" in page
    assert "Not being told yet" in hr.get("/staff/people/").content.decode()


def line(page, title):
    """The row of one check in the table."""
    return next(row for row in page.split("<tr") if f">{title}</th>" in row)


def test_the_row_of_a_check_that_was_brought_in_says_so_and_its_button_confirms_it(hr, signed_in, brought):
    address = f"/staff/people/{brought.reference}/"
    row = line(hr.get(address).content.decode(), "Proof of identity")
    for said in ("Brought in, not confirmed", "Us, to confirm", "I have seen it"):
        assert said in row
    assert "Done" not in row
    assert "Checks: 0 of " in hr.get(address).content.decode()
    other = line(signed_in("coordinator", name="Co").get(address).content.decode(), "Proof of identity")
    assert "Brought in, not confirmed" in other
    assert "I have seen it" not in other
    stage = brought.stages.get(kind="identity")
    hr.post(f"{address}step/{stage.pk}/confirm_evidence/", {"expected_version": str(stage.version), "key": "k", "happened": "today"})
    row = line(hr.get(address).content.decode(), "Proof of identity")
    assert "Brought in, not confirmed" not in row
    assert "Closed" in row


def test_what_a_spreadsheet_brought_is_not_undone(hr, brought):
    move = brought.moves.filter(step="bring_in").latest("number")
    page = hr.post(f"/staff/people/{brought.reference}/move/{move.pk}/undo/", {"reason": "wrong_step"}).content.decode()
    assert "What a spreadsheet brought in is not undone" in page


@pytest.mark.parametrize("roles", [("hr",), ("manager", "disclosure_handler", "oh_liaison")])
def test_no_list_and_no_page_of_an_application_reads_a_restricted_record(signed_in, roles):
    """Not even for those with the right: what is not read cannot slip out. Only the record's own page reads it."""
    app = advance(application(), "occupational_health.being_considered")
    app = advance(app, "crb.being_considered")
    client = signed_in(*roles)
    with CaptureQueriesContext(connection) as queries:
        for address in ("/staff/", "/staff/people/", f"/staff/people/{app.reference}/"):
            assert client.get(address).status_code == 200
    read = [query["sql"] for query in queries if "fitnessrecord" in query["sql"] or "disclosurerecord" in query["sql"]]
    assert read == []


def test_one_page_asks_no_more_for_a_long_history_than_for_a_short_one(signed_in):
    client = signed_in("hr", "coordinator", "manager", "disclosure_handler", "oh_liaison")
    staff("Another", "hr")

    def asked(app):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/staff/people/{app.reference}/").status_code == 200
        return len(queries)

    short = advance(application(), "crb.with_body")
    long = advance(application(who=applicant(email="l@x.example")), "training.in_classes")
    assert asked(long) <= asked(short) + 4
