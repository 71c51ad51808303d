"""A host's page: who is matched with their own teams, where each stands, and nothing else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.door import take
from onboarding.models import FitnessRecord, Service, Site
from onboarding.queries.looks import looks
from tests.making import advance, applicant, application, pathway_with, site, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/placements/"


def at_the_team(first, where="Croydon community team", upto="placement.with_host", **fields):
    people = team()
    facts = {"placement.ask_host": {"site": site(where).pk, "supervisor": people[0].pk, "deputy": people[1].pk}}
    return advance(application(who=applicant(first), **fields), upto, facts=facts)


@pytest.fixture
def hal(signed_in):
    """A host whose team is the one in Croydon."""
    client = signed_in("host", name="Hal Host")
    site()
    Site.objects.filter(name="Croydon community team").update(host=client.user)
    return client


def words(client):
    answer = client.get(URL)
    assert answer.status_code == 200
    return answer.content.decode()


def test_signed_out_and_wrong_roles_find_no_page(signed_in):
    assert Client().get(URL).status_code == 302
    for role in ("hr", "coordinator", "manager", "auditor", "administrator"):
        assert signed_in(role, name=role).get(URL).status_code == 404


def test_the_page_is_only_read(hal):
    for method in ("post", "put", "delete"):
        assert getattr(hal, method)(URL).status_code == 405


def test_a_host_lands_on_it_after_signing_in(hal, signed_in):
    assert hal.get("/signed-in/").headers["Location"] == URL
    assert 'href="/staff/placements/"' in words(hal)
    assert signed_in("host", "hr", name="Both").get("/signed-in/").headers["Location"] == "/staff/"


def test_it_names_who_is_matched_where_it_stands_and_whom_to_ring(hal):
    kept = staff("Priya Shah", "hr", phone="01632 960 100")
    at_the_team("Maya", owner=kept)
    page = words(hal)
    for said in ("Maya Collins, support worker", "Croydon community team", "Waiting for your answer, since", "Jo One", "Alex Two",
                 "Priya Shah, 01632 960 100"):  # fmt: skip
        assert said in page


def test_somebody_of_another_team_is_not_there(hal):
    at_the_team("Maya")
    at_the_team("Dee", "Purley team")
    page = words(hal)
    assert "Maya Collins" in page
    assert "Dee" not in page
    assert "Purley" not in page


def test_who_was_not_taken_or_has_left_is_not_there_any_more(hal):
    refused, gone = at_the_team("Maya"), at_the_team("Dee", upto="placement.ready")
    take(refused, "placement", "host_says_no", by=team()[0], at=NOW, reason="no_room")
    take(gone, None, "withdraw", by=team()[0], at=NOW)
    page = words(hal)
    assert "Maya" not in page
    assert "Dee" not in page
    assert "Nobody is matched with a team of yours now." in page


def test_each_stands_where_their_placement_stands(hal):
    at_the_team("Maya", upto="placement.on_placement")
    at_the_team("Dee", upto="placement.closed")
    resting = at_the_team("Tom", upto="placement.ready")
    take(resting, None, "pause", by=team()[0], at=NOW, asked="phone", may_tell=True)
    page = words(hal)
    assert "On placement, since" in page
    assert "In role" in page
    assert "On a break, as they wished" in page


def test_nothing_of_a_check_or_a_reference_is_on_it(hal):
    app = at_the_team("Maya")
    page = words(hal)
    assert app.reference not in page
    for said in ("DBS", "health", "/staff/people/"):
        assert said not in page


def test_a_yes_given_as_a_check_of_its_own_shows_and_nobody_stands_there_twice(hal):
    advance(application(pathway_with("host_acceptance"), who=applicant("Maya")), "host_acceptance.closed")
    advance(application(pathway_with("host_acceptance"), who=applicant("Dee")), "host_acceptance.with_host")
    page = words(hal)
    assert "You have said yes" in page
    assert "Waiting for your answer" in page
    assert page.count("Maya Collins, ") == 1


def test_a_host_of_one_service_sees_that_service_only(signed_in):
    at_the_team("Maya")
    elsewhere = signed_in("host", name="Elsa", service=Service.objects.create(name="Sutton"))
    Site.objects.update(host=elsewhere.user)
    assert "Maya" not in words(elsewhere)


def test_ones_own_application_is_not_there(hal):
    app = at_the_team("Maya")
    app.applicant.user = hal.user
    app.applicant.save()
    assert "Maya" not in words(hal)


def test_many_people_are_asked_for_in_the_same_few_questions(hal):
    def asked():
        with CaptureQueriesContext(connection) as found:
            words(hal)
        return len(found)

    at_the_team("Maya")
    asked()  # the first page also writes the session
    few = asked()
    for name in ("Dee", "Tom", "Amir"):
        at_the_team(name)
    assert asked() == few


def support_of(app, **fields):
    FitnessRecord.objects.filter(stage__application=app).update(**fields)
    return f"{URL}{app.reference}/support/"


def test_once_the_team_has_said_yes_its_host_reads_what_was_agreed_and_the_person_sees_that(hal):
    app = at_the_team("Maya", upto="placement.on_placement")
    address = support_of(app, outcome="fit_with_adjustments", adjustments="a quiet room; later starts", agreed="agreed")
    assert address in words(hal)
    page = hal.get(address)
    content = page.content.decode()
    for said in ("Maya said yes to each of these", "a quiet room", "later starts", "You do not need to know why"):
        assert said in content
    assert "fit" not in content.split("<main")[1].split("</main")[0].replace("benefit", "")
    assert page.headers["Cache-Control"] == "no-store"
    assert [(look.by, look.title) for look in looks(app)] == [("Hal Host", "Work and health support")]


@pytest.mark.parametrize("agreed", ["", "asked", "declined"])
def test_what_the_person_has_not_said_yes_to_is_not_told(hal, agreed):
    app = at_the_team("Maya", upto="placement.on_placement")
    content = hal.get(support_of(app, adjustments="a quiet room", agreed=agreed)).content.decode()
    assert "Nothing has to be put in place" in content
    assert "quiet room" not in content


def test_before_the_yes_and_to_anybody_else_it_is_not_there(hal, signed_in):
    waiting, agreed = at_the_team("Maya"), at_the_team("Dee", upto="placement.on_placement")
    assert hal.get(support_of(waiting)).status_code == 404
    assert "support/" not in words(hal).split("Maya")[1].split("</tr>")[0]
    assert signed_in("host", name="Other Host").get(support_of(agreed)).status_code == 404
    assert signed_in("hr", "manager", name="Hr").get(support_of(agreed)).status_code == 404
    assert Client().get(support_of(agreed)).status_code == 302
    assert hal.post(support_of(agreed)).status_code == 405
