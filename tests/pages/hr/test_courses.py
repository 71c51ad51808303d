"""Courses in pages: seats and who is on each, the latest safe date of each check, and who may miss it."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.actions.move_class import NOT_THERE, NOT_YOURS, move_class
from onboarding.door import StepRefused, take
from onboarding.lib.workdays import calendar
from onboarding.models import AuditEvent, ClassDay, Service
from onboarding.queries.check_times import Takes, takes
from onboarding.queries.how_long import ENOUGH_PEOPLE
from tests.making import DAY, HOUR, advance, applicant, application, cohort, pathway_with, site, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/courses/"
AHEAD = dt.date(2026, 6, 1)  # a Monday, so that the 2 weeks with a team begin on 13 July


@pytest.fixture
def jo(signed_in):
    return signed_in("coordinator", name="Jo Coordinator")


def on_course(first="Maya", course=None, upto="training.joining", *, before=60 * DAY, **fields):
    """Somebody who has a place on a course; everything up to it is done."""
    course = course or cohort(AHEAD)
    app = application(who=applicant(first), at=NOW - before, **fields)
    return advance(app, upto, facts={"training.offer_place": {"cohort": course.pk}})


def page(client, course):
    answer = client.get(f"{URL}{course.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def table(words, caption):
    assert caption in words
    return words.partition(f">{caption}</caption>")[2].partition("</table>")[0]


def open_again(app, kind):
    take(app, kind, "reopen", by=team()[0], at=NOW - HOUR)


def test_signed_out_and_wrong_roles_find_no_page(signed_in):
    course = cohort(AHEAD)
    for address in (URL, f"{URL}{course.pk}/", f"{URL}{course.pk}/class/1/day/"):
        assert Client().get(address).status_code == 302
        for role in ("manager", "auditor", "administrator", "host", "disclosure_handler"):
            if (role, address[-5:]) != ("administrator", "/day/"):
                assert signed_in(role, name=f"{role} {address}").get(address).status_code == 404


def test_the_pages_are_only_read(jo):
    for address in (URL, f"{URL}{cohort(AHEAD).pk}/"):
        for method in ("post", "put", "delete"):
            assert getattr(jo, method)(address).status_code == 405


def test_a_course_that_is_not_there_is_a_404(jo):
    assert jo.get(f"{URL}999/").status_code == 404
    assert jo.get(f"{URL}{cohort(AHEAD).pk}/class/7/day/").status_code == 404


def test_every_run_stands_under_on_now_to_come_or_over_with_its_seats(jo):
    on_course(course=cohort(AHEAD, seats=2))
    cohort(NOW.date() - 7 * DAY)
    cohort(NOW.date() - 70 * DAY)
    words = jo.get(URL).content.decode()
    assert "1 of 2 taken, 1 free" in table(words, "To come")
    assert "8 April 2026" in table(words, "On now")
    assert "4 February 2026" in table(words, "Over")


def test_a_trainer_sees_who_is_on_it_and_no_check_and_no_link(signed_in):
    app = on_course()
    tariq = signed_in("trainer", name="Tariq Trainer")
    assert tariq.get("/signed-in/").headers["Location"] == URL
    words = page(tariq, cohort(AHEAD))
    assert "Maya Collins" in words
    for said in ("DBS", "Latest safe dates", "/staff/people/", app.reference, "Another day"):
        assert said not in words


def test_people_of_another_service_are_a_number_and_no_name(signed_in):
    on_course()
    elsewhere = signed_in("coordinator", name="Elsa", service=Service.objects.create(name="Sutton"))
    words = page(elsewhere, cohort(AHEAD))
    assert "Maya" not in words
    assert "1 more person of other services holds a seat." in words


def test_ones_own_seat_is_a_number_too(jo):
    app = on_course()
    app.applicant.user = jo.user
    app.applicant.save()
    assert "Maya" not in page(jo, cohort(AHEAD))


def test_the_dates_are_the_last_working_days_before_the_first_class_and_the_team(jo):
    on_course()
    dates = table(page(jo, cohort(AHEAD)), "Latest safe dates")
    assert "Friday 29 May" in dates.partition("Proof of identity")[2].partition("</tr>")[0]
    crb = dates.partition("DBS check")[2].partition("</tr>")[0]
    assert "Friday 10 July" in crb
    assert "10 working days and 14 days by its targets" in crb
    assert "Friday 12 June" in crb
    assert "Nobody" in crb


def test_a_check_that_is_on_its_way_is_counted_and_missed_by_nobody(jo):
    app = on_course()
    open_again(app, "crb")
    words = page(jo, cohort(AHEAD))
    assert "1 person" in table(words, "Latest safe dates").partition("DBS check")[2].partition("</tr>")[0]
    assert "Nothing, if it goes as usual." in words


def test_who_will_miss_it_is_named_in_words_that_tell_nothing_of_why(jo):
    soon = cohort(NOW.date() + 5 * DAY)
    app = on_course(course=soon)
    open_again(app, "identity")
    missing = table(page(jo, soon), "May not be back in time")
    assert "Maya Collins" in missing
    assert "Proof of identity" in missing
    assert missing.count("<tr") == 2  # the head and one row, though the 2 weeks with a team need it too


def test_a_check_whose_time_is_over_has_to_be_looked_at(jo):
    app = on_course(before=200 * DAY)
    take(app, "crb", "reopen", by=team()[0], at=NOW - 100 * DAY)
    missing = table(page(jo, cohort(AHEAD)), "May not be back in time")
    assert "Takes longer than usual: look at it now" in missing


def test_a_day_that_was_promised_counts_where_it_is_later(jo):
    course = cohort(AHEAD + 7 * DAY)
    app = on_course(course=course, pathway=pathway_with("committee"))
    open_again(app, "committee")
    assert "Nothing, if it goes as usual." in page(jo, course)
    asked = app.moves.get(kind="committee", step="put_on_agenda")
    facts: Any = {"body": asked.body_id, "site": site().pk, "meets_on": dt.date(2026, 7, 22)}
    take(app, "committee", "put_on_agenda", by=team()[0], at=NOW, **facts)
    assert "Not back in time, if it goes as usual" in table(page(jo, course), "May not be back in time")


def test_somebody_on_a_break_is_not_forecast(jo):
    app = on_course()
    open_again(app, "crb")
    take(app, None, "pause", by=team()[0], at=NOW, asked="phone", may_tell=True)
    words = page(jo, cohort(AHEAD))
    assert "On a break, as they wished" in table(words, "May not be back in time")


def test_two_people_who_differ_in_a_restricted_result_only_read_the_same(jo):
    seen: list[tuple[int, bool]] = []
    for name, content in (("Maya", "clear"), ("Maya", "disclosed")):
        course = cohort(AHEAD + len(seen) * 7 * DAY)
        at = NOW - 60 * DAY
        who = applicant(name, email=f"{content}@people.example")
        app = advance(application(who=who, at=at), "training.joining", facts={"training.offer_place": {"cohort": course.pk}})
        take(app, "crb", "reopen", by=team()[0], at=NOW - 20 * DAY)
        for step in ("decide_level", "send_form", "see_papers", "submit", "certificate_posted", "certificate_came"):
            take(app, "crb", step, by=team()[0], at=NOW - 19 * DAY, **_answers(step))
        take(app, "crb", "record_result", by=team()[0], at=NOW - 18 * DAY, content=content, seen="paper", number="001234567890",
             issued_on=(NOW - 30 * DAY).date(), same_person=True)  # fmt: skip
        rows = table(page(jo, course), "Latest safe dates").partition("DBS check")[2].partition("</tr>")[0]
        seen.append((rows.count("1 person"), "May not be back in time" in page(jo, course)))
    assert seen[0] == seen[1]


def _answers(step):
    return {
        "decide_level": {"level": "enhanced_barred", "basis": "regulated", "fee": "paid_role"},
        "see_papers": {"route": "1", "papers": "passport", "why": None, "update_service": "no"},
        "submit": {"level": "enhanced_barred"},
    }.get(step, {})


def test_where_enough_people_have_finished_what_9_in_10_needed_counts(db):
    for number in range(ENOUGH_PEOPLE):
        app = application(who=applicant(email=f"p{number}@people.example"), at=NOW - 90 * DAY)
        advance(app, "identity.closed", gap=(number % 10 + 1) * DAY)
    found = takes(["identity", "crb"], "ENG", at=NOW)
    assert found["identity"].days == 18  # two steps, a gap each: 9 in 10 had a gap of at most 9 days
    assert found["identity"].words == "3 weeks for 9 in 10"
    assert found["crb"].days is None


def test_the_last_safe_day_is_not_known_beyond_the_calendar():
    assert Takes("crb", "ENG").begun_by(dt.date(2012, 1, 10), calendar("ENG")) is None
    assert Takes("crb", "ENG").back_on(dt.date(2028, 12, 28), dt.date(2028, 12, 28), calendar("ENG")) is None


def test_many_people_are_asked_for_in_the_same_few_questions(jo):
    def asked():
        with CaptureQueriesContext(connection) as found:
            page(jo, cohort(AHEAD))
        return len(found)

    on_course()
    asked()  # the first page also writes the session
    few = asked()
    for name in ("Dee", "Tom", "Amir"):
        on_course(name)
    assert asked() == few


def test_a_class_is_put_on_another_day_and_back_and_both_are_witnessed(jo):
    course = cohort(AHEAD)
    address = f"{URL}{course.pk}/class/2/day/"
    assert "Class 2 of" in jo.get(address).content.decode()
    given = {"day_day": "10", "day_month": "6", "day_year": "2026"}
    assert jo.post(address, given).status_code == 302
    assert ClassDay.objects.get().day == dt.date(2026, 6, 10)
    assert "Wednesday 10 June" in table(page(jo, course), "Classes")
    jo.post(address, {**given, "day_day": "8"})
    assert not ClassDay.objects.exists()
    assert AuditEvent.objects.filter(type="class_moved").count() == 2


def test_a_class_stays_within_the_taught_weeks(jo, signed_in):
    address = f"{URL}{cohort(AHEAD).pk}/class/2/day/"
    answer = jo.post(address, {"day_day": "13", "day_month": "7", "day_year": "2026"})
    assert "Select a day between the first day of the course and its 2 weeks with a team" in answer.content.decode()
    assert "Enter the day" in jo.post(address, {}).content.decode()
    assert not ClassDay.objects.exists()


def test_only_who_arranges_moves_a_class_and_only_one_that_is_there(signed_in):
    course, tariq = cohort(AHEAD), signed_in("trainer", name="Tariq Trainer").user
    for by, week, said in ((tariq, 2, NOT_YOURS), (team()[0], 7, NOT_THERE)):
        with pytest.raises(StepRefused, match=said):
            move_class(course.pk, week, AHEAD, by=by, at=NOW)
