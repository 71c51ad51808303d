"""How long a form is kept: not a day longer, and not a day less."""

import datetime as dt

import pytest

from onboarding.actions.invite import invite
from onboarding.actions.purge import purge
from onboarding.actions.purge_answers import due
from onboarding.door import take, verify
from onboarding.lib import clock
from onboarding.models import Answer, Applicant, Application, AuditEvent, User
from tests.making import DAY, advance, applicant, application, staff, team
from tests.pages.apply.conftest import Applying

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(begun):
    client = begun()
    client.fills_in()
    return client


def test_a_form_nobody_goes_on_with_is_kept_90_days_and_then_the_person_is_forgotten(sam):
    user = sam.app.applicant.user
    assert purge(at=clock.now() + 89 * DAY) == 0
    assert purge(at=clock.now() + 91 * DAY) == 1
    assert not Answer.objects.exists()
    who = Applicant.objects.get()
    assert (who.first_name, who.surname, who.email, who.mobile, who.formats, who.user) == ("", "", "", "", [], None)
    user.refresh_from_db()
    assert (user.name, user.is_active) == ("", False)
    assert "sam" not in user.email
    assert purge(at=clock.now() + 92 * DAY) == 0
    assert '"rule":"form"' in AuditEvent.objects.get(type="erasure").envelope
    assert verify.verify().broken == []


def test_a_draft_that_was_let_go_is_in_no_list(sam, client):
    purge(at=clock.now() + 91 * DAY)
    client.force_login(staff("Priya Shah", "hr"))
    assert sam.app.reference not in client.get("/staff/people/").content.decode()


def test_who_has_another_application_stays_known(sam):
    application("A2", who=sam.app.applicant)
    purge(at=clock.now() + 91 * DAY)
    assert not Answer.objects.exists()
    assert Applicant.objects.get().first_name == "Sam"


def test_staff_who_had_a_draft_of_their_own_keep_their_sign_in(role):
    jo = staff("Jo Own", "hr")
    client = Applying()
    client.force_login(jo)
    client.starts(role, "jo@people.example", "Jo", "Own")
    client.get("/begin/", follow=True)
    purge(at=clock.now() + 91 * DAY)
    jo.refresh_from_db()
    assert (jo.name, jo.is_active) == ("Jo Own", True)


def test_a_form_that_was_sent_goes_a_year_after_the_end(sam):
    sam.post(f"/form/{sam.app.reference}/check/")
    now = clock.now()
    assert due(at=now + 900 * DAY) == []  # it goes on
    take(sam.app, None, "withdraw", by=sam.app.applicant.user, at=now, reason=None)
    assert due(at=now + 364 * DAY) == []
    assert [pk for pk, _day in due(at=now + 366 * DAY)] == [sam.app.pk]
    assert purge(at=now + 366 * DAY) == 1
    assert Applicant.objects.get().first_name == "Sam"  # what else is kept has rules of its own
    assert not Application.objects.get().hidden


def test_a_form_of_somebody_in_role_goes_a_year_after_they_began(sam):
    sam.post(f"/form/{sam.app.reference}/check/")
    advance(sam.app, "placement.closed", at=clock.now(), gap=dt.timedelta(milliseconds=1))
    assert due(at=clock.now() + 364 * DAY) == []
    assert len(due(at=clock.now() + 366 * DAY)) == 1


def test_an_address_that_nobody_has_proven_is_gone_after_a_day(role):
    team()
    Applying().starts(role)
    ada = applicant("Ada", "Okoro", email="ada@people.example")
    application(who=ada)
    invite(ada, by=team()[0], at=clock.now())
    assert purge(at=clock.now() + 0.9 * DAY) == 0
    assert purge(at=clock.now() + 1.1 * DAY) == 1
    assert not User.objects.filter(email="sam@people.example").exists()
    assert User.objects.filter(email="ada@people.example").exists()
