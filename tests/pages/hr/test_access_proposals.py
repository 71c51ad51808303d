"""Two people give a role that opens restricted records, and nobody alone makes the second."""

from typing import Any

import pytest
from django.test import Client

from onboarding.access import ROLES
from onboarding.actions import confirm_access
from onboarding.actions.add_staff import NotStaff, add_staff
from onboarding.actions.staff_roles import give_roles, let_go
from onboarding.models import AuditEvent, RoleProposal, Service, User
from tests.making import applicant, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
ADD, PAGE = "/staff/settings/staff/add/", "/staff/access/"
JO: dict[str, Any] = {"name": "Jo Hart", "email": "Jo.Hart@brightwater.example", "roles": ["coordinator", "hr"], "service": ""}


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


@pytest.fixture
def lead(signed_in) -> Any:
    return signed_in("data_lead", name="Rani Das")


@pytest.fixture
def proposed(admin) -> RoleProposal:
    admin.post(ADD, JO)
    return RoleProposal.objects.get()


def roles(email: str = "jo.hart@brightwater.example") -> list[str]:
    return sorted(User.objects.get(email=email).roles.values_list("role", flat=True))


def test_which_roles_two_people_give(admin):
    asked = {role for role, rights in ROLES.items() if rights & {"view_disclosure", "view_fitness"}}
    assert asked == {"hr", "disclosure_handler", "safeguarding_lead", "oh_liaison", "manager"}
    assert set(confirm_access.in_need(list(ROLES), by=admin.user)) == asked


def test_the_rest_is_given_at_once_and_the_restricted_role_waits(admin, lead, proposed):
    assert roles() == ["coordinator"]
    answer = admin.post(ADD, JO, follow=True).content.decode()
    assert "HR: another administrator or the data lead confirms it first" in answer
    assert RoleProposal.objects.count() == 1
    content = lead.get(PAGE).content.decode()
    assert "Jo Hart" in content
    assert "Proposed by Ada Admin" in content
    for _click in range(2):
        lead.post(f"{PAGE}{proposed.pk}/", {"do": "confirm"})
    assert roles() == ["coordinator", "hr"]
    proposed.refresh_from_db()
    assert (proposed.email, proposed.name) == ("", "")
    events = AuditEvent.objects.filter(type__startswith="access_").order_by("seq")
    assert list(events.values_list("type", flat=True)) == ["access_proposed", "access_confirmed"]
    assert not any("hart" in event.envelope.lower() for event in events)
    assert "Nothing waits" in lead.get(PAGE).content.decode()


def test_somebody_new_with_restricted_roles_alone_comes_with_the_second_yes(admin, lead):
    admin.post(ADD, {**JO, "roles": ["disclosure_handler"]})
    assert not User.objects.filter(email="jo.hart@brightwater.example").exists()
    answer = lead.post(f"{PAGE}{RoleProposal.objects.get().pk}/", {"do": "confirm"}, follow=True).content.decode()
    assert "They choose their password here" in answer
    assert roles() == ["disclosure_handler"]


def test_who_proposed_it_and_who_gets_it_cannot_confirm_it(admin, proposed):
    page = f"{PAGE}{proposed.pk}/"
    content = admin.get(page).content.decode()
    assert "somebody else confirms it" in content
    assert "Confirm it" not in content
    answer = admin.post(page, {"do": "confirm"})
    assert answer.status_code == 422
    assert "A second person confirms it" in answer.content.decode()
    jo = User.objects.get(email="jo.hart@brightwater.example")
    add_staff(jo.email, name="", roles=["data_lead"], by=None, at=NOW)
    with pytest.raises(NotStaff, match="not the one who gets it"):
        confirm_access.confirm(proposed.pk, by=User.objects.get(pk=jo.pk), at=NOW)
    assert roles() == ["coordinator", "data_lead"]


def test_nobody_alone_makes_the_second_person_once_there_is_one(admin, lead):
    give_roles("b@y.example", name="Bo", roles=["administrator"], service=None, by=admin.user, at=NOW)
    assert not User.objects.filter(email="b@y.example").exists()
    assert RoleProposal.objects.get().role == "administrator"


def test_the_first_second_person_is_made_by_one(admin):
    assert "First a second administrator or a data lead" in admin.get("/staff/settings/").content.decode()
    give_roles("b@y.example", name="Bo", roles=["data_lead"], service=None, by=admin.user, at=NOW)
    assert roles("b@y.example") == ["data_lead"]
    assert "First a second administrator" not in admin.get("/staff/settings/").content.decode()


def test_it_is_not_given_and_who_leaves_is_not_let_in_again(admin, lead, proposed):
    lead.post(f"{PAGE}{proposed.pk}/", {"do": "drop"})
    assert roles() == ["coordinator"]
    admin.post(ADD, JO)
    let_go(User.objects.get(email="jo.hart@brightwater.example"), by=admin.user, at=NOW)
    assert not RoleProposal.objects.filter(settled_at=None).exists()
    assert RoleProposal.objects.exclude(email="").count() == 0


def test_who_may_not_change_staff_any_more_has_proposed_nothing(admin, lead, proposed):
    admin.user.roles.all().delete()
    with pytest.raises(NotStaff, match="Propose it again"):
        confirm_access.confirm(proposed.pk, by=lead.user, at=NOW)


def test_a_role_in_one_service_is_confirmed_for_that_one_and_an_applicant_is_refused(admin, lead):
    service = Service.objects.earliest("pk")
    admin.post(ADD, {**JO, "service": service.pk})
    confirm_access.confirm(RoleProposal.objects.get().pk, by=lead.user, at=NOW)
    assert User.objects.get(name="Jo Hart").roles.get(role="hr").service == service
    who = applicant("Maya", signs_in=True)
    content = admin.post(ADD, {**JO, "email": who.email, "roles": ["hr"]}).content.decode()
    assert "An applicant signs in with this e-mail address" in content


def test_who_may_not_finds_no_page(signed_in, admin, proposed):
    assert Client().get(PAGE).status_code == 302
    for role in ("hr", "manager", "coordinator", "auditor"):
        somebody = signed_in(role, name=f"A {role}")
        assert [somebody.get(page).status_code for page in (PAGE, f"{PAGE}{proposed.pk}/")] == [404, 404]
    assert admin.get(f"{PAGE}999/").status_code == 404
    assert (admin.post(PAGE).status_code, admin.put(f"{PAGE}{proposed.pk}/").status_code) == (405, 405)
    with pytest.raises(NotStaff, match="may not confirm this"):
        confirm_access.confirm(proposed.pk, by=staff("Hana", "hr"), at=NOW)
