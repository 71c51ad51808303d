"""Coming back: what must be done again opens by itself, what stands stays, and no course is overbooked by it."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, Cohort, Move, Pathway, Seat
from onboarding.queries.coming_back import coming_back
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, application, cohort, team

pytestmark = pytest.mark.django_db


def go(app: Application, step: str, at: dt.datetime, stage: str | None = None, **facts: Any) -> Any:
    done = take(app, stage, step, by=team()[0], at=at, **facts)
    app.refresh_from_db()
    return done


def last(app: Application) -> dt.datetime:
    return Move.objects.filter(application=app).latest("number").recorded_at


def state(app: Application, kind: str) -> str:
    return str(app.stages.get(kind=kind).state)


def words(app: Application, at: dt.datetime) -> dict[str, str]:
    return {one.title: one.words for one in coming_back(app, at=at)}


def cleared(**facts: Any) -> Application:
    """Somebody whose checks are all closed, and who waits for a course."""
    return advance(application(), "training.waiting_for_course", facts=facts)


def test_checks_too_old_open_again_with_the_return_and_the_page_said_so():
    app = cleared()
    left = last(app) + DAY
    go(app, "withdraw", left)
    back = left + 200 * DAY
    before = words(app, back)
    assert before["DBS check"] == "We need to do this again. It is more than 6 months old."
    assert before["Proof of who you are"] == "This is done. It stands."
    move = go(app, "come_back", back)
    assert (state(app, "crb"), state(app, "occupational_health")) == ("with_applicant", "with_applicant")
    assert state(app, "identity") == "closed"
    again = Move.objects.filter(application=app, cause=move).values_list("kind", "step", "party")
    assert set(again) == {("crb", "reopen", "hr"), ("occupational_health", "reopen", "hr")}
    check(app.pk)
    undo(app, move.pk, by=team()[0], at=back)
    assert (state(app, "crb"), Application.objects.get(pk=app.pk).state) == ("closed", "withdrawn")
    check(app.pk)


def test_what_is_still_fresh_stands():
    app = cleared()
    left = last(app) + DAY
    go(app, "withdraw", left)
    assert {one.again for one in coming_back(app, at=left + 30 * DAY)} == {False}
    move = go(app, "come_back", left + 30 * DAY)
    assert not Move.objects.filter(cause=move).exists()


def test_a_right_to_work_that_ran_out_in_a_break_is_asked_for_again():
    until = START.date() + 30 * DAY
    app = cleared(**{"right_to_work.record_check": {"until": until}})
    go(app, "pause", START + 20 * DAY, asked="self")
    assert words(app, START + 29 * DAY)["Right to work"] == "This is done. It stands until 1 April 2026."
    late = START + 40 * DAY
    assert words(app, late)["Right to work"] == "We need to do this again. It ran out on 1 April 2026."
    go(app, "resume", late)
    assert state(app, "right_to_work") == "with_applicant"
    check(app.pk)


def test_a_pathway_may_name_its_own_age():
    app = cleared()
    stages = [{**stage, "again_after": 20} if stage["kind"] == "crb" else stage for stage in app.pathway.stages]
    Pathway.objects.filter(pk=app.pathway_id).update(stages=stages)
    go(app, "withdraw", last(app) + DAY)
    go(Application.objects.get(pk=app.pk), "reopen", last(app) + 40 * DAY)
    assert (state(app, "crb"), state(app, "occupational_health")) == ("with_applicant", "closed")


@pytest.fixture
def seated(db):
    """Somebody with the only place on a course that is far ahead, who then stops."""
    app = cleared()
    course = cohort(START.date() + 300 * DAY, seats=1)
    at = last(app) + DAY
    go(app, "offer_place", at, "training", cohort=course.pk)
    go(app, "accept_place", at + HOUR, "training")
    go(app, "withdraw", at + 2 * HOUR)
    return app


def taken_by_another(at: dt.datetime) -> None:
    other = advance(application(), "training.waiting_for_course")
    go(other, "offer_place", at, "training", cohort=Cohort.objects.get(seats=1).pk)


def test_a_place_that_is_still_free_is_kept(seated):
    back = last(seated) + DAY
    assert words(seated, back)["Training"] == "This goes on from where it was."
    go(seated, "come_back", back)
    assert state(seated, "training") == "joining"
    assert Cohort.objects.get(seats=1).free_seats == 0


def test_a_place_that_has_gone_is_given_up_and_nobody_overbooks_the_course(seated):
    back = last(seated) + DAY
    taken_by_another(back)
    lost = "We could not keep your place on the course. We will find you the next one."
    assert words(seated, back + DAY)["Training"] == lost
    go(seated, "come_back", back + DAY)
    assert state(seated, "training") == "waiting_for_course"
    assert not Seat.objects.filter(stage__application=seated, current=True).exists()
    assert Cohort.objects.get(seats=1).free_seats == 0
    check(seated.pk)


def test_a_course_that_began_without_them_is_not_kept_either(seated):
    late = START + 301 * DAY
    assert "could not keep your place" in words(seated, late)["Training"]
    go(seated, "reopen", late)
    assert state(seated, "training") == "waiting_for_course"


def test_undoing_an_ending_does_not_overbook_a_course(seated):
    end = Move.objects.get(application=seated, step="withdraw")
    taken_by_another(end.recorded_at + DAY)
    with pytest.raises(StepRefused, match="has gone to somebody else"):
        undo(seated, end.pk, by=team()[0], at=end.recorded_at + 2 * DAY, reason="wrong_step")
    assert Application.objects.get(pk=seated.pk).state == "withdrawn"


def test_undoing_an_ending_keeps_a_place_that_is_free(seated):
    end = Move.objects.get(application=seated, step="withdraw")
    undo(seated, end.pk, by=team()[0], at=end.recorded_at + DAY, reason="wrong_step")
    assert state(seated, "training") == "joining"
    check(seated.pk)


def test_nothing_is_said_of_coming_back_to_who_has_not_left():
    assert coming_back(advance(application(), "crb.with_body"), at=START + DAY) == []
