"""Two people: what the first proposed is read back, and taken by the second with the same answers."""

import datetime as dt

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.confirm import answers, confirm
from onboarding.models import Application, DisclosureRecord, Move, Proposal
from tests.making import HOUR, advance, application, considered, staff, team

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def jo(db):
    return staff("Jo Hr", "hr", "manager", "coordinator")


@pytest.fixture
def alex(db):
    return staff("Alex Manager", "manager", "coordinator")


@pytest.fixture
def booked(db):
    return advance(application(), "readiness.booked")


def propose_not_yet(app, by, **when):
    review = AT.date() + dt.timedelta(days=30)
    return take(app, "readiness", "not_yet", by=by, at=AT, reason="time", review_on=review, **when)


def test_the_second_person_takes_the_step_with_the_answers_of_the_first(booked, jo, alex):
    proposal = propose_not_yet(booked, jo)
    assert answers(proposal)["review_on"] == AT.date() + dt.timedelta(days=30)
    assert isinstance(confirm(proposal, by=alex, at=AT + HOUR), Move)
    assert booked.stages.get(kind="readiness").state == "not_yet"


def test_the_day_it_happened_is_kept_for_the_second_person(booked, jo, alex):
    proposal = propose_not_yet(booked, jo, effective_at=dt.date(2026, 3, 20))
    move = confirm(proposal, by=alex, at=AT + HOUR)
    assert isinstance(move, Move)
    assert move.effective_at == dt.datetime(2026, 3, 20, tzinfo=dt.UTC)


def test_nobody_confirms_their_own_proposal(booked, jo):
    proposal = propose_not_yet(booked, jo)
    with pytest.raises(StepRefused, match="Another person"):
        confirm(proposal, by=jo, at=AT + HOUR)


def test_a_person_without_the_right_confirms_nothing(booked, jo):
    proposal = propose_not_yet(booked, jo)
    with pytest.raises(StepRefused, match="may not"):
        confirm(proposal, by=staff("Host", "host"), at=AT + HOUR)


def test_a_proposal_that_was_overtaken_is_not_confirmed(booked, jo, alex):
    proposal = propose_not_yet(booked, jo)
    take(booked, "readiness", "missed", by=jo, at=AT + HOUR)
    with pytest.raises(StepRefused, match="no longer waits"):
        confirm(proposal, by=alex, at=AT + 2 * HOUR)


def test_a_restricted_decision_is_confirmed_inside_its_record():
    app = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})
    jo, alex = team()
    at = considered(app, at=AT)
    proposal = take(app, "crb", "decide_not", by=jo, at=at, reasons=True)
    assert isinstance(proposal, Proposal)
    confirm(proposal, by=alex, at=at + HOUR)
    assert DisclosureRecord.objects.get(stage__application=app, current=True).decision == "not_proceed"
    assert Application.objects.get(pk=app.pk).stages.get(kind="crb").state == "being_considered"
