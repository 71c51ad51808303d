"""Two clicks at once on one link, by two processes: one move."""

import pytest

from onboarding.lib import clock
from onboarding.models import Move, ReplyLink, Stage
from tests import crew
from tests.making import DAY, advance, application
from tests.outside import sent

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def outside():
    app = advance(application(at=clock.now() - 20 * DAY), "occupational_health.with_body", at=clock.now() - 20 * DAY)
    return sent(app, "occupational_health")


def clicks(outside, answers, keys):
    version = Stage.objects.get(application=outside.app, kind="occupational_health").version
    pairs = zip(answers, keys, strict=True)
    crowd = [crew.start("tests.races.replying", outside.url, answer, version, key) for answer, key in pairs]
    return [found["status"] for found in crew.results(crowd)]


def test_a_double_click_by_two_processes_is_one_move_and_both_are_thanked(outside):
    assert clicks(outside, ["report_sent"] * 4, ["a"] * 4) == [200] * 4
    assert Move.objects.filter(step="report_sent").count() == 1
    crew.nothing_half_written()


def test_of_two_answers_at_once_one_counts(outside):
    seen = clicks(outside, ["report_sent", "ask_again", "not_theirs.not_me"], ["a", "b", "c"])
    assert sorted(seen) == [200, 404, 404]
    assert Move.objects.filter(actor__email__startswith="by-link").count() == 1
    assert ReplyLink.objects.get().ended_at is not None
    crew.nothing_half_written()
