"""The person names who can speak for them, for each of two references apart; strangers and wrong words are refused."""

import re

import pytest

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Referee, Stage
from tests.making import applicant, team
from tests.pages.portal.test_steps import do, url

NAMED = {
    "name": "Rosa Marsh",
    "relation": "group",
    "email": "rosa@groups.example",
    "role_words": "support_worker",
    "knows": "no",
}


@pytest.fixture
def sam(person):
    client = person("selection.closed", "C", days_ago=3)
    for stage in Stage.objects.filter(application=client.app, kind="reference"):
        take(client.app, stage, "ask_who", by=team()[0], at=clock.now())
    return client


def slots(client):
    return list(
        Stage.objects.filter(application=client.app, kind="reference").order_by("slot").values_list("state", flat=True)
    )


def test_the_page_asks_for_two_people_and_says_what_they_are_never_asked(sam):
    page = sam.get(url(sam)).content.decode()
    assert "Who can speak for you? (1)" in page
    assert "Who can speak for you? (2)" in page
    assert "We never ask them about your health." in page
    assert url(sam, "do", "reference-2", "name_referee") in page


def test_they_name_the_second_before_the_first(sam):
    done = do(sam, "do", "reference-2", "name_referee", **NAMED).content.decode()
    assert "We will write to them." in done
    assert slots(sam) == ["with_applicant", "named"]
    assert Referee.objects.get(current=True).stage.slot == 2


def test_they_change_their_mind_while_nothing_is_sent(sam):
    do(sam, "do", "reference", "name_referee", **NAMED)
    page = sam.get(url(sam)).content.decode()
    assert url(sam, "do", "reference", "change_referee") in page
    do(sam, "do", "reference", "change_referee")
    assert slots(sam) == ["with_applicant", "with_applicant"]
    assert not Referee.objects.filter(current=True).exists()


def test_what_is_missing_or_wrong_is_said_in_plain_words(sam):
    empty = do(sam, "do", "reference", "name_referee")
    assert empty.status_code == 422
    words = empty.content.decode()
    for sentence in ("Type their full name", "Tell us how they know you", "Type their e-mail address or their phone number"):
        assert sentence in words
    typed = do(sam, "do", "reference", "name_referee", **{**NAMED, "email": "rosa"})
    assert typed.status_code == 409
    assert "enter an e-mail address, like name@example.com" in typed.content.decode()
    nowhere = do(sam, "do", "reference", "name_referee", **{**NAMED, "email": ""})
    assert nowhere.status_code == 422
    assert "Type their e-mail address or their phone number" in nowhere.content.decode()
    assert slots(sam) == ["with_applicant", "with_applicant"]


@pytest.mark.parametrize("row", ["reference-3", "reference-x", "reference-", "reference-99999"])
def test_a_place_that_is_not_there_is_not_found(sam, row):
    assert sam.get(url(sam, "do", row, "name_referee")).status_code == 404


def test_the_page_is_nobody_elses(sam, client):
    assert client.get(url(sam, "do", "reference", "name_referee")).status_code == 302
    stranger = applicant("Dee", "Baines", signs_in=True).user
    client.force_login(stranger)
    assert client.get(url(sam, "do", "reference", "name_referee")).status_code == 404


def test_ids_on_the_page_of_staff_are_one_of_a_kind(sam, client):
    client.force_login(team()[0])
    page = client.get(f"/staff/people/{sam.app.reference}/").content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert {"reference", "reference-2"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_gives_them_away_and_their_own_address_are_refused_in_their_words(sam):
    peer = do(sam, "do", "reference", "name_referee", **{**NAMED, "role_words": "peer"})
    assert peer.status_code == 422
    assert "That name tells others that you have lived experience." in peer.content.decode()
    own = do(sam, "do", "reference", "name_referee", **{**NAMED, "email": sam.user.email.upper()})
    assert "That is your own e-mail address." in own.content.decode()
    assert slots(sam) == ["with_applicant", "with_applicant"]


def test_the_same_person_twice_is_refused_in_their_words(sam):
    do(sam, "do", "reference", "name_referee", **NAMED)
    twice = do(sam, "do", "reference-2", "name_referee", **NAMED)
    assert twice.status_code == 409
    assert "You have named this person already. Think of someone else" in twice.content.decode()
    assert slots(sam) == ["named", "with_applicant"]
