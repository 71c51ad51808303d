"""Who may do what, and who sees which application."""

from typing import Any

import pytest
from django.http import Http404

from onboarding import access
from onboarding.engine.grammar import DOOR
from onboarding.models import Service
from onboarding.stages import ALL_KINDS
from tests.making import advance, applicant, application, site, staff

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
