"""Who may do what, and who sees which application."""

from typing import Any

import pytest
from django.http import Http404

from onboarding import access
from onboarding.door import StepRefused, take
from onboarding.engine.grammar import DOOR
from onboarding.models import Application, Service, Site, User
from onboarding.stages import ALL_KINDS
from tests.making import HOUR, advance, applicant, application, site, staff, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def croydon():
    return Service.objects.create(name="Croydon")


def test_every_permission_a_step_asks_for_belongs_to_a_role():
    asked = {step.permission for kind in ALL_KINDS.values() for step in kind.steps.values()}
    assert asked <= access.PERMISSIONS


def test_no_person_may_do_what_only_the_door_does():
    assert [role for role, rights in access.ROLES.items() if DOOR in rights] == ["system"]


def test_staff_of_one_service_see_that_service_only(croydon):
    here, there = application(service=croydon), application(who=applicant("Dee", "Baines"))
    bound, free = staff("Bea Bound", "hr", service=croydon), staff("Flo Free", "hr")
    assert set(access.applications_for(bound)) == {here}
    assert set(access.applications_for(free)) == {here, there}
    assert access.get_application(bound, here.reference) == here
    with pytest.raises(Http404):
        access.get_application(bound, there.reference)
    assert access.may(bound, "select", here)
    assert not access.may(bound, "select", there)
    assert access.may(bound, "select")


def test_without_the_right_there_is_nothing_to_see():
    app = application()
    auditor = staff("Ada Audit", "auditor")
    assert not access.applications_for(auditor).exists()
    with pytest.raises(Http404):
        access.get_application(auditor, app.reference)


def test_a_half_finished_import_is_hidden_from_everybody():
    who: Any = applicant(signs_in=True)
    application(who=who, hidden=True)
    assert not access.applications_for(staff("Flo Free", "hr")).exists()
    assert not access.own_applications(who.user).exists()


def test_applicants_see_their_own_application_and_no_other():
    maya: Any = applicant(signs_in=True)
    dee: Any = applicant("Dee", "Baines", signs_in=True)
    mine = application(who=maya)
    assert access.get_own(maya.user, mine.reference) == mine
    with pytest.raises(Http404):
        access.get_own(dee.user, mine.reference)
    assert not access.is_staff(maya.user)
    assert access.may(maya.user, "withdraw", mine)
    assert not access.may(dee.user, "withdraw", mine)


def test_staff_who_apply_are_applicants_in_their_own_application():
    jo = staff("Jo Own", "hr", "manager")
    mine = application(who=applicant("Jo", "Own", user=jo))
    assert access.is_staff(jo)
    assert not access.may(jo, "offer", mine)
    assert access.may(jo, "answer_offer", mine)
    assert not access.applications_for(jo).filter(pk=mine.pk).exists()


def test_who_may_sign_in_no_more_may_do_nothing():
    maya: Any = applicant(signs_in=True)
    jo = staff("Jo Gone", "hr", is_active=False)
    mine = application(who=maya)
    maya.user.is_active = False
    mine.applicant.user = maya.user
    assert not access.may(maya.user, "withdraw", mine)
    assert not access.may(jo, "select", mine)
    assert not access.is_staff(jo)


def test_a_host_sees_who_is_matched_with_their_own_team():
    app = advance(application(), "placement.with_host")
    host = staff("Hal Host", "host")
    assert not access.placements_for(host).exists()
    site().__class__.objects.update(host=host)
    assert list(access.placements_for(host)) == [app]
    assert not access.placements_for(staff("Ada Audit", "auditor")).exists()


def hosted(name: str, app: Application) -> User:
    """A host, of whose site the application's placement speaks."""
    host = staff(name, "host")
    Site.objects.filter(matches__stage__application=app).update(host=host)
    return host


def at_the_team(first: str, where: str) -> Application:
    """Somebody about whom a team of this name has been asked."""
    second = team()
    facts = {"placement.ask_host": {"site": site(where).pk, "supervisor": second[0].pk, "deputy": second[1].pk}}
    return advance(application(who=applicant(first)), "placement.with_host", facts=facts)


def test_a_host_answers_for_their_own_site_and_for_no_other():
    ours, theirs = at_the_team("Maya", "Croydon community team"), at_the_team("Dee", "Purley team")
    hal, hetty = hosted("Hal Host", ours), hosted("Hetty Host", theirs)
    when = theirs.moves.latest("number").recorded_at + HOUR
    assert access.may(hal, "host")
    assert access.may(hal, "host", ours)
    assert not access.may(hal, "host", theirs)
    assert not access.may_in(hal, "host", ours.opportunity.service_id)
    answers: tuple[tuple[str, dict[str, Any]], ...] = (("host_says_yes", {}), ("host_says_no", {"reason": "no_room"}))
    for step, facts in answers:
        with pytest.raises(StepRefused, match="You may not do this"):
            take(theirs, "placement", step, by=hal, at=when, **facts)
    take(theirs, "placement", "host_says_yes", by=hetty, at=when)


def test_a_site_that_is_theirs_no_more_takes_the_right_with_it():
    app = at_the_team("Maya", "Croydon community team")
    hal = hosted("Hal Host", app)
    assert access.get_placement(hal, app.reference) == app
    take(app, "placement", "host_says_no", by=hal, at=app.moves.latest("number").recorded_at + HOUR, reason="dates")
    assert not access.may(hal, "host", app)
    with pytest.raises(Http404):
        access.get_placement(hal, app.reference)


def test_a_host_finds_nobody_elses_row_and_nothing_that_a_host_has_no_right_to():
    ours, theirs = at_the_team("Maya", "Croydon community team"), at_the_team("Dee", "Purley team")
    hal = hosted("Hal Host", ours)
    with pytest.raises(Http404):
        access.get_placement(hal, theirs.reference)
    with pytest.raises(Http404):
        access.get_application(hal, ours.reference)
    assert not access.applications_for(hal, "view_placement").exists()
    assert not access.may(hal, "place", ours)


def test_a_host_of_one_service_keeps_to_it(croydon):
    app = at_the_team("Maya", "Croydon community team")
    host = staff("Hal Host", "host", service=croydon)
    site().__class__.objects.update(host=host)
    assert not access.may(host, "host", app)


def test_hr_still_answers_for_a_team_that_told_them():
    app = at_the_team("Maya", "Croydon community team")
    assert access.may(staff("Flo Free", "hr"), "host", app)
