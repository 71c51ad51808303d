"""The register of a class: one form for everybody; each row is its own step, and what is refused stops no other."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onboarding.actions.keep_register import NOT_HERE, TOO_SOON, Mark, keep_register
from onboarding.door import take
from onboarding.models import Attendance, AuditEvent, Move, Seat, Service, Stage
from tests.making import DAY, HOUR, advance, applicant, application, cohort, team
from tests.pages.hr.conftest import NOW
from tests.pages.hr.test_courses import URL, on_course

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
STARTED = dt.date(2026, 4, 1)  # two weeks before now: the third class is today


@pytest.fixture
def course():
    return cohort(STARTED)


@pytest.fixture
def tariq(signed_in):
    return signed_in("trainer", name="Tariq Trainer")


def pupil(first, course, upto="training.in_classes"):
    """Somebody on the course, with its first day behind them."""
    app = application(who=applicant(first), at=NOW - 90 * DAY)
    later = cohort(NOW.date() - 60 * DAY)
    app = advance(app, upto, facts={"training.offer_place": {"cohort": later.pk}})
    seat = Stage.objects.get(application=app, kind="training")
    Seat.objects.filter(stage=seat).update(cohort=course)
    return seat


def address(course, week=3):
    return f"{URL}{course.pk}/class/{week}/"


def form(client, course, marks, week=3):
    """The form as the page shows it, with these answers."""
    found = client.get(address(course, week)).context
    given = {"key": found["key"]}
    for row in found["rows"]:
        given |= {f"version_{row['stage']}": row["version"]} if row["may"] else {}
    return given | {f"mark_{stage.pk}": mark for stage, mark in marks.items()}


def save(client, course, marks, week=3):
    return client.post(address(course, week), form(client, course, marks, week))


def weeks(stage):
    found = Attendance.objects.filter(stage=stage, current=True).first()
    return found.weeks if found else {}


def test_signed_out_and_wrong_roles_find_no_page(signed_in, course):
    for page in (address(course), f"{URL}{course.pk}/make-up/"):
        assert Client().get(page).status_code == 302
        for role in ("manager", "auditor", "administrator", "host"):
            client = signed_in(role, name=f"{role} {page}")
            assert client.get(page).status_code == 404
            assert client.post(page).status_code == 404


def test_other_methods_are_refused(tariq, course):
    for page in (address(course), f"{URL}{course.pk}/make-up/"):
        assert tariq.put(page).status_code == 405
        assert tariq.delete(page).status_code == 405


def test_a_class_that_has_not_been_or_is_not_there_has_no_register(tariq, course):
    for week in (4, 7):
        assert tariq.get(address(course, week)).status_code == 404
    assert tariq.get(f"{URL}999/class/1/").status_code == 404
    assert tariq.get(f"{URL}999/make-up/").status_code == 404


def test_the_whole_class_is_saved_at_once_each_with_a_move_of_its_own(tariq, course):
    maya, dee = pupil("Maya", course), pupil("Dee", course)
    answer = save(tariq, course, {maya: "attended", dee: "agreed"})
    assert answer.status_code == 302
    assert weeks(maya) == {"3": "attended"}
    assert weeks(dee) == {"3": "agreed"}
    moves = Move.objects.filter(step="record_week")
    assert {move.actor for move in moves} == {tariq.user}
    assert AuditEvent.objects.filter(type="move", application__in=[maya.application_id, dee.application_id]).count() >= 2
    words = tariq.get(address(course)).content.decode()
    assert words.count("checked") == 2
    assert "1 of 1" in words


def test_somebody_whose_place_is_fixed_starts_with_their_first_mark(tariq, course):
    maya = pupil("Maya", course, "training.joining")
    assert save(tariq, course, {maya: "attended"}).status_code == 302
    maya.refresh_from_db()
    assert maya.state == "in_classes"
    assert weeks(maya) == {"3": "attended"}


def test_what_is_refused_says_why_beside_its_row_and_the_others_are_saved(tariq, course):
    maya, dee = pupil("Maya", course), pupil("Dee", course, "training.joining")
    take(dee.application, "identity", "reopen", by=team()[0], at=NOW - HOUR)
    answer = save(tariq, course, {maya: "attended", dee: "attended"})
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error: Register" in words
    assert "1 person saved, 1 person not." in words
    assert "Dee Collins: The proof of identity was not seen" in words
    assert weeks(maya) == {"3": "attended"}
    dee.refresh_from_db()
    assert dee.state == "joining"
    row = next(row for row in answer.context["rows"] if row["stage"] == dee.pk)
    assert row["chosen"] == "attended"
    again = {"key": answer.context["key"], f"version_{dee.pk}": row["version"], f"mark_{dee.pk}": "attended"}
    seen: Any = {"route": "in_person", "papers": "two_photo_one_address"}
    take(dee.application, "identity", "ask", by=team()[0], at=NOW)
    take(dee.application, "identity", "record_seen", by=team()[0], at=NOW, **seen)
    assert tariq.post(address(course), again).status_code == 302
    assert weeks(dee) == {"3": "attended"}


def test_the_same_sending_twice_saves_once(tariq, course):
    maya = pupil("Maya", course, "training.joining")
    given = form(tariq, course, {maya: "attended"})
    for _time in range(2):
        assert tariq.post(address(course), given).status_code == 302 or _time
    assert Move.objects.filter(stage=maya, step="record_week").count() == 1


def test_a_page_gone_back_to_and_sent_with_another_answer_changes_nothing(tariq, course):
    maya = pupil("Maya", course)
    given = form(tariq, course, {maya: "attended"})
    tariq.post(address(course), given)
    words = tariq.post(address(course), {**given, f"mark_{maya.pk}": "absent"}).content.decode()
    assert "Somebody saved this person a moment ago" in words
    assert weeks(maya) == {"3": "attended"}


def test_two_who_keep_it_at_once_do_not_write_over_each_other(tariq, signed_in, course):
    maya, dee = pupil("Maya", course), pupil("Dee", course)
    mine = form(tariq, course, {maya: "absent", dee: "attended"})
    save(signed_in("trainer", name="Other Trainer"), course, {maya: "attended"})
    words = tariq.post(address(course), mine).content.decode()
    assert "Maya Collins: Somebody saved this person a moment ago" in words
    assert weeks(maya) == {"3": "attended"}
    assert weeks(dee) == {"3": "attended"}


def test_a_mark_can_be_put_right_and_the_same_mark_again_is_no_step(tariq, course):
    maya = pupil("Maya", course)
    save(tariq, course, {maya: "absent"})
    assert "Select how it went for at least one person" in save(tariq, course, {maya: "absent"}).content.decode()
    assert save(tariq, course, {maya: "attended"}).status_code == 302
    assert weeks(maya) == {"3": "attended"}
    assert Move.objects.filter(stage=maya, step="record_week").count() == 2


def test_an_earlier_class_can_be_recorded_after_a_later_one(tariq, course):
    maya = pupil("Maya", course)
    save(tariq, course, {maya: "attended"})
    assert save(tariq, course, {maya: "attended"}, week=2).status_code == 302
    assert weeks(maya) == {"2": "attended", "3": "attended"}
    assert Move.objects.filter(stage=maya, step="record_week").latest("number").effective_at == NOW


def test_an_answer_that_is_none_of_these_saves_nothing(tariq, course):
    maya = pupil("Maya", course)
    words = save(tariq, course, {maya: "ill"}).content.decode()
    assert "Maya Collins: Select one of these answers" in words
    assert weeks(maya) == {}


def test_who_has_not_said_yes_has_no_buttons_and_cannot_be_marked(tariq, course):
    dee = pupil("Dee", course, "training.with_applicant")
    words = tariq.get(address(course)).content.decode()
    assert "Not in the register. Place offered" in words
    assert f"mark_{dee.pk}" not in words
    given = {"key": "k", f"version_{dee.pk}": dee.version, f"mark_{dee.pk}": "attended"}
    assert "Select how it went" in tariq.post(address(course), given).content.decode()


def test_nobody_of_another_service_can_be_seen_or_marked(signed_in, course):
    maya = pupil("Maya", course)
    elsa = signed_in("trainer", name="Elsa", service=Service.objects.create(name="Sutton"))
    words = elsa.get(address(course)).content.decode()
    assert "Maya" not in words
    assert "1 more person" in words
    elsa.post(address(course), {"key": "k", f"version_{maya.pk}": maya.version, f"mark_{maya.pk}": "attended"})
    assert weeks(maya) == {}


def test_the_action_itself_refuses_who_is_not_there_and_a_day_ahead(tariq, course):
    maya = pupil("Maya", cohort(STARTED + DAY))
    marks = [Mark(maya.pk, 3, "attended", maya.version)]
    found = keep_register(course.pk, marks, on=NOW.date(), by=tariq.user, at=NOW, key="k")
    assert [result.reasons for result in found] == [(NOT_HERE,)]
    found = keep_register(course.pk, marks, on=NOW.date() + DAY, by=tariq.user, at=NOW, key="k")
    assert [result.reasons for result in found] == [(TOO_SOON,)]


def made_up(client, course, *boxes, day=TODAY):
    page = f"{URL}{course.pk}/make-up/"
    given = {"key": client.get(page).context["form"].initial["key"], "came": list(boxes)}
    return client.post(page, {**given, "day_day": day.day, "day_month": day.month, "day_year": day.year})


def boxes(client, course):
    found = client.get(f"{URL}{course.pk}/make-up/").context["form"]
    return [code for code, _words in found.fields["came"].choices]


def test_classes_made_up_in_one_session_are_saved_together(tariq, course):
    maya, dee = pupil("Maya", course), pupil("Dee", course)
    for week in (1, 2):
        save(tariq, course, {maya: "absent", dee: "agreed"}, week=week)
    assert "4 classes to make up" in tariq.get(f"{URL}{course.pk}/").content.decode()
    mine = [box for box in boxes(tariq, course) if box.startswith(f"{maya.pk}.")]
    assert made_up(tariq, course, *mine).status_code == 302
    found = Attendance.objects.get(stage=maya, current=True)
    assert found.weeks == {"1": "made_up", "2": "made_up"}
    assert found.made_up == {"1": "2026-04-15", "2": "2026-04-15"}
    assert "2 of 2, 2 made up" in tariq.get(f"{URL}{course.pk}/").content.decode()
    assert "Made it up later, on 15 April" in tariq.get(address(course, 1)).content.decode()


def test_a_session_that_lies_ahead_or_no_box_is_refused(tariq, course):
    maya = pupil("Maya", course)
    save(tariq, course, {maya: "absent"}, week=1)
    words = made_up(tariq, course, *boxes(tariq, course), day=NOW.date() + DAY).content.decode()
    assert "Maya Collins, class 1: This class has not been yet" in words
    assert "Select who made a class up" in made_up(tariq, course).content.decode()
    stale = [box[:-1] + "0" for box in boxes(tariq, course)]
    assert "Somebody has changed this meanwhile" in made_up(tariq, course, *stale).content.decode()
    assert weeks(maya) == {"1": "absent"}


def test_with_nothing_to_make_up_the_page_says_so(tariq, course):
    pupil("Maya", course)
    assert "Nobody has a class to make up." in tariq.get(f"{URL}{course.pk}/make-up/").content.decode()
    assert made_up_nothing(tariq, course).status_code == 200


def made_up_nothing(client, course):
    return client.post(f"{URL}{course.pk}/make-up/", {})


def test_a_class_that_was_made_up_is_not_owed_any_more_once_it_was_attended(tariq, course):
    maya = pupil("Maya", course)
    save(tariq, course, {maya: "absent"}, week=1)
    made_up(tariq, course, *boxes(tariq, course))
    save(tariq, course, {maya: "attended"}, week=1)
    assert Attendance.objects.get(stage=maya, current=True).made_up == {}


def test_the_course_page_leads_to_the_register_of_the_last_class(tariq, course):
    on_course("Maya")
    assert "Register of class 3" in tariq.get(f"{URL}{course.pk}/").content.decode().partition("</h1>")[2].partition("<table")[0]


def test_what_was_signed_off_at_the_end_names_credits_and_by_whom(signed_in, course):
    pupil("Maya", course, "training.closed")
    words = signed_in("coordinator").get(f"{URL}{course.pk}/").content.decode()
    assert "6 at level 2, signed off by Jo One" in words
