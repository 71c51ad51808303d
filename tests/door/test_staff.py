"""Who works here: added with roles, never twice, never as an applicant's mailbox, and gone when they leave."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from onboarding.access import roles_of
from onboarding.models import AuditEvent, Service, User
from tests.making import applicant

pytestmark = pytest.mark.django_db
EMAIL = "jo.reid@brightwater.example"


def add_staff(*args: str) -> str:
    said = StringIO()
    call_command("add_staff", *args, stdout=said)
    return said.getvalue()


def password_in(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("Password")).split(": ")[1]


def events(kind: str) -> list[dict[str, object]]:
    rows = AuditEvent.objects.filter(application=None, type=kind).order_by("seq")
    return [json.loads(row.envelope)["codes"] for row in rows]


def test_a_new_colleague_signs_in_with_the_password_that_was_made(client):
    said = add_staff(EMAIL, "--name", "Jo Reid", "--role", "coordinator", "--role", "hr")
    done = client.post(reverse("account_login"), {"login": EMAIL, "password": password_in(said)})
    assert done.status_code == 302
    assert client.get(reverse("worklist")).status_code == 200
    jo = User.objects.get(email=EMAIL)
    assert roles_of(jo) == [("coordinator", None), ("hr", None)]
    assert events("staff_added") == [{"who": jo.ref, "roles": ["coordinator", "hr"], "service": None}]


def test_one_more_role_makes_no_new_password_and_the_same_again_changes_nothing():
    add_staff(EMAIL, "--name", "Jo Reid", "--role", "coordinator")
    service = Service.objects.get(name="Peer support")
    assert "Password" not in add_staff(EMAIL, "--role", "hr", "--service", "Peer support")
    assert "has these roles already" in add_staff(EMAIL, "--role", "hr", "--service", "Peer support")
    assert roles_of(User.objects.get(email=EMAIL)) == [("coordinator", None), ("hr", service.pk)]
    assert len(events("staff_added")) == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((EMAIL, "--role", "hr"), "Give the name"),
        ((EMAIL, "--name", "Jo Reid"), "Give a role"),
        ((EMAIL, "--name", "Jo Reid", "--role", "applicant"), "Give a role"),
        ((EMAIL, "--name", "Jo Reid", "--role", "system"), "Give a role"),
        ((EMAIL, "--name", "Jo Reid", "--role", "hr", "--service", "Nowhere"), "There are: Peer support"),
        (("jo", "--name", "Jo Reid", "--role", "hr"), "e-mail address"),
        (("jo@brightwater.example", "--leaves"), "Nobody with this"),
    ],
)
def test_what_does_not_fit_is_refused_and_nobody_is_added(args, words):
    before = User.objects.count()
    with pytest.raises(CommandError, match=words):
        add_staff(*args)
    assert User.objects.count() == before
    assert events("staff_added") == []


def test_an_applicants_mailbox_never_becomes_a_key_to_other_peoples_records():
    who = applicant("Maya", "Collins", signs_in=True)
    assert who.user is not None
    with pytest.raises(CommandError, match="An applicant signs in"):
        add_staff(who.user.email, "--role", "hr")
    assert roles_of(who.user) == []


def test_who_leaves_is_signed_out_at_once_and_signs_in_again_only_when_added_again(client):
    def sign_in(said: str) -> None:
        client.post(reverse("account_login"), {"login": EMAIL, "password": password_in(said)})

    first = add_staff(EMAIL, "--name", "Jo Reid", "--role", "hr")
    sign_in(first)
    assert client.get(reverse("worklist")).status_code == 200
    add_staff(EMAIL, "--leaves")
    assert client.get(reverse("worklist")).status_code != 200
    sign_in(first)
    assert client.get(reverse("worklist")).status_code != 200
    client.post(reverse("account_request_login_code"), {"email": EMAIL})
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    assert "your code is" not in mail.outbox[0].body
    assert events("staff_left") == [{"who": User.objects.get(email=EMAIL).ref}]
    sign_in(add_staff(EMAIL, "--role", "coordinator"))
    assert client.get(reverse("worklist")).status_code == 200
    assert roles_of(User.objects.get(email=EMAIL)) == [("coordinator", None)]
