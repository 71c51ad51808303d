"""A body answers all that is open for it by one link, with its own references and no name where there is one."""

import pytest
from django.test import Client

from onboarding.actions.reply_links import send_link
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import AuditEvent, BodyReference, Move, ReplyLink, Stage
from tests.making import DAY, team
from tests.outside import Outside, body, sent_list
from tests.pages.reply.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(asked):
    """The list of an occupational health service that is asked about three people, one of them by its own number."""
    outsides = [
        asked("occupational_health.with_applicant", first="Ann", surname="Able"),
        asked("occupational_health.with_body", first="Bob", surname="Best", their_reference="OH-77"),
        asked("occupational_health.with_body", first="Cy", surname="Cole"),
    ]
    take(outsides[0].app, "occupational_health", "refer", by=team()[0], at=NOW)
    found = sent_list("occupational_health")
    found.apps = [outside.app for outside in outsides]
    found.stages = [Stage.objects.get(application=app, kind="occupational_health").pk for app in found.apps]
    return found


def test_the_list_shows_its_own_reference_and_a_name_only_where_there_is_none(clerk):
    assert b"Ann" not in clerk.client.get(clerk.url).content
    clerk.press()
    assert "3 questions" in clerk.page
    assert "OH-77" in clerk.page
    assert "Bob" not in clerk.answer.content.decode()
    assert "Ann Able" in clerk.page
    assert clerk.apps[0].reference in clerk.page


def test_several_are_answered_at_once_and_each_is_a_move_of_its_own(clerk):
    ann, bob, _cy = clerk.stages
    clerk.press()
    clerk.press("answer", **{f"answer.{ann}": "form_arrived", f"answer.{bob}": "report_sent"})
    assert clerk.answer.status_code == 200
    assert "We have 2 answers from you" in clerk.page
    assert Move.objects.filter(actor__name="By link: Occupational Health of Croydon OH").count() == 2
    assert "OH-77" not in clerk.page  # it is with us now
    assert "Ann Able" in clerk.page  # the next question about her
    assert ReplyLink.objects.get(stage=None).ended_at is None
    assert [AuditEvent.objects.filter(application=app, type="reply_answered").count() for app in clerk.apps] == [1, 1, 0]


def test_one_that_has_moved_on_does_not_keep_the_others_back(clerk):
    ann, bob, _cy = clerk.stages
    clerk.press()
    other = Outside(clerk.url)
    other.press()
    other.press("answer", **{f"answer.{bob}": "appointment_made.2026-04-21"})  # changes nothing outside the record
    take(clerk.apps[1], bob, "need_until", by=team()[0], at=NOW, until=NOW.date() + 7 * DAY)
    clerk.press("answer", **{f"answer.{ann}": "form_arrived", f"answer.{bob}": "report_sent"})
    assert "We have 1 answer from you" in clerk.page
    assert "Someone else changed this" in clerk.page
    assert Move.objects.filter(step="report_sent").count() == 0


@pytest.mark.parametrize("sort", ["due", "since", "reference", "title", "nonsense"])
def test_the_list_is_sorted_by_a_button_and_keeps_what_was_chosen(clerk, sort):
    clerk.press()
    clerk.press("", sort=sort, **{f"answer.{clerk.stages[1]}": "report_sent"})
    html = clerk.answer.content.decode()
    assert ('aria-sort="ascending"' in html) is (sort != "nonsense")
    assert 'value="report_sent" selected' in html
    if sort == "reference":
        assert html.index(clerk.apps[0].reference) < html.index("OH-77")
    assert Move.objects.filter(step="report_sent").count() == 0


def test_nobody_elses_questions_are_on_a_list_nor_answered_from_it(clerk, asked):
    other = asked("crb.with_body", first="Dot", surname="Dean")
    stage = Stage.objects.get(application=other.app, kind="crb").pk
    clerk.press()
    assert "Dot" not in clerk.answer.content.decode()
    clerk.press("answer", **{f"answer.{stage}": "certificate_posted", f"version.{stage}": "4"})
    assert clerk.answer.status_code == 422
    clerk.press("answer", **{"answer.x": "certificate_posted", "answer.999999": "form_arrived"})
    assert clerk.answer.status_code == 422
    assert not Move.objects.filter(step="certificate_posted").exists()


def test_another_service_that_is_asked_later_takes_the_question_over(clerk):
    other = body("occupational_health", "Sutton OH", "clerk@sutton.example")
    send_link(clerk.apps[2], clerk.stages[2], f"occupational_health.{other.pk}", by=team()[0], at=clock.now())
    clerk.press()
    assert "2 questions" in clerk.page
    assert "Cy Cole" not in clerk.page


def test_an_empty_list_says_so_and_a_list_link_that_is_over_opens_nothing(db, asked):
    clerk = sent_list("umbrella_body")
    clerk.press()
    assert "No questions now" in clerk.page
    again = sent_list("umbrella_body")
    assert Client().post(clerk.url, {"do": "open"}).status_code == 404
    assert again.press().status_code == 200
    assert again.press("renew").status_code == 200
    assert again.press().status_code == 404
    assert not BodyReference.objects.exists()


def test_a_list_answers_nothing_that_is_for_one_question(clerk):
    clerk.press()
    for do in ("until", "save", "answer"):
        assert clerk.press(do, answer="form_arrived", until="2026-05-01").status_code == 422
