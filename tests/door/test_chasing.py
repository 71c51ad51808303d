"""Chasing: due once its day has come, one letter a person and week, three in a row, and nothing that is no longer needed."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onboarding.actions.chase import chase_everybody
from onboarding.actions.contact import log_contact
from onboarding.actions.send_update import send_update
from onboarding.door import StepRefused, take
from onboarding.letters.reminder import TITLES
from onboarding.lib import clock
from onboarding.models import AuditEvent, Chase, Letter, OutboxItem, User
from onboarding.queries import chases
from onboarding.tasks import deliver
from tests import making

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
LONDON = "Europe/London"


def invited(upto="selection.with_applicant", *, owner=True, **fields):
    """Somebody whose own turn it is since Monday 2 March, and who looks after them."""
    priya = User.objects.filter(name="Priya Shah").first() or making.staff("Priya Shah", "hr")
    app = making.application(who=making.applicant(**fields), owner=priya if owner else None)
    app = making.advance(app, upto, at=making.START)
    OutboxItem.objects.all().delete()  # what the steps before have brought
    return app


def live(days, *, start=making.START):
    """A worker for so many days: it looks twice a day what is due, and delivers each letter when its time has come."""
    now, end = start, start + days * DAY
    while now < end:
        chase_everybody(at=now)
        for item in OutboxItem.objects.filter(status="waiting", not_before__lt=now + DAY / 2).order_by("not_before"):
            deliver(item.pk, at=max(now, item.not_before))
        now += DAY / 2


def sent(app, kind="reminder"):
    """The local times at which letters went out."""
    items = OutboxItem.objects.filter(application__applicant=app.applicant, kind=kind, status="sent").order_by("finished_at")
    return [clock.local(item.finished_at, LONDON) for item in items if item.finished_at]


def reminder(app):
    return OutboxItem.objects.get(application=app, kind="reminder")


def queued(app, day=7):
    """The first reminder, in the outbox since noon of its day."""
    chase_everybody(at=making.START + day * DAY)
    return reminder(app)


def test_before_its_day_nothing_is_due_and_then_until_it_is_taken():
    app = invited()
    assert chases.due(at=making.START + 6 * DAY) == []
    for days in (7, 8, 90):
        (found,) = chases.due(at=making.START + days * DAY)
        assert (found.application, found.rung.place, found.on) == (app.pk, 1, dt.date(2026, 3, 9))


def test_a_silent_person_gets_3_letters_a_week_apart_and_then_a_call(mailoutbox):
    app = invited()
    live(60)
    assert [f"{moment:%a %d %b}" for moment in sent(app)] == ["Mon 09 Mar", "Mon 16 Mar", "Mon 23 Mar"]
    assert all(9 <= moment.hour < 15 for moment in sent(app))
    assert [(one.do, clock.local_date(one.made_at, LONDON)) for one in Chase.objects.filter(item=None)] == [("call", dt.date(2026, 3, 30))]
    assert len(mailoutbox) == 3
    app.refresh_from_db()
    assert app.state == "in_progress"  # nobody is ended by a clock


def test_the_third_letter_says_what_stays_open_and_that_a_person_calls(mailoutbox):
    app = invited()
    live(25)
    texts = Letter.objects.filter(application=app).order_by("pk").values_list("text", flat=True)
    assert [title in text for title, text in zip(TITLES, texts, strict=True)] == [True, True, True]
    third = Letter.objects.filter(application=app).latest("pk").text
    assert "Your place stays open." in third
    assert "I will call you" in third
    assert "Priya Shah" in third
    assert "final" not in third.lower()


def test_the_third_letter_waits_for_somebody_who_looks_after_them(mailoutbox):
    app = invited(owner=False)
    live(40)
    assert len(sent(app)) == 2
    app.owner = making.staff("Jo Kind", "hr")
    app.save(update_fields=["owner"])
    live(2, start=making.START + 42 * DAY)
    assert len(sent(app)) == 3


def test_two_open_steps_are_one_letter(mailoutbox):
    app = invited("selection.closed")
    for kind in ("identity", "right_to_work"):
        take(app, kind, "ask", by=making.team()[0], at=making.START + DAY)
    live(12)
    assert len(sent(app)) == 1
    text = Letter.objects.get(item__kind="reminder").text
    assert "Show us that you can work here." in text
    assert "Show us who you are." in text


def test_two_applications_of_one_person_are_one_letter(mailoutbox):
    first = invited()
    second = making.advance(making.application("A", who=first.applicant), "selection.with_applicant", at=making.START)
    live(8)
    assert len(sent(first)) == 1
    assert set(Chase.objects.values_list("application", flat=True)) == {first.pk, second.pk}


def test_a_week_in_which_nobody_looked_loses_nothing_and_sends_one(mailoutbox):
    app = invited()
    live(40, start=making.START + 40 * DAY)
    assert [f"{moment:%d %b}" for moment in sent(app)] == ["13 Apr", "20 Apr", "27 Apr"]


def test_a_clock_that_is_set_back_sends_nothing_twice(mailoutbox):
    app = invited()
    live(15)
    live(15, start=making.START - 3 * DAY)
    live(15)
    assert len(sent(app)) == 2
    live(40)
    assert len(sent(app)) == 3


def test_looking_again_and_again_at_one_moment_takes_a_rung_once():
    app = invited()
    for _look in range(3):
        chase_everybody(at=making.START + 7 * DAY)
    assert reminder(app).chases.count() == 1
    assert AuditEvent.objects.filter(application=app, type="chased").count() == 1


def stopped(app, item):
    deliver(item.pk, at=OutboxItem.objects.get(pk=item.pk).not_before)
    item.refresh_from_db()
    return item.status, item.error


def test_what_was_done_in_the_meantime_is_not_asked_for(mailoutbox):
    app = invited()
    item = queued(app)
    take(app, "selection", "book", by=making.team()[0], at=item.not_before, starts_at=item.not_before, how="phone", place="")
    assert stopped(app, item) == ("cancelled", "no longer needed")
    assert mailoutbox == []


def test_who_has_been_in_touch_gets_no_reminder(mailoutbox):
    app = invited()
    item = queued(app)
    at = item.not_before
    log_contact(app, by=making.team()[0], at=at, happened_at=at, who="person", how="phone", about="next_step")
    assert stopped(app, item) == ("cancelled", "replied")


def test_a_call_that_nobody_answered_is_no_reply(mailoutbox):
    app = invited()
    item = queued(app)
    at = item.not_before
    log_contact(app, by=making.team()[0], at=at, happened_at=at, who="person", how="phone", about="no_answer")
    assert stopped(app, item) == ("sent", "")


def test_a_reply_moves_the_next_letter_on(mailoutbox):
    app = invited()
    live(8)
    at = making.START + 10 * DAY
    log_contact(app, by=making.team()[0], at=at, happened_at=at, who="person", how="phone", about="next_step")
    live(30, start=at)
    assert [f"{moment:%d %b}" for moment in sent(app)] == ["09 Mar", "19 Mar", "26 Mar"]


@pytest.mark.parametrize(
    ("step", "facts", "code"),
    [("pause", {"asked": "phone"}, "paused"), ("withdraw", {}, "ended"), ("record_death", {}, "ended")],
)
def test_a_break_or_an_end_stops_what_waits(step, facts, code, mailoutbox):
    app = invited()
    item = queued(app)
    take(app, None, step, by=making.team()[0], at=item.not_before, **facts)
    assert stopped(app, item) == ("cancelled", code)
    live(60)
    answered = OutboxItem.objects.filter(application=app, kind__in=("pause_confirmed", "withdrawal_confirmed"), status="sent")
    assert len(mailoutbox) == answered.count() <= 1


def test_a_death_told_in_one_application_stops_the_letters_of_the_others(mailoutbox):
    app = invited()
    other = making.advance(making.application("A", who=app.applicant), "selection.shortlisting", at=making.START)
    OutboxItem.objects.all().delete()
    item = queued(app)
    take(other, None, "record_death", by=making.team()[0], at=item.not_before)
    assert stopped(app, item) == ("cancelled", "ended")
    live(60)
    assert mailoutbox == []


def test_quiet_that_was_asked_for_is_kept_and_then_the_letter_comes(mailoutbox):
    app = invited()
    item = queued(app)
    app.applicant.quiet_until = dt.date(2026, 3, 23)
    app.applicant.save()
    assert stopped(app, item) == ("cancelled", "quiet")
    live(60)
    assert f"{sent(app)[0]:%d %b}" == "24 Mar"


def test_who_is_not_told_yet_gets_no_letter(mailoutbox):
    app = invited()
    type(app).objects.filter(pk=app.pk).update(telling=False)
    live(60)
    assert mailoutbox == []


def test_hard_news_is_put_off_to_a_day_on_which_priya_is_there(mailoutbox):
    app = invited()
    item = queued(app)
    User.objects.filter(pk=app.owner_id).update(away_from=dt.date(2026, 3, 10), away_until=dt.date(2026, 3, 11))
    live(5, start=item.not_before)
    assert f"{sent(app)[0]:%a %d %b %H}" == "Thu 12 Mar 09"
    assert OutboxItem.objects.get(pk=item.pk).attempts == 1


def test_a_reminder_and_an_update_are_never_in_one_week(mailoutbox):
    """A step of theirs is open beside a check with the DBS that we promised to write about."""
    app = invited("crb.with_body")
    type(app).objects.filter(pk=app.pk).update(promise_on=making.START.date() + 8 * DAY)
    take(app, "identity", "ask", by=making.team()[0], at=making.START + DAY)
    live(60)
    days = sorted(moment.date() for moment in (*sent(app), *sent(app, "delay_update")))
    assert len(sent(app)) == 3
    assert all(later - earlier >= WEEK for earlier, later in pairwise(days))


def test_a_promise_is_kept_by_itself_on_its_day_and_says_one_true_thing(mailoutbox):
    app = invited("crb.with_body")
    day = app.moves.latest("number").recorded_at.date() + 4 * DAY
    type(app).objects.filter(pk=app.pk).update(promise_on=day)
    live(14)
    (moment,) = sent(app, "delay_update")
    assert moment.date() == day
    assert moment.hour == 9
    assert "Your DBS form has gone off." in Letter.objects.get(application=app).text
    app.refresh_from_db()
    assert app.promise_on > day


def test_with_nothing_done_nothing_is_sent_and_the_promise_stays_on_the_worklist(mailoutbox):
    app = invited("crb.with_body")
    type(app).objects.filter(pk=app.pk).update(promise_on=making.START.date() + 20 * DAY)
    live(40)
    assert mailoutbox == []
    app.refresh_from_db()
    assert app.promise_on == making.START.date() + 20 * DAY


def test_after_2_letters_without_news_a_person_calls(mailoutbox):
    app = invited("crb.with_body")
    priya = making.team()[0]
    start = app.moves.latest("number").recorded_at
    for week in (1, 2):
        at = start + week * 8 * DAY
        log_contact(app, by=priya, at=at, happened_at=at, who="body", how="online", about="next_step")
        item = send_update(app, by=priya, at=at)
        live(2, start=at)
        item.refresh_from_db()
        assert item.status == "sent"
    at = start + 25 * DAY
    log_contact(app, by=priya, at=at, happened_at=at, who="body", how="online", about="next_step")
    with pytest.raises(StepRefused, match=r"had 2 letters without news\. Call Maya now"):
        send_update(app, by=priya, at=at)


def test_a_break_moves_the_next_letter_on(mailoutbox):
    app = invited()
    live(8)
    hr = making.team()[0]
    take(app, None, "pause", by=hr, at=making.START + 9 * DAY, asked="phone")
    live(20, start=making.START + 9 * DAY)
    take(app, None, "resume", by=hr, at=making.START + 30 * DAY)
    live(40, start=making.START + 30 * DAY)
    assert [f"{moment:%d %b}" for moment in sent(app)] == ["09 Mar", "13 Apr", "20 Apr"]


def test_what_others_hold_is_work_for_a_person_and_no_letter(mailoutbox):
    app = invited("crb.with_body")
    live(80)
    found = Chase.objects.filter(stage__kind="crb").order_by("place", "round")
    assert [(one.do, one.place, one.round) for one in found] == [("look", 1, 1), ("look", 2, 1), ("escalate", 3, 1)]
    assert sent(app) == []


def test_a_person_is_held_so_that_others_may_look_at_their_key():
    """A second write to an application in one transaction looks at the person’s key: it would wait for who waits for the application."""
    invited()
    with CaptureQueriesContext(connection) as asked:
        chase_everybody(at=making.START + 7 * DAY)
    held = [q["sql"] for q in asked if 'FROM "onboarding_applicant"' in q["sql"] and " FOR " in q["sql"]]
    assert all("FOR NO KEY UPDATE" in sql for sql in held)
    assert bool(held) == (connection.vendor == "postgresql")
