"""Starting: the same answer for every address, a code, then the one draft; nothing told to strangers."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from onboarding.actions.basics import SYSTEM_EMAIL
from onboarding.actions.begin import begin, expect
from onboarding.actions.invite import invite
from onboarding.lib import clock
from onboarding.lib.reading import grade
from onboarding.models import Answer, Applicant, Application, AuditEvent, Opportunity, User
from tests.making import advance, applicant, application, opportunity, staff
from tests.pages.apply.conftest import Applying
from tests.pages.portal.test_plain_words import GRADE, said, too_long

pytestmark = pytest.mark.django_db


def test_a_stranger_gets_a_code_and_then_a_draft_of_their_own(begun, role):
    sam = begun()
    assert sam.app.state == "draft"
    assert sam.app.opportunity == role
    assert sam.app.applicant.full_name == "Sam Okafor"
    assert sam.app.applicant.user.name == "Sam Okafor"
    assert sam.get("/", follow=True).redirect_chain[-1][0].startswith("/progress/")


def test_before_the_code_nobody_is_there_but_an_address(role):
    Applying().starts(role)
    assert not Applicant.objects.exists()
    assert not Application.objects.exists()
    assert User.objects.get(email="sam@people.example").name == ""


def test_known_and_unknown_addresses_get_the_same_page_and_the_same_mail(role):
    application(who=applicant("Ada", "Okoro", signs_in=True, email="ada@people.example"))
    answers = [Applying().starts(role, email) for email in ("ada@people.example", "new@people.example")]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, "/accounts/login/code/confirm/")}
    first, second = (str(message.body).replace(code(message), "CODE") for message in mail.outbox)
    assert first == second
    assert mail.outbox[0].subject == mail.outbox[1].subject


def code(message):
    return str(message.body).partition("code is ")[2].split()[0]


def test_staff_who_type_their_own_address_get_no_code_and_the_same_page(role):
    staff("Priya Shah", "hr", email="priya@staff.example")
    answer = Applying().starts(role, "priya@staff.example")
    assert answer.headers["Location"] == "/accounts/login/code/confirm/"
    assert "code is" not in mail.outbox[0].body
    assert "sign in with your password" in mail.outbox[0].body


@pytest.mark.parametrize("address", ["/roles/{}/start/", "/accounts/login/code/"])
def test_nobody_gets_a_code_for_the_system_itself(role, address):
    Client().post(address.format(role.pk), {"first_name": "S", "surname": "Y", "email": SYSTEM_EMAIL})
    assert "code is" not in mail.outbox[0].body


def test_the_notice_that_was_shown_is_recorded_with_its_version_and_time(begun):
    sam = begun()
    assert Answer.objects.get(application=sam.app, part="notice").words == '{"version": "1"}'
    event = AuditEvent.objects.get(application=sam.app, type="notice_shown")
    assert '"version":"1"' in event.envelope


def test_starting_twice_goes_on_with_the_same_draft(begun, role):
    sam = begun()
    again = sam.starts(role)
    assert again.headers["Location"] == "/begin/"
    page = sam.get("/begin/", follow=True)
    assert "You had started before." in page.content.decode()
    assert Application.objects.count() == 1


def test_who_has_asked_for_the_role_already_comes_to_where_it_stands(begun, role):
    sam = begun()
    advance(sam.app, "selection.shortlisting", at=clock.now())
    sam.starts(role)
    page = sam.get("/begin/", follow=True)
    assert page.redirect_chain[-1][0] == f"/progress/{sam.app.reference}/"
    assert "You have asked for this role already." in page.content.decode()


def test_people_may_come_back_after_an_ending_and_are_not_asked_for_their_name_again(begun, role):
    sam = begun()
    sam.post(f"/progress/{sam.app.reference}/do/application/withdraw/", {"version": 0})
    page = sam.get(f"/roles/{role.pk}/start/").content.decode()
    assert "First name" not in page
    assert "You are signed in as <strong>Sam Okafor</strong>. Is that not you?" in page
    sam.starts(role)
    sam.get("/begin/", follow=True)
    assert list(Application.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "draft"]
    assert Applicant.objects.count() == 1


def test_somebody_we_wrote_down_before_finds_their_own_row_once_the_code_has_shown_who_they_are(begun):
    known = applicant("Samuel", "Okafor", email="Sam@people.example", points=24)
    application("A2", who=known)
    sam = begun()
    assert sam.app.applicant == known
    assert Applicant.objects.count() == 1
    assert AuditEvent.objects.filter(application__applicant=known, type="joined").count() == 2 - 1


def test_an_address_that_two_people_share_joins_nobody_to_another_name(begun):
    applicant("Ruth", "Kelly", email="sam@people.example")
    sam = begun()
    assert sam.app.applicant.surname == "Okafor"
    assert Applicant.objects.count() == 2


def test_a_role_that_closes_while_the_code_is_typed_says_so(role):
    sam = Applying()
    sam.starts(role)
    Opportunity.objects.update(is_open=False)
    page = sam.code()
    assert page.status_code == 410
    assert "This role is not open now" in page.content.decode()
    assert not Application.objects.exists()


def test_what_one_began_on_a_shared_computer_is_not_begun_for_the_next(begun, role):
    other = opportunity("A2")
    ada = begun("ada@people.example", "Ada", "Okoro")
    shared = Applying()
    shared.starts(other, "new@people.example", "Newt", "Newton")
    shared.force_login(ada.app.applicant.user)
    assert shared.get("/", follow=True).redirect_chain[-1][0] == f"/progress/{ada.app.reference}/"
    assert Application.objects.count() == 1


def test_to_go_on_without_having_started_leads_to_where_one_was(begun):
    sam = begun()
    assert sam.get("/begin/").headers["Location"] == "/signed-in/"
    assert Client().get("/begin/").headers["Location"].startswith("/accounts/login/code/")
    assert sam.post("/begin/").status_code == 405


def test_who_signs_in_and_has_asked_for_nothing_yet_sees_the_roles(role):
    Applying().starts(role)
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(email="sam@people.example"))
    assert elsewhere.get("/signed-in/").headers["Location"] == "/roles/"


def test_staff_may_ask_for_a_role_and_stay_staff(role):
    jo = staff("Jo Own", "hr")
    client = Applying()
    client.force_login(jo)
    assert client.starts(role, "else@people.example", "Jo", "Own").headers["Location"] == "/begin/"
    client.get("/begin/", follow=True)
    assert Application.objects.get().applicant.user == jo
    assert not mail.outbox


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"first": ""}, "Type your first name"), ({"surname": ""}, "Type your last name"), ({"email": "no"}, "like name@example.com")],
)
def test_what_is_missing_is_said_and_nothing_is_kept(role, wrong, sentence):
    answer = Applying().starts(role, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not mail.outbox
    assert not User.objects.filter(email="sam@people.example").exists()


def test_too_many_starts_from_one_place_are_told_to_wait(role):
    answers = [Applying().starts(role, f"person{number}@people.example") for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "That was too many tries" in answers[-1].content.decode()
    assert not User.objects.filter(email="person20@people.example").exists()


def test_too_many_codes_for_one_address_are_refused_in_words(role):
    answers = [Applying().starts(role) for _try in range(4)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [422]
    assert "too many tries" in answers[-1].content.decode()


def test_the_start_takes_no_other_method(role):
    assert {Client().generic(method, f"/roles/{role.pk}/start/").status_code for method in ("PUT", "DELETE")} == {405}


def test_an_address_nobody_has_proven_is_in_nobodys_way(role):
    Applying().starts(role, "ada@people.example")
    ada = applicant("Ada", "Okoro", email="ada@people.example")
    application(who=ada)
    assert invite(ada, by=staff("Priya Shah", "hr"), at=clock.now()).email == "ada@people.example"


def test_two_first_tries_at_once_make_one_sign_in():
    at = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    expect("Sam@people.example", at=at)
    expect("sam@people.example", at=at)
    user = User.objects.get(email="sam@people.example")
    role = opportunity("B2")
    made = {begin(role.pk, first_name="Sam", surname="Okafor", by=user, at=at).application.pk for _try in range(2)}
    assert len(made) == 1


def test_a_stranger_sees_the_roles_first_and_then_how_to_sign_in():
    page = Client().get("/").content.decode()
    assert page.index(">Find a role<") < page.index(">Sign in<", page.index("<main"))
    text = said(page)
    assert too_long(text) == []
    assert grade(text) <= GRADE


def test_after_asking_at_the_start_the_page_has_no_if(role):
    client = Applying()
    assert ", if we know that address" not in client.get(client.starts(role).headers["Location"]).content.decode()
    other = Client()
    asked = other.post("/accounts/login/code/", {"email": "somebody@people.example"})
    assert ", if we know that address" in other.get(asked.headers["Location"]).content.decode()


def test_a_role_says_whom_we_look_for_what_each_check_is_and_when_we_write(role):
    page = Client().get(f"/roles/{role.pk}/").content.decode()
    for words in ("Who we look for", "You hear from us within 10 working days.", "You can leave out a diagnosis.", ": A DBS check shows"):
        assert words in page


def test_who_mistyped_the_address_at_the_start_goes_back_to_the_start(role):
    client = Client()
    client.post(f"/roles/{role.pk}/start/", {"first_name": "Sam", "surname": "Okafor", "email": "sma@people.example"})
    page = client.get("/accounts/login/code/confirm/").content.decode()
    assert f'name="next" value="/roles/{role.pk}/start/"' in page
    answer = client.post("/accounts/logout/", {"next": f"/roles/{role.pk}/start/"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/roles/{role.pk}/start/"
    assert "E-mail address" in answer.content.decode()
