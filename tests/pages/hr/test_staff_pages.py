"""Who works here: added, given more to do or less, let go; never by themselves, never the last administrator."""

from typing import Any

import pytest
from django.test import Client

from onboarding.actions.add_staff import NotStaff
from onboarding.actions.staff_reach import change_reach
from onboarding.actions.staff_roles import give_roles, let_go, take_role
from onboarding.models import Application, AuditEvent, Organisation, Service, User
from onboarding.queries.letter_facts.shared import named_person
from tests.making import START, advance, applicant, application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/settings/staff/"
NEW: dict[str, Any] = {"name": "Jo Hart", "email": "Jo.Hart@brightwater.example", "roles": ["coordinator", "trainer"], "service": ""}


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


def test_somebody_is_added_with_roles_in_one_service_and_told_where_to_choose_a_password(admin):
    service = Service.objects.earliest("pk")
    assert admin.get(f"{URL}add/").status_code == 200
    answer = admin.post(f"{URL}add/", {**NEW, "service": service.pk}, follow=True)
    assert "/accounts/password/new/" in answer.content.decode()
    jo = User.objects.get(email="jo.hart@brightwater.example")
    assert set(jo.roles.values_list("role", "service")) == {("coordinator", service.pk), ("trainer", service.pk)}
    content = admin.get(URL).content.decode()
    assert f"Peer coordinator, only in {service}" in content
    assert AuditEvent.objects.filter(type="staff_added").count() == 1


def test_more_and_less_to_do(admin):
    jo = staff("Jo Hart", "hr")
    page = f"{URL}{jo.pk}/"
    assert "What they do now" in admin.get(page).content.decode()
    assert admin.post(page, {"roles": ["auditor"]}).status_code == 302
    row = jo.roles.get(role="hr")
    for _click in range(2):
        assert admin.post(f"{page}roles/{row.pk}/take/").status_code == 302
    assert list(jo.roles.values_list("role", flat=True)) == ["auditor"]
    assert AuditEvent.objects.filter(type="role_taken").count() == 1


def test_who_leaves_has_no_role_and_no_sign_in(admin, client):
    jo = staff("Jo Hart", "hr")
    client.force_login(jo)
    assert admin.post(f"{URL}{jo.pk}/leave/").status_code == 302
    assert client.get("/staff/").status_code == 302
    assert "Jo Hart" not in admin.get(URL).content.decode()


def test_an_incomplete_form_says_what_is_missing(admin):
    content = admin.post(f"{URL}add/", {"email": "nothing"}).content.decode()
    for sentence in ("Enter the name", "Enter an e-mail address, like", "Select at least one"):
        assert sentence in content


def test_an_applicant_does_not_become_staff_with_the_same_address(admin):
    who = applicant("Maya", signs_in=True)
    content = admin.post(f"{URL}add/", {**NEW, "email": who.email}).content.decode()
    assert "An applicant signs in with this e-mail address" in content


def test_nobody_changes_their_own_roles(admin):
    content = admin.post(f"{URL}{admin.user.pk}/", {"roles": ["hr"]}).content.decode()
    assert "Nobody changes their own roles" in content
    row = admin.user.roles.get()
    answer = admin.post(f"{URL}{admin.user.pk}/roles/{row.pk}/take/", follow=True)
    assert "Nobody changes their own roles" in answer.content.decode()


def test_the_last_administrator_is_not_taken_away_by_anybody(admin):
    other = staff("Bo Admin", "administrator")
    User.objects.filter(pk=admin.user.pk).update(is_active=False)  # they left while the page was open
    with pytest.raises(NotStaff, match="last administrator"):
        take_role(other, other.roles.get().pk, by=admin.user, at=NOW)
    with pytest.raises(NotStaff, match="last administrator"):
        let_go(other, by=admin.user, at=NOW)
    assert other.roles.exists()


@pytest.mark.parametrize("role", ["hr", "manager", "coordinator", "auditor"])
def test_without_the_right_nothing_of_it_is_there(signed_in, role):
    client, jo = signed_in(role, name="Sam Grey"), staff("Jo Hart", "hr")
    for page in (URL, f"{URL}add/", f"{URL}{jo.pk}/"):
        assert client.get(page).status_code == 404
    assert client.post(f"{URL}{jo.pk}/leave/").status_code == 404
    with pytest.raises(NotStaff, match="may not change who works here"):
        give_roles("x@y.example", name="X", roles=["hr"], service=None, by=client.user, at=NOW)


def test_strangers_wrong_methods_and_who_is_not_there(client, admin):
    assert client.get(URL).status_code == 302
    assert admin.post(URL).status_code == 405
    assert admin.get(f"{URL}1/leave/").status_code == 405
    assert admin.get(f"{URL}99999/").status_code == 404
    assert admin.post(f"{URL}99999/leave/").status_code == 404
    assert admin.post(f"{URL}{admin.user.pk}/leave/", follow=True).status_code == 200
    assert User.objects.get(pk=admin.user.pk).is_active


REACH = {"name": "Joanna Hart", "phone": "01632 960 111", "hours": "Mornings"}


def test_name_phone_and_hours_are_put_right_and_witnessed_by_field(admin):
    jo = staff("Jo Hart", "hr")
    page = f"{URL}{jo.pk}/"
    assert f"{page}reach/" in admin.get(page).content.decode()
    assert 'value="Jo Hart"' in admin.get(f"{page}reach/").content.decode()
    for _click in range(2):
        shown = admin.post(f"{page}reach/", REACH, follow=True).content.decode()
    assert "Phone: 01632 960 111. Hours: Mornings." in shown
    jo.refresh_from_db()
    assert (jo.name, jo.phone, jo.hours) == ("Joanna Hart", "01632 960 111", "Mornings")
    event = AuditEvent.objects.get(type="staff_changed")
    assert '"phone"' in event.envelope
    assert "960" not in event.envelope
    assert admin.user.ref in event.envelope


def test_the_number_stands_under_letters(admin):
    app = advance(application(owner=staff("Jo Hart", "hr")), "selection.shortlisting", at=START)
    assert app.owner
    admin.post(f"{URL}{app.owner.pk}/reach/", REACH)
    app = Application.objects.select_related("owner").get(pk=app.pk)
    assert named_person(app, Organisation.objects.get(), NOW).phone == "01632 960 111"


def test_who_may_not_change_them_and_what_is_missing(admin, signed_in):
    jo, who = staff("Jo Hart", "hr"), applicant("Sam", "Okafor", signs_in=True)
    page = f"{URL}{jo.pk}/reach/"
    assert Client().post(page, REACH).status_code == 302
    for role in ("hr", "manager", "auditor"):
        assert signed_in(role, name=role).post(page, REACH).status_code == 404
    assert who.user
    assert admin.get(f"{URL}{who.user.pk}/reach/").status_code == 404
    assert admin.put(page).status_code == 405
    assert "Enter the name" in admin.post(page, {**REACH, "name": " "}).content.decode()
    assert "use 30 characters or fewer" in admin.post(page, {**REACH, "phone": "0" * 31}).content.decode()
    jo.refresh_from_db()
    assert jo.name == "Jo Hart"
    for user, by in ((jo, jo), (who.user, admin.user)):
        with pytest.raises(NotStaff):
            change_reach(user, **REACH, by=by, at=NOW)
