"""Places on a course: nobody who comes back sits on a place that somebody else has, and who starts anew has none yet."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.amend import amend
from onboarding.door.bring_in import Brought, bring_in
from onboarding.door.undo import undo
from onboarding.models import Application, Attendance, Cohort, Move, Seat, Stage
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, applicant, application, cohort, silence, team

pytestmark = pytest.mark.django_db


def at(app: Application) -> dt.datetime:
    return app.moves.latest("number").recorded_at + HOUR


def go(app: Application, kind: str | None, step: str, **facts: Any) -> Move:
    taken = take(app, kind, step, by=team()[0], at=facts.pop("now", at(app)), **facts)
    assert isinstance(taken, Move)
    return taken


def with_a_place(state: str = "joining") -> Application:
    """Somebody with a place on a course that is a year away."""
    far = {"training.offer_place": {"cohort": cohort(START.date() + 365 * DAY).pk}}
    return advance(application(), f"training.{state}", facts=far)


def leave(app: Application, step: str) -> Move:
    """They stop, or rest after weeks of silence."""
    when = at(app) + 30 * DAY
    return go(app, None, step, now=when, **(silence(when) if step == "rest" else {}))


def fill(app: Application) -> Application:
    """The course has one place more than it needs for nobody: it goes to somebody else."""
    cohort = Seat.objects.get(stage__application=app).cohort
    Cohort.objects.filter(pk=cohort.pk).update(seats=1)
    other = advance(application(who=applicant("Dee", "Baines")), "training.waiting_for_course")
    go(other, "training", "offer_place", cohort=cohort.pk)
    return other


def training(app: Application) -> Stage:
    return Stage.objects.get(application=app, kind="training")


@pytest.mark.parametrize(
    ("state", "away", "back"),
    [("with_applicant", "rest", "come_back"), ("with_applicant", "withdraw", "reopen"), ("joining", "withdraw", "reopen")],
)
def test_who_comes_back_to_a_course_that_is_full_waits_for_the_next_one(state, away, back):
    app = with_a_place(state)
    leave(app, away)
    other = fill(app)
    moved = go(app, None, back)
    assert training(app).state == "waiting_for_course"
    assert not Seat.objects.filter(stage__application=app, current=True).exists()
    assert Seat.objects.get(stage__application=other, current=True).cohort.free_seats == 0
    lost = Move.objects.get(application=app, step="wait_for_later")
    assert (lost.cause, lost.actor, lost.effective_at) == (moved, None, moved.effective_at)
    check(app.pk)


@pytest.mark.parametrize(("away", "back"), [("rest", "come_back"), ("withdraw", "reopen")])
def test_who_comes_back_while_their_place_is_free_has_it_still(away, back):
    app = with_a_place("with_applicant")
    leave(app, away)
    go(app, None, back)
    assert training(app).state == "with_applicant"
    assert Seat.objects.get(stage__application=app).current


def test_a_course_that_has_begun_without_them_is_no_place_any_more():
    app = with_a_place()
    leave(app, "withdraw")
    starts = Seat.objects.get(stage__application=app).cohort.starts_on
    go(app, None, "reopen", now=at(app) + (starts - at(app).date() + 2 * DAY))
    assert training(app).state == "waiting_for_course"


def test_a_break_keeps_the_place_whatever_happens_meanwhile():
    app = with_a_place()
    go(app, None, "pause", asked="phone")
    cohort = Seat.objects.get(stage__application=app).cohort
    Cohort.objects.filter(pk=cohort.pk).update(seats=1)
    assert Cohort.objects.get(pk=cohort.pk).free_seats == 0
    go(app, None, "resume")
    assert training(app).state == "joining"


def test_the_coming_back_can_be_undone_with_the_place_it_lost():
    app = with_a_place("with_applicant")
    leave(app, "rest")
    fill(app)
    moved = go(app, None, "come_back")
    undo(app, moved.pk, by=team()[0], at=moved.recorded_at)
    assert training(app).state == "with_applicant"
    app.refresh_from_db()
    assert app.state == "resting"
    check(app.pk)


@pytest.mark.parametrize("away", ["rest", "withdraw"])
def test_an_ending_is_not_undone_onto_a_place_that_somebody_else_has(away):
    app = with_a_place("with_applicant")
    left = leave(app, away)
    fill(app)
    with pytest.raises(StepRefused, match="has gone to somebody else"):
        undo(app, left.pk, by=team()[0], at=at(app), reason="wrong_person")
    app.refresh_from_db()
    assert app.state == left.target


def test_another_date_of_the_coming_back_moves_the_lost_place_along():
    app = with_a_place("with_applicant")
    leave(app, "rest")
    fill(app)
    moved = go(app, None, "come_back", now=at(app) + 2 * DAY)
    amend(app, moved.pk, effective_at=moved.effective_at - DAY, by=team()[0], at=at(app), reason="wrong_date")
    amended = Move.objects.filter(application=app, step="amend").order_by("number")
    assert [m.amends.step for m in amended if m.amends] == ["come_back", "wait_for_later"]
    assert len({m.effective_at for m in amended}) == 1
    check(app.pk)


def test_training_opened_again_waits_for_a_course_without_a_place_or_weeks():
    app = advance(application(), "placement.matching")
    go(app, "training", "reopen")
    assert training(app).state == "waiting_for_course"
    assert not Seat.objects.filter(stage__application=app, current=True).exists()
    assert not Attendance.objects.filter(stage=training(app), current=True).exists()
    check(app.pk)


def test_training_opened_again_by_mistake_is_put_back_as_it_was():
    app = advance(application(), "placement.matching")
    go(app, "training", "reopen")
    last = app.moves.latest("number")
    undo(app, last.pk, by=team()[0], at=last.recorded_at)
    assert training(app).state == "closed"
    assert Seat.objects.get(stage__application=app, current=True)
    check(app.pk)


def test_a_placement_opened_again_looks_for_a_team():
    app = application(telling=False)
    rows = [Brought("application", "in_progress", START), Brought("selection", "deciding", START), Brought("placement", "closed", START)]
    bring_in(app, rows, by=team()[0], at=START + DAY, run=1, sheet_row=2)
    go(app, "placement", "reopen")
    assert Stage.objects.get(application=app, kind="placement").state == "matching"
    assert app.waits.get(ended_at=None, kind="placement").party == "coordinator"
