"""Help near people: a list that one of us keeps, on every page and in every letter, looked at again every 6 months."""

import datetime as dt

import pytest
from django.test import Client

from onboarding.actions.set_up import save
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.lib.reading import grade, longest_sentence
from onboarding.models import AuditEvent, Signpost
from onboarding.queries import letter_facts
from onboarding.queries import setup as known
from tests.making import application, staff
from tests.pages.portal.test_plain_words import said

pytestmark = pytest.mark.django_db
FACTS = {"name": "Mill Lane Advice", "purpose": "money", "words": "Free advice on debt", "place": "Croydon", "phone": "01632 960 200",
         "wanted": True}  # fmt: skip


@pytest.fixture
def jo():
    return staff("Jo Hart", "coordinator")


def kept(jo, days_ago=0, **more):
    return save(known.SIGNPOSTS, None, {**FACTS, **more}, by=jo, at=clock.now() - dt.timedelta(days=days_ago))


def test_everybody_can_read_it_signed_in_or_not(jo, person):
    kept(jo)
    kept(jo, name="Walkers", purpose="groups", wanted=False)
    for client in (Client(), person("selection.deciding")):
        page = client.get("/help/near/").content.decode()
        assert page.index("What most people look for") < page.index("Mill Lane Advice") < page.index("Groups near you")
        assert 'href="tel:' in page
        assert "/help/near/" in client.get("/help/").content.decode().split("<footer")[1]
    assert "Mill Lane Advice" in Client().get("/help/").content.decode()
    assert Client().post("/help/near/").status_code == 405


def test_it_stands_on_a_persons_own_pages_and_in_their_letters_once_there_is_one(jo, person, settings):
    client = person("selection.deciding")
    assert "Help near you" in client.get(f"/progress/{client.app.reference}/").content.decode()
    before = letter_facts.common("delay_update", client.app, at=clock.now()).help_near
    kept(jo)
    after = letter_facts.common("delay_update", client.app, at=clock.now()).help_near
    assert "/help/near/" not in "".join(before)
    assert after[0].endswith(f"More help: {settings.SITE_URL.partition('//')[2]}/help/near/")


def test_to_save_it_unchanged_says_that_somebody_made_sure(jo):
    number = kept(jo, days_ago=200)
    save(known.SIGNPOSTS, number, FACTS, by=staff("Priya Shah", "hr"), at=clock.now())
    row = Signpost.objects.get()
    assert str(row.reviewed_by) == "Priya Shah"
    assert (clock.now().date() - row.reviewed_on).days <= 1
    assert AuditEvent.objects.filter(application=None, type="set_up").count() == 2


def test_what_nobody_looked_at_for_6_months_lies_on_the_desk_of_who_keeps_it(jo, client):
    application(owner=jo)
    kept(jo, days_ago=200)
    kept(jo, days_ago=100, name="Walkers")
    client.force_login(jo)
    page = client.get("/staff/").content.decode()
    assert "Help near people, to look at again" in page
    assert "Mill Lane Advice" in page
    assert "Walkers" not in page
    client.force_login(staff("Hana Handler", "disclosure_handler"))
    assert "Mill Lane Advice" not in client.get("/staff/").content.decode()


def test_only_who_keeps_it_changes_it(jo, client):
    number = kept(jo)
    for role, status in (("hr", 200), ("coordinator", 200), ("administrator", 200), ("manager", 404), ("trainer", 404)):
        client.force_login(staff(f"Ola {role}", role))
        assert client.get(f"/staff/settings/signposts/{number}/").status_code == status
    with pytest.raises(StepRefused):
        kept(staff("Mia Manager", "manager"), name="Mine")
    assert Client().get("/staff/settings/signposts/").status_code == 302


def test_the_words_around_it_are_easy(jo):
    kept(jo)
    page = said(Client().get("/help/near/").content.decode())
    assert grade(page) <= 5
    assert longest_sentence(page) <= 20
