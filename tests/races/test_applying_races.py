"""Two clicks at once on the way to an application, by processes: one draft, one answer, one sending, one message."""

from collections import Counter

import pytest

from onboarding.actions.begin import begin, expect
from onboarding.actions.save_answers import save_part
from onboarding.lib import clock
from onboarding.models import Answer, Applicant, Application, AuditEvent, Message, User
from onboarding.stages.application_form import BY_CODE
from tests import crew
from tests.making import opportunity

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sam():
    expect("sam@people.example", at=clock.now())
    return User.objects.get(email="sam@people.example")


@pytest.fixture
def draft(sam):
    return begin(opportunity("B2").pk, first_name="Sam", surname="Okafor", by=sam, at=clock.now()).application


def at_once(sam, about, *whats):
    crowd = [crew.start("tests.races.applying", what, str(sam.pk), str(about)) for what in whats]
    return Counter(found["done"] for found in crew.results(crowd))


def test_of_four_clicks_on_start_one_makes_the_draft(sam):
    seen = at_once(sam, opportunity("B2").pk, *["begin"] * 4)
    assert seen == {"new": 1, "goes_on": 3}
    assert (Applicant.objects.count(), Application.objects.count()) == (1, 1)
    crew.nothing_half_written()


def test_of_two_answers_at_once_one_is_kept_and_the_other_is_told(sam, draft):
    assert at_once(sam, draft.pk, "friend", "online", "friend")["meanwhile"] >= 1
    assert Answer.objects.get(part="heard").version == 1
    crew.nothing_half_written()


def test_of_four_clicks_on_send_one_moves_it(sam, draft):
    for part, values in (
        ("reach", {"channel": "email", "mobile": None, "leave": "yes"}), ("times", {"days": ["mon"], "hours": ["morning"]}),
        ("telling", {"how": "phone"}),
    ):  # fmt: skip
        save_part(draft, BY_CODE[part], values, by=sam, at=clock.now(), expected_version=0)
    assert at_once(sam, draft.pk, *["send"] * 4) == {"saved": 4}
    assert draft.moves.filter(step="submit").count() == 1
    crew.nothing_half_written()


def test_of_four_clicks_on_one_message_one_is_sent(sam, draft):
    at_once(sam, draft.pk, *["write"] * 4)
    assert Message.objects.count() == 1
    assert AuditEvent.objects.filter(type="message_sent").count() == 1
    crew.nothing_half_written()
