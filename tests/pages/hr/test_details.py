"""How we reach somebody, changed by staff: every field, the sign-in with it, two people at once, and who may not."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from onboarding.actions.details import change_details
from onboarding.door import StepRefused
from onboarding.models import Applicant, Application, AuditEvent, User
from onboarding.queries.own_details import as_seen, details_for_staff
from tests.making import START, advance, applicant, application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
CODE, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def _limits_of_this_test():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def maya(db):
    who = applicant("Maya", "Collins", email="maya@people.example", signs_in=True)
    return advance(application(who=who), "selection.shortlisting", at=START)


def url(app):
    return f"/staff/people/{app.reference}/details/"


def typed(app, **changes):
    """The form as the page shows it, with what is typed over it."""
    who = Applicant.objects.get(pk=app.applicant_id)
    values = details_for_staff(who)
    day = values.pop("quiet_until")
    return {
        **{name: value if value is not None else "" for name, value in values.items()}, "points": str(who.points),
        "quiet_until_day": day.day if day else "", "quiet_until_month": day.month if day else "",
        "quiet_until_year": day.year if day else "", "seen": as_seen(details_for_staff(who)), **changes,
    }  # fmt: skip


def test_it_is_for_staff_in_touch_with_the_person(signed_in, maya):
    assert Client().post(url(maya), typed(maya)).status_code == 302
    for role in ("host", "auditor", "administrator", "trainer"):
        assert signed_in(role, name=role).post(url(maya), typed(maya, surname="Other")).status_code == 404
    assert signed_in("hr", name="Hr").put(url(maya)).status_code == 405
    assert Client(enforce_csrf_checks=True).post(url(maya), {}).status_code == 403
    Application.objects.update(hidden=True)
    assert signed_in("hr", name="H2").post(url(maya), typed(maya, surname="Other")).status_code == 404
    assert Applicant.objects.get().surname == "Collins"
    with pytest.raises(StepRefused, match="may not"):
        change_details(maya, {"surname": "X"}, seen={}, by=staff("M", "auditor"), at=NOW)


def test_their_page_leads_there_and_what_changed_is_saved_and_witnessed_by_name(hr, maya):
    assert url(maya) in hr.get(f"/staff/people/{maya.reference}/").content.decode()
    assert "Change how we reach Maya" in hr.get(url(maya)).content.decode()
    change = {"first_name": "Máya", "known_as": "May", "mobile": "07700 900123", "address": "1 Mill Lane", "postcode": "CR0 1AA",
              "channel": "post", "points": "20", "formats": ["easy_read"], "quiet_until_day": "1", "quiet_until_month": "5",
              "quiet_until_year": "2026"}  # fmt: skip
    assert "Saved." in hr.post(url(maya), typed(maya, **change), follow=True).content.decode()
    who = Applicant.objects.get()
    assert who.quiet_until
    assert who.user
    assert (who.full_name, who.address, who.channel, who.points, who.formats) == ("May Collins", "1 Mill Lane", "post", 20, ["easy_read"])
    assert (who.quiet_until.isoformat(), who.sort_name, who.user.name) == ("2026-05-01", "collins may", "May Collins")
    event = AuditEvent.objects.get(type="needs_changed")
    assert hr.user.ref in event.envelope
    assert '"address"' in event.envelope
    assert "Mill" not in event.envelope
    hr.post(url(maya), typed(maya))
    assert AuditEvent.objects.filter(type="needs_changed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": ""}, "Enter the e-mail address, or choose another way"),
        ({"channel": "post"}, "Enter the address, or choose another way"),
        ({"channel": "text"}, "Enter the number, or choose another way"),
        ({"channel": "post", "address": "1 Mill Lane", "formats": ["no_post"]}, "Take away No post to my home"),
        ({"surname": ""}, "Enter the surname"),
        ({"quiet_until_day": "1", "quiet_until_month": "3", "quiet_until_year": "2026"}, "the day must be today or later"),
        ({"formats": ["a condition"]}, "There is a problem"),
    ],
)
def test_a_way_that_cannot_reach_them_is_a_sentence(hr, maya, wrong, sentence):
    page = hr.post(url(maya), typed(maya, **wrong))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not AuditEvent.objects.filter(type="needs_changed").exists()


def test_two_people_who_change_different_things_both_keep_what_they_typed(hr, signed_in, maya):
    first, second = typed(maya, mobile="07700 900123"), typed(maya, postcode="CR0 1AA")
    hr.post(url(maya), first)
    signed_in("coordinator", name="Jo").post(url(maya), second)
    who = Applicant.objects.get()
    assert (who.mobile, who.postcode) == ("07700 900123", "CR0 1AA")


def test_where_two_changed_the_same_both_are_shown_and_the_next_click_decides(hr, signed_in, maya):
    first, second = typed(maya, mobile="07700 900111"), typed(maya, mobile="07700 900222")
    hr.post(url(maya), first)
    other = signed_in("coordinator", name="Jo")
    page = other.post(url(maya), second)
    shown = page.content.decode()
    assert "It says: 07700 900111." in shown
    assert 'value="07700 900222"' in shown
    assert Applicant.objects.get().mobile == "07700 900111"
    other.post(url(maya), second | {"seen": page.context["form"].data["seen"]})
    assert Applicant.objects.get().mobile == "07700 900222"


def code_for(browser, email):
    """The code that this address gets, or nothing."""
    before = len(mail.outbox)
    browser.post(CODE, {"email": email})
    found = re.findall(r"code is (\S+)", "".join(str(message.body) for message in mail.outbox[before:]))
    return found[0] if found else ""


def test_the_sign_in_follows_another_address_and_the_old_one_gets_no_codes(hr, maya):
    at_home, begun = Client(), Client()
    at_home.post(CONFIRM, {"code": code_for(at_home, "maya@people.example")})
    assert at_home.get(f"/progress/{maya.reference}/").status_code == 200
    old_code = code_for(begun, "maya@people.example")
    answer = hr.post(url(maya), typed(maya, email="May@New.example"), follow=True)
    assert "signs in with the new e-mail address" in answer.content.decode()
    assert User.objects.get(applicant__pk=maya.applicant_id).email == "may@new.example"
    assert at_home.get(f"/progress/{maya.reference}/").status_code == 302  # the session of the old mailbox has ended
    begun.post(CONFIRM, {"code": old_code})
    assert begun.get(f"/progress/{maya.reference}/").status_code == 302
    assert code_for(Client(), "maya@people.example") == ""
    again = Client()
    again.post(CONFIRM, {"code": code_for(again, "may@new.example")})
    assert again.get(f"/progress/{maya.reference}/").status_code == 200


def test_an_address_that_is_somebody_elses_is_refused_whole(hr, maya):
    applicant("Other", "Person", email="other@people.example", signs_in=True)
    for taken in ("other@people.example", hr.user.email):
        page = hr.post(url(maya), typed(maya, email=taken, surname="Changed"))
        assert "Somebody else signs in with this e-mail address" in page.content.decode()
    who = Applicant.objects.get(pk=maya.applicant_id)
    assert (who.email, who.surname, User.objects.get(applicant=who).email) == ("maya@people.example", "Collins", "maya@people.example")


def test_a_code_that_somebody_asked_for_at_the_new_address_is_no_hindrance(hr, maya):
    User.objects.create_user("new@people.example", None, name="")
    hr.post(url(maya), typed(maya, email="new@people.example"))
    assert User.objects.get(applicant__isnull=False).email == "new@people.example"


def test_a_first_address_lets_them_in_and_without_one_nothing_can_be_sent(hr):
    app = advance(application(who=applicant("Ada", "Okoro", email="", channel="post", address="1 Mill Lane")), "selection.shortlisting")
    hr.post(url(app), typed(app, email="ada@people.example"))
    assert User.objects.get(applicant__isnull=False).email == "ada@people.example"
    assert code_for(Client(), "ada@people.example")
    hr.post(url(app), typed(app, email=""))
    assert User.objects.get(applicant__isnull=False).email.endswith("@paper.invalid")
    assert code_for(Client(), "ada@people.example") == ""
    assert url(app) in hr.get(f"/staff/people/{app.reference}/codes/").content.decode()


def test_who_works_here_too_signs_in_as_an_administrator_says(hr):
    who = applicant("Jo", "Reid", email="jo@staff.example")
    who.user = staff("Jo Reid", "trainer", email="jo@staff.example")
    who.save()
    app = advance(application(who=who), "selection.shortlisting")
    assert "works here too" in hr.post(url(app), typed(app, email="jo@home.example")).content.decode()
