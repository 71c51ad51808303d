"""A link lets in whom it was sent to, once, for 14 days; everybody else sees a page that says nothing."""

import datetime as dt
import statistics
import time

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.actions import reply_links
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import AuditEvent, Move, OutboxItem, ReplyLink, Stage
from onboarding.tasks import deliver
from tests.making import team
from tests.outside import Outside, sent
from tests.pages.reply.conftest import NOW

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
GUESSED = "/r/8N0qm0pJ9O4o2tJm0m6Y4w8G9gq3gVbq2S1rXo7y3cA/"


def events(app, start="reply"):
    return list(AuditEvent.objects.filter(application=app, type__startswith=start).values_list("type", flat=True))


def traces():
    rows = list(ReplyLink.objects.order_by("pk").values())
    return rows, Move.objects.count(), AuditEvent.objects.count(), OutboxItem.objects.count()


def test_looking_at_the_address_changes_nothing_and_shows_nothing_whether_it_is_true_or_not(asked):
    outside = asked("occupational_health.with_applicant")
    before = traces()
    seen = [outside.client.get(url) for url in (outside.url, GUESSED, "/r/x/")]
    assert traces() == before
    assert {answer.status_code for answer in seen} == {200}
    assert len({answer.content for answer in seen}) == 1
    assert b"Sam" not in seen[0].content
    assert outside.client.head(outside.url).status_code == 200
    assert traces() == before


def test_a_button_shows_the_question_and_that_is_witnessed_without_a_name(asked):
    outside = asked("occupational_health.with_applicant")
    answer = outside.press()
    assert answer.status_code == 200
    assert "Has the form from Sam come to you?" in outside.page
    assert ReplyLink.objects.get().opened_at == NOW
    opened = AuditEvent.objects.get(application=outside.app, type="reply_opened")
    assert all(word not in opened.envelope for word in ("Sam", "Okafor", "clerk", outside.url.split("/")[2]))


def test_an_answer_is_a_move_by_link_of_that_body_and_the_link_is_used(asked):
    outside = asked("occupational_health.with_applicant")
    outside.press()
    answer = outside.press("answer", answer="form_arrived")
    assert (answer.status_code, "Thank you" in outside.page) == (200, True)
    move = Move.objects.get(application=outside.app, kind="occupational_health", step="form_arrived")
    assert str(move.actor) == "By link: Occupational Health of Croydon OH"
    assert ReplyLink.objects.get().ended_as == "answered"
    assert events(outside.app) == ["reply_link_made", "reply_link_sent", "reply_opened", "reply_answered"]
    assert Outside(outside.url).press().status_code == 404


def test_a_click_that_comes_twice_is_one_move_and_is_thanked_twice(asked):
    outside = asked("occupational_health.with_applicant")
    outside.press()
    wish = {"do": "answer", "answer": "form_arrived", **outside.carried("answer")}
    answers = [outside.client.post(outside.url, wish) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert Move.objects.filter(application=outside.app, step="form_arrived").count() == 1


def expired(outside):
    ReplyLink.objects.update(expires_at=NOW)


def used(outside):
    outside.press()
    outside.press("answer", answer="form_arrived")


def stopped(outside):
    reply_links.stop_link(outside.link, by=team()[0], at=clock.now())


def replaced(outside):
    sent(outside.app, outside.kind)


def moved_on(outside):
    take(outside.app, outside.kind, "form_arrived", by=team()[0], at=clock.now())


def ended(outside):
    take(outside.app, None, "withdraw", by=team()[0], at=clock.now())


@pytest.fixture
def often(settings):
    """No limit on tries, where a test is about something else."""
    settings.ACCOUNT_RATE_LIMITS = {"reply": "100000/m/ip", "reply_missed": "100000/m/ip"}


WAYS = [expired, used, stopped, replaced, moved_on, ended]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_link_that_is_over_opens_what_a_guessed_one_opens(asked, way, often):
    outside = asked("occupational_health.with_applicant")
    way(outside)
    before = traces()
    queries = []
    for url in (outside.url, GUESSED):
        with CaptureQueriesContext(connection) as seen:
            answer = Client().post(url, {"do": "open"})
        queries.append([q["sql"].split("WHERE")[0] for q in seen if "onboarding_" in q["sql"]])
        assert answer.status_code == 404
        assert b"Sam" not in answer.content
    assert queries[0] == queries[1]
    bodies = {Client().post(url, {"do": do, "answer": "form_arrived", "key": "a"}).content
              for url in (outside.url, GUESSED) for do in ("open", "answer", "renew", "save", "until")}  # fmt: skip
    assert len(bodies) == 1
    assert traces() == before


def test_what_is_over_takes_as_long_as_what_never_was(asked, often):
    outside = asked("occupational_health.with_applicant")
    stopped(outside)
    took: dict[str, list[float]] = {outside.url: [], GUESSED: []}
    for _time in range(80):
        for url, times in took.items():
            client = Client()
            start = time.process_time()  # our own work: what else the machine does is not in it
            client.post(url, {"do": "open"})
            times.append(time.process_time() - start)
    over, never = (statistics.quantiles(times, n=4)[0] for times in took.values())
    assert abs(over - never) < 0.1 * never


def test_a_link_runs_out_after_14_days_and_a_new_one_is_sent_to_the_same_address_only(asked, now):
    outside = asked("occupational_health.with_applicant")
    now.move_to(NOW + 13 * DAY)
    outside.press()
    assert outside.press("renew").status_code == 200
    new = ReplyLink.objects.latest("pk")
    deliver(OutboxItem.objects.get(reply_link=new).pk, at=clock.now())
    assert mail.outbox[-1].to == ["clerk@oh.example"]
    assert Outside(outside.url).press().status_code == 404
    fresh = Outside(str(mail.outbox[-1].body).split("8000")[1].split()[0])
    now.move_to(NOW + 26 * DAY)
    assert fresh.press().status_code == 200
    now.move_to(NOW + 28 * DAY)
    assert fresh.press().status_code == 404


def test_only_the_digest_is_kept_and_nothing_of_the_secret_is_in_the_database_but_in_the_mail(asked):
    outside = asked("occupational_health.with_applicant")
    secret = outside.url.split("/")[2]
    assert len(secret) == 43
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(secret in str(value) for row in cursor.fetchall() for value in row), table


def test_the_page_hands_its_address_to_nobody_and_is_kept_by_nobody(asked):
    outside = asked("occupational_health.with_applicant")
    for answer in (outside.client.get(outside.url), outside.press(), Client().post(GUESSED), Client().get("/reply/privacy/")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies
    assert outside.client.put(outside.url).status_code == 405
    assert outside.client.delete(outside.url).status_code == 405


def test_no_page_of_another_site_and_no_cookie_is_needed_or_helps(asked):
    outside = asked("occupational_health.with_applicant")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(outside.url, {"do": "open"}, headers={"origin": "null"}).status_code == 200


def test_who_tries_too_often_has_to_wait_whatever_they_hold(asked):
    outside = asked("occupational_health.with_applicant")
    seen = [Client().post(f"/r/{number}/").status_code for number in range(11)]
    assert seen == [404] * 10 + [429]
    assert outside.press().status_code == 429
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post(outside.url, {"do": "open"}).status_code == 200


def test_a_correspondent_cannot_sign_in_nor_do_anything_but_answer_what_they_were_asked(asked):
    from onboarding import access
    from onboarding.door import StepRefused
    from onboarding.models import Correspondent

    outside = asked("occupational_health.with_applicant")
    here = Stage.objects.get(application=outside.app, kind="occupational_health")
    there = Stage.objects.get(application=outside.app, kind="crb")
    by = Correspondent.of(outside.link, here.pk)
    assert not by.is_active
    assert not by.has_usable_password()
    assert not any(access.may(by, permission, outside.app) for permission in access.PERMISSIONS)
    for row, step in ((here, "record_result"), (here, "refer"), (here, "waive"), (there, "submit"), (None, "withdraw")):
        with pytest.raises(StepRefused, match="You may not do this"):
            take(outside.app, row, step, by=by, at=clock.now())
    with pytest.raises(StepRefused, match="You may not do this"):
        take(outside.app, here, "form_arrived", by=Correspondent.of(outside.link), at=clock.now())


def test_a_mail_that_did_not_leave_is_tried_again_with_another_secret_and_one_that_is_over_stays(asked, settings):
    outside = asked("occupational_health.with_applicant")
    first = ReplyLink.objects.get().digest
    again = sent(outside.app, outside.kind)
    assert ReplyLink.objects.get(pk=again.link.pk).digest != first
    third = reply_links.send_link(
        outside.app, outside.link.stage_id, f"occupational_health.{outside.link.body_id}", by=team()[0], at=clock.now()
    )
    reply_links.stop_link(third, by=team()[0], at=clock.now())
    assert not deliver(OutboxItem.objects.get(reply_link=third).pk, at=clock.now())
    assert ReplyLink.objects.get(pk=third.pk).digest is None


@pytest.mark.parametrize("key", ["a\x00b", "🙂", "x" * 5000, "' OR 1=1 --"])
def test_a_strange_key_is_no_fault_of_ours(asked, key, often):
    outside = asked("occupational_health.with_applicant")
    assert Client().post(GUESSED, {"do": "answer", "key": key}).status_code == 404
    assert Client().post("/r/a%00b/", {"do": "open"}).status_code == 404
    outside.press()
    wish = {**outside.carried("answer"), "do": "answer", "answer": "form_arrived", "key": key}
    assert outside.client.post(outside.url, wish).status_code == 200
    assert Move.objects.filter(step="form_arrived").count() == 1
