"""The person's private page about work and health support: the support to agree, a talk, a date, another look."""

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.letters.words import weekday
from onboarding.lib import clock
from onboarding.lib.reading import grade
from onboarding.models import Appointment, FitnessRecord
from onboarding.queries import private_health
from onboarding.stages.appointments import SUITS
from tests.making import DAY, advance, staff, team
from tests.pages.portal.test_plain_words import said, too_long

pytestmark = pytest.mark.django_db
BRACES = "Starts at 10 {quiet} room"


@pytest.fixture
def answered(person):
    def made(outcome, first="Sam"):
        client = person("selection.closed", first=first)
        later = (clock.now() + 30 * DAY).date() if outcome == "not_now" else None
        facts = {"occupational_health.record_result": {"outcome": outcome, "review_on": later}}
        client.app = advance(client.app, "occupational_health.being_considered", facts=facts)
        return client

    return made


def address(client):
    return f"/progress/{client.app.reference}/private/"


def shown(client):
    return client.get(address(client)).content.decode()


def inside(client, step, *, by=None, **facts):
    take(client.app, "occupational_health", step, by=by or team()[0], at=clock.now(), **facts)


def send(client, step, **answers):
    return client.post(address(client), {"inner": f"occupational_health.{step}", "key": step, **answers}, follow=True).content.decode()


def found(client):
    return FitnessRecord.objects.get(stage__application=client.app, current=True)


def test_the_person_reads_the_support_and_agrees_to_it(answered):
    sam = answered("fit_with_adjustments")
    assert "Does it help?" not in shown(sam)
    inside(sam, "write_support", adjustments=BRACES)
    assert BRACES in shown(sam)
    assert BRACES not in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    assert "Choose whether this helps" in send(sam, "agree_support")
    assert "We agreed this support with you." in send(sam, "agree_support", says="agreed")
    assert found(sam).agreed == "agreed"


def test_who_wants_something_else_hears_that_we_talk(answered):
    sam = answered("fit_with_adjustments")
    inside(sam, "write_support", adjustments="Starts at 10")
    assert "you would like something else" in send(sam, "agree_support", says="other")


def test_a_talk_is_offered_and_the_person_chooses_how(answered):
    sam = answered("not_fit")
    assert "talk with you" not in shown(sam)
    inside(sam, "offer_talk")
    assert "It is about your work and health support." in shown(sam)
    assert "You chose how to talk: phone." in send(sam, "choose_talk", way="phone")
    assert found(sam).talk == "chosen"


def test_after_the_talk_not_now_is_a_date_and_not_a_no(answered):
    sam = answered("not_now")
    assert "Your place is kept" not in shown(sam)
    inside(sam, "offer_talk")
    inside(sam, "record_talk", talked="held")
    assert "This is not a no. Your place is kept." in shown(sam)


def test_a_no_can_be_looked_at_again_at_their_word(answered):
    sam = answered("not_fit")
    inside(sam, "offer_talk")
    inside(sam, "record_talk", talked="declined")
    for by in team():
        inside(sam, "decide_not", by=by, support=True, other_role=True, reasons=True)
    assert "You can ask us to look again." in shown(sam)
    assert "We will look again, and get in touch with you." in send(sam, "look_again")
    assert found(sam).decision == ""


def test_every_answer_reads_alike_until_something_is_asked_of_the_person(answered):
    people = {"Ada": "fit", "Bea": "not_fit", "Cat": "no_report"}
    pages = {first: said(shown(answered(outcome, first))) for first, outcome in people.items()}
    assert len({page.replace(first, "") for first, page in pages.items()}) == 1


def test_it_is_easy_to_read(answered):
    sam = answered("not_fit")
    inside(sam, "write_support", adjustments="Later starts")
    inside(sam, "offer_talk")
    text = said(shown(sam))
    assert too_long(text) == []
    assert grade(text) <= 5.0


@pytest.fixture
def with_them(person):
    client = person("selection.closed")
    client.app = advance(client.app, "occupational_health.with_body")
    return client


def test_the_person_reads_their_own_day_and_nobody_else_does(with_them):
    sam, today = with_them, clock.now().date()
    assert "A talk with Occupational Health" not in shown(sam)
    inside(sam, "appointment_made", appointment_on=today + 5 * DAY)
    words = f"They would like to talk with you on {weekday(today + 5 * DAY)}."
    assert words in shown(sam)
    assert "A talk with Occupational Health" not in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    for role in ("hr", "coordinator", "oh_liaison"):
        officer = Client()
        officer.force_login(staff(f"The {role}", role))
        assert "talk with you on" not in officer.get(f"/staff/people/{sam.app.reference}/as-seen/").content.decode()
        assert officer.get(address(sam)).status_code == 404


def test_whoever_could_not_come_is_asked_what_would_suit_better_and_never_blamed(with_them):
    sam = with_them
    inside(sam, "appointment_made", appointment_on=clock.now().date())
    inside(sam, "appointment_missed")
    page = shown(sam)
    assert "You have not done anything wrong." in page
    assert "missed" not in page
    assert "Would another day or way suit you better?" in page
    assert "Choose what would suit you better" in send(sam, "ask_another_way")
    assert "You told us that a call suits you better." in send(sam, "ask_another_way", suits_better="by_phone")
    assert Appointment.objects.get(current=True).suits_better == "by_phone"
    inside(sam, "appointment_made", appointment_on=clock.now().date() + 3 * DAY)
    assert "You told us that" not in shown(sam)


def test_an_appointment_is_no_more_on_the_page_once_they_have_answered(with_them):
    sam = with_them
    inside(sam, "appointment_made", appointment_on=clock.now().date())
    advance(sam.app, "occupational_health.being_considered")
    assert "A talk with Occupational Health" not in shown(sam)


def test_the_words_about_a_talk_are_plain():
    for words in (private_health.NO_DAY, private_health.ASK_BETTER, *private_health.SUITS.values()):
        assert grade(words) <= 5, words
        assert not too_long(words), words
    assert set(private_health.SUITS) == {code for code, _words in SUITS}
