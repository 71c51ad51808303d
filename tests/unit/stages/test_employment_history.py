"""What somebody did in three years: told by themselves, time without work as good as any, and never a question about why."""

import datetime as dt
from typing import Any

import pytest

from onboarding.actions.leave_out_rule import confirm, propose
from onboarding.door import StepRefused, take
from onboarding.models import Application, Move, Pathway, Stage, Wait, WorkHistory
from onboarding.queries.told_history import lines_of
from onboarding.stages.periods import since, untold
from tests.making import DAY, START, advance, applicant, application, site, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 30 * DAY
TODAY = NOW.date()
HISTORY = "employment_history"
CAFE: dict[str, Any] = {"what": "work", "where": "Mill Lane Café", "start": TODAY - 1200 * DAY, "end": TODAY - 400 * DAY}
SINCE_THEN: dict[str, Any] = {"start": TODAY - 399 * DAY, "end": None}


@pytest.fixture
def maya() -> Application:
    app = advance(application("C2", who=applicant("Maya", "Collins", signs_in=True)), "selection.closed")
    take(app, HISTORY, "ask", by=team()[0], at=NOW)
    return app


def herself(app: Application, step: str, **facts: Any) -> Any:
    return take(app, HISTORY, step, by=app.applicant.user or team()[0], at=NOW, **facts)


def refused(app: Application, kind: str, step: str, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as refusal:
        take(app, kind, step, by=team()[0], at=NOW, **facts)
    return [reason.sentence for reason in refusal.value.reasons]


def told(app: Application) -> Application:
    herself(app, "add_period", **CAFE)
    herself(app, "add_time_off", **SINCE_THEN)
    herself(app, "tell_all")
    return app


def row(app: Application) -> Stage:
    return app.stages.get(kind=HISTORY)


def test_the_person_tells_it_and_time_without_work_needs_no_reason(maya):
    told(maya)
    assert lines_of(row(maya).pk) == [
        "18 December 2022 to 25 February 2025: A job, paid or not, Mill Lane Café.", "26 February 2025 to today: Not in work.",
    ]  # fmt: skip
    assert Wait.objects.get(application=maya, kind=HISTORY, ended_at=None).party == "hr"
    take(maya, HISTORY, "accept", by=staff("Hana Hr", "hr"), at=NOW)
    assert row(maya).state == "closed"


def test_telling_one_more_time_begins_no_new_turn(maya):
    before = Wait.objects.get(application=maya, kind=HISTORY, ended_at=None)
    take(maya, HISTORY, "add_period", by=team()[0], at=NOW + DAY, **CAFE)
    after = Wait.objects.get(application=maya, kind=HISTORY, ended_at=None)
    assert (after.party, after.started_at, after.due_on) == (before.party, before.started_at, before.due_on)


def test_a_hole_of_months_is_asked_about_before_it_is_sent(maya):
    herself(maya, "add_period", **CAFE)
    with pytest.raises(StepRefused, match="“I was not in work” is enough"):
        herself(maya, "tell_all")


def test_the_last_one_is_taken_out_by_the_person(maya):
    herself(maya, "add_period", **CAFE)
    herself(maya, "add_time_off", **SINCE_THEN)
    herself(maya, "take_out_last")
    assert [one["where"] for one in WorkHistory.objects.get(current=True).periods] == ["Mill Lane Café"]
    herself(maya, "take_out_last")
    assert refused(maya, HISTORY, "take_out_last") == ["There is nothing to take out yet"]


def test_what_is_not_clear_is_asked_about_by_code_and_it_is_their_turn_again(maya):
    take(told(maya), HISTORY, "ask_about", by=team()[0], at=NOW, reason="where")
    assert (row(maya).state, Move.objects.latest("number").code) == ("with_applicant", "where")
    assert Wait.objects.get(application=maya, kind=HISTORY, ended_at=None).party == "applicant"
    herself(maya, "tell_all")


def test_no_move_and_no_column_has_room_for_a_reason(maya):
    told(maya)
    assert set(Move.objects.filter(stage=row(maya)).values_list("code", flat=True)) == {""}
    kept = {key for one in WorkHistory.objects.get(current=True).periods for key in one}
    assert kept == {"what", "where", "start", "end"}


def test_nobody_meets_anyone_before_it_is_accepted(maya):
    app = advance(maya, "training.in_classes")
    take(app, HISTORY, "reopen", by=team()[0], at=Move.objects.latest("recorded_at").recorded_at)
    where: dict[str, Any] = {"site": site().pk, "supervisor": team()[0].pk, "team_agreed": True}
    with pytest.raises(StepRefused) as refusal:
        take(
            app, "training", "start_practice", by=team()[0], at=Move.objects.latest("recorded_at").recorded_at, **where
        )
    said = [reason.sentence for reason in refusal.value.reasons]
    assert "What they did in the last 3 years is not accepted yet" in said


def test_whoever_began_before_it_was_asked_for_goes_on_without_it():
    assert advance(application("C"), "placement.closed").state == "in_role"


def test_leaving_out_references_leaves_out_what_goes_with_them():
    peer, other = staff("Jo Peer", "hr", shares_lived_experience=True), staff("Mo Manager", "manager")
    made = propose(Pathway.objects.filter(code="C").latest("version"), "reference", "On paper", by=other, at=NOW)
    assert not {"reference", HISTORY} & set(confirm(made.pk, by=peer, at=NOW).kinds)


def test_three_years_before_the_last_of_february_are_counted_too():
    assert since(dt.date(2028, 2, 29)) == dt.date(2025, 2, 28)
    assert since(dt.date(2027, 2, 28)) == dt.date(2024, 2, 28)
    assert untold([], dt.date(2028, 2, 29)) == [(dt.date(2025, 2, 28), dt.date(2028, 2, 29))]
