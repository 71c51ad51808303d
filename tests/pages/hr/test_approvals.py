"""What committees agreed to: one line for each role at a site, warned of before it ends, used by later people until then."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.models import Approval, ApprovedSite
from tests.making import DAY, HOUR, advance, applicant, application, site
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/approvals/"


@pytest.fixture
def app():
    return advance(application("C", who=applicant("Maya"), at=NOW - 60 * DAY), "committee.closed", gap=HOUR)


def until(days: int) -> None:
    Approval.objects.update(expires_on=NOW.date() + days * DAY)


def test_strangers_wrong_roles_and_wrong_methods(app, hr, signed_in):
    assert Client().get(URL).status_code == 302
    assert hr.post(URL).status_code == 405
    for role in ("manager", "host", "auditor", "trainer", "supervisor"):
        assert signed_in(role, name=role).get(URL).status_code == 404


def test_each_role_at_a_team_is_one_line_with_its_end_and_who_rests_on_it(app, hr):
    until(400)
    words = hr.get(URL).content.decode()
    row = words.partition("<tbody")[2]
    for said in (app.opportunity.title, site().name, "Professions committee", "20 May 2027"):
        assert said in row
    assert ApprovedSite.objects.count() == 1
    assert ">1</td>" in row
    assert URL in hr.get(f"/staff/people/{app.reference}/").content.decode()


def test_nothing_agreed_says_so(hr):
    assert "No committee has agreed to a role yet." in hr.get(URL).content.decode()


@pytest.mark.parametrize(("days", "said"), [(50, "in 60 days or less"), (6, "in 7 days or less"), (-1, "Ran out on")])
def test_what_ends_soon_is_warned_of_on_the_page_and_on_the_desk(app, hr, days, said):
    until(days)
    assert said in hr.get(URL).content.decode()
    desk = hr.get("/staff/").content.decode().partition("Approvals that run out")[2]
    assert site().name in desk.partition("</section>")[0]


def test_what_is_far_is_not_on_the_desk_and_for_others_never(app, hr, signed_in):
    until(90)
    assert "Approvals that run out" not in hr.get("/staff/").content.decode()
    until(5)
    assert "Approvals that run out" not in signed_in("oh_liaison", name="Oh").get("/staff/").content.decode()


def test_a_later_yes_takes_the_place_of_an_earlier_one(app, hr):
    until(5)
    second = advance(application("C", who=applicant("Dee", "Baines"), at=NOW - 60 * DAY), "committee.closed", gap=HOUR)
    Approval.objects.filter(stage__application=second).update(expires_on=NOW.date() + 500 * DAY)
    body = hr.get(URL).content.decode().partition("<tbody")[2]
    assert body.count("<tr") == 1
    assert ">2</td>" in body
    assert "Approvals that run out" not in hr.get("/staff/").content.decode()


def test_the_page_asks_the_same_questions_however_many_there_are(app, hr):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            hr.get(URL)
        return len(queries)

    asked()  # the first page of a sign-in asks more
    few = asked()
    advance(application("C", who=applicant("Dee", "Baines"), at=NOW - 60 * DAY), "committee.closed", gap=HOUR)
    assert asked() == few
