"""What runs out is seen before it does: on the worklist, and beside the check itself."""

import datetime as dt
import re

import pytest

from onboarding.door import take
from tests.making import START, advance, application, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def waived(until):
    app = advance(application(), "identity.with_applicant", at=START)
    facts = {"authoriser": team()[1].pk, "reason": "carried", "evidence": "register", "until": until}
    take(app, "identity", "waive", by=team()[0], at=START + dt.timedelta(days=30), **facts)
    return app


def test_the_worklist_says_what_runs_out_and_when(hr):
    app = waived(TODAY + dt.timedelta(days=20))
    page = hr.get("/staff/").content.decode()
    assert "Dates to look at" in page
    assert "Proof of identity, done without: 5 May 2026, in 30 days or less" in page
    assert f"/staff/people/{app.reference}/" in page


def test_what_ran_out_shows_beside_its_check_and_on_the_worklist(hr):
    app = waived(TODAY - dt.timedelta(days=1))
    page = hr.get(f"/staff/people/{app.reference}/").content.decode()
    assert "Ran out on 14 April 2026" in page
    assert page.partition("Ran out on 14 April 2026")[2].partition("Right to work")[0].count("Ran out") == 1
    assert "Proof of identity, done without: since 14 April 2026" in hr.get("/staff/").content.decode()


def test_a_check_that_holds_says_until_when(hr):
    app = waived(TODAY + dt.timedelta(days=200))
    assert "Closed, until 1 November 2026" in hr.get(f"/staff/people/{app.reference}/").content.decode()
    assert "Dates to look at" not in hr.get("/staff/").content.decode()


def test_the_reserve_list_starts_at_six_months_and_can_be_changed(hr):
    app = advance(application(), "selection.deciding", at=START)
    row = app.stages.get(kind="selection").pk
    page = hr.get(f"/staff/people/{app.reference}/step/{row}/reserve/").content.decode()
    for part, value in (("day", 15), ("month", 10), ("year", 2026)):
        assert re.search(rf'name="expires_on_{part}"[^>]* value="{value}"', page)


def test_staff_read_what_stands_before_they_open_an_application_again(hr):
    app = advance(application(), "identity.closed", at=START)
    take(app, None, "withdraw", by=team()[0], at=START + dt.timedelta(days=10))
    page = hr.get(f"/staff/people/{app.reference}/step/life/reopen/").content.decode()
    assert "Which checks stand for Maya" in page
    assert "This is done. It stands." in page
    assert "Which checks stand" not in hr.get(f"/staff/people/{app.reference}/step/life/record_death/").content.decode()


def test_staff_who_write_down_a_break_read_which_days_go_on(hr):
    app = advance(application(), "crb.with_body", at=START)
    address = f"/staff/people/{app.reference}/step/life/pause/"
    assert "what goes on during the break" not in hr.get(address).content.decode()
    take(app, "crb", "certificate_posted", by=team()[0], at=NOW - dt.timedelta(days=3))
    page = hr.get(address).content.decode()
    assert "Tell Maya what goes on during the break" in page
    assert "30 days after the date on your certificate" in page
