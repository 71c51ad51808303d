"""The person's private page: words that only they read, what they can do there, and who has looked."""

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.door.chain import record
from onboarding.lib import clock
from onboarding.lib.reading import grade
from onboarding.models import DisclosureRecord, InnerMove
from onboarding.portal.words import PRIVATE
from onboarding.stages import ALL_KINDS
from tests.making import DAY, advance, staff, team
from tests.pages.portal.test_plain_words import said, too_long

TALK = "We would like to talk with you in private."


@pytest.fixture
def sam(person):
    client = person("selection.closed")
    client.app = advance(client.app, "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})
    return client


def address(client):
    return f"/progress/{client.app.reference}/private/"


def shown(client):
    return client.get(address(client)).content.decode()


def offered(client):
    first, second = team()
    take(client.app, "crb", "name_people", by=first, at=clock.now(), second=second.pk, third=None)
    take(client.app, "crb", "offer_talk", by=first, at=clock.now())


def found(client):
    return DisclosureRecord.objects.get(stage__application=client.app, current=True)


def test_the_talk_is_offered_there_and_nowhere_else(sam):
    assert TALK not in shown(sam)
    offered(sam)
    page = shown(sam)
    assert TALK in page
    assert "These people know: Jo One and Alex Two." in page
    assert TALK not in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    officer = Client()
    officer.force_login(staff("Priya Shah", "hr", "disclosure_handler"))
    assert TALK not in officer.get(f"/staff/people/{sam.app.reference}/as-seen/").content.decode()
    assert officer.get(address(sam)).status_code == 404


def test_the_person_chooses_how_to_talk(sam):
    offered(sam)
    assert "Select" not in shown(sam)
    answer = sam.post(address(sam), {"inner": "crb.choose_talk", "key": "a"})
    assert answer.status_code == 422
    assert "Choose how you would like to talk" in answer.content.decode()
    page = sam.post(address(sam), {"inner": "crb.choose_talk", "key": "b", "way": "video", "brings": "on"}, follow=True).content.decode()
    assert "We will find a time with you." in page
    assert "You chose how to talk: video." in page
    assert (found(sam).talk_how, found(sam).brings) == ("video", True)


def test_what_is_not_offered_cannot_be_answered(sam):
    answer = sam.post(address(sam), {"inner": "crb.choose_talk", "key": "a", "way": "video"})
    assert answer.status_code == 409
    assert "The private talk was not offered yet" in answer.content.decode()


def test_the_person_says_that_something_is_wrong(sam):
    page = sam.post(address(sam), {"inner": "crb.challenge", "key": "a"}, follow=True).content.decode()
    assert "We decide nothing until they answer." in page
    assert found(sam).challenge == "open"


def test_after_the_end_nothing_is_asked_there_and_a_call_still_helps(sam):
    offered(sam)
    take(sam.app, None, "withdraw", by=team()[0], at=clock.now())
    page = shown(sam)
    assert TALK not in page
    assert "Something on it is wrong" not in page
    assert "Call us. We can help you ask the DBS to look again." in page


def test_sending_twice_is_once_and_with_other_answers_refused(sam):
    offered(sam)
    for _time in range(2):
        sam.post(address(sam), {"inner": "crb.choose_talk", "key": "a", "way": "video"})
    assert InnerMove.objects.filter(step="choose_talk").count() == 1
    again = sam.post(address(sam), {"inner": "crb.choose_talk", "key": "a", "way": "phone"})
    assert "This page was sent before" in again.content.decode()


def test_who_looked_is_there_with_day_and_name(sam):
    assert "Nobody has looked" in shown(sam)
    record(sam.app, "read_restricted", by=team()[0], at=clock.now(), codes={"kind": "crb"})
    assert "Jo One. DBS check" in shown(sam)


def test_everybody_has_the_page_before_anything_is_found(person):
    client = person("selection.offered", first="Nia")
    assert "You do not need to do anything here right now." in shown(client)
    assert address(client) in client.get(f"/progress/{client.app.reference}/").content.decode()


def test_a_new_certificate_can_join_the_update_service(sam):
    joining, today = "You can join the DBS Update Service until", clock.now().date()
    for days, yes in ((0, True), (30, True), (31, False)):
        DisclosureRecord.objects.update(issued_on=today - days * DAY)
        assert (joining in shown(sam)) is yes
    DisclosureRecord.objects.update(issued_on=today)
    type(sam.app.opportunity).objects.update(nation="SCT")
    assert "Update Service" not in shown(sam)


def test_only_the_persons_own_steps_are_taken_there(sam):
    for name in ("crb.weigh", "crb.decide", "crb.certificate_came", "selection.accept", "crb", "", "nonsense.weigh"):
        assert sam.post(address(sam), {"inner": name}).status_code == 404
    assert sam.post(f"/progress/{sam.app.reference}/do/crb/challenge/").status_code == 404


def test_strangers_and_other_people_find_nothing(sam, person):
    assert Client().get(address(sam)).status_code == 302
    other = person("selection.offered", first="Sal")
    assert other.get(address(sam)).status_code == 404
    assert other.post(address(sam), {"inner": "crb.challenge"}).status_code == 404


def test_every_step_of_that_page_has_its_words():
    own = {"answer_in_private", "challenge_check", "answer_about_support"}
    steps = {(kind.code, step.name) for kind in ALL_KINDS.values() for step in kind.steps.values() if step.permission in own}
    assert steps == set(PRIVATE)


def test_the_page_is_easy_to_read(sam):
    offered(sam)
    text = said(shown(sam))
    assert too_long(text) == []
    assert grade(text) <= 5.0
