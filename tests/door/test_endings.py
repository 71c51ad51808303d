"""How an application ends, rests and comes back: what must be true first, what is kept of it, what stops at once."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import (
    Application,
    Break,
    Destination,
    Feedback,
    Move,
    OutboxItem,
    Promise,
    Reserve,
    Silence,
    Wait,
)  # fmt: skip
from tests.deep.promises_kept import check
from tests.making import DAY, FEEDBACK, HOUR, START, advance, application, silence, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY


def go(app: Application, step: str, at: dt.datetime = NOW, who: int = 0, stage: str | None = None, **facts: Any) -> Any:
    done = take(app, stage, step, by=team()[who], at=at, **facts)
    app.refresh_from_db()
    return done


def refused(app: Application, step: str, at: dt.datetime = NOW, stage: str | None = None, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as found:
        take(app, stage, step, by=team()[0], at=at, **facts)
    return [reason.sentence for reason in found.value.reasons]


def ended(app: Application, at: dt.datetime = NOW) -> Any:
    go(app, "not_this_time", at, **FEEDBACK)
    return go(app, "not_this_time", at, 1, **FEEDBACK)


def test_not_this_time_keeps_why_two_strengths_and_what_may_help():
    app = advance(application(), "selection.deciding")
    move = ended(app)
    assert (app.state, move.code) == ("not_this_time", "criteria")
    kept = Feedback.objects.get(application=app, current=True)
    assert (kept.first_strength, kept.second_strength, kept.next_time) == ("listening", "warm", "group")
    check(app.pk)


def test_one_strength_said_twice_is_not_two():
    app = advance(application(), "selection.deciding")
    said = refused(app, "not_this_time", **{**FEEDBACK, "second_strength": "listening"})
    assert said == ["Name two different things they did well"]


@pytest.mark.parametrize("place", ["selection.offered", "crb.with_body"])
def test_who_has_an_offer_is_not_told_not_this_time(place):
    app = advance(application(), place)
    assert refused(app, "not_this_time", **FEEDBACK) == [
        "An offer was made: taking it back is a step of its own, by two people"
    ]


def test_an_undone_ending_takes_its_feedback_back_and_the_one_before_holds_again():
    app = advance(application(), "selection.deciding")
    ended(app)
    go(app, "reopen", NOW + HOUR)
    other = {**FEEDBACK, "reason": "no_place"}
    go(app, "not_this_time", NOW + 2 * HOUR, **other)
    again = go(app, "not_this_time", NOW + 2 * HOUR, 1, **other)
    assert Feedback.objects.get(application=app, current=True).reason == "no_place"
    undo(app, again.pk, by=team()[1], at=NOW + 2 * HOUR)
    assert Feedback.objects.get(application=app, current=True).reason == "criteria"
    check(app.pk)


def test_an_application_rests_only_after_four_weeks_of_silence_and_a_call():
    app = advance(application(), "selection.with_applicant")
    soon = START + 20 * DAY
    assert refused(app, "rest", soon, **silence(soon)) == [
        "Nothing has waited for the person for 4 weeks yet: remind them and ring them first"
    ]
    assert refused(app, "rest", called_on=START.date(), reminded=True) == [
        "The call must lie after the last reminders, and not ahead"
    ]
    assert refused(app, "rest", called_on=NOW.date()) == ["Send every reminder first"]
    go(app, "rest", **silence(NOW))
    assert app.state == "resting"
    assert Silence.objects.get(application=app, current=True).called_on == NOW.date() - DAY
    check(app.pk)


def test_our_own_delay_is_nobodys_silence():
    app = advance(application(), "selection.with_applicant")
    go(app, "take_back", START + 2 * DAY, stage="selection", reason="question")
    assert "Nothing has waited for the person" in refused(app, "rest", **silence(NOW))[0]


def test_who_rests_comes_back_for_twelve_months_and_then_with_our_help():
    app = advance(application(), "selection.with_applicant")
    go(app, "rest", **silence(NOW))
    late = NOW + 367 * DAY
    assert refused(app, "come_back", late) == ["More than 12 months have passed. Call us, and we open it with you"]
    go(app, "come_back", late - DAY)
    assert app.state == "in_progress"
    go(app, "rest", late, **silence(late))
    go(app, "reopen", late + 400 * DAY)
    assert app.state == "in_progress"
    check(app.pk)


def test_a_reason_for_stopping_is_never_compulsory():
    app = advance(application(), "selection.with_applicant")
    assert go(app, "withdraw").code == ""
    go(app, "reopen", NOW + HOUR)
    assert go(app, "withdraw", NOW + 2 * HOUR, reason="waited").code == "waited"


def test_a_break_keeps_how_it_was_asked_and_if_we_may_still_tell():
    app = advance(application(), "crb.with_body")
    go(app, "pause", asked="phone", may_tell=True)
    kept = Break.objects.get(application=app, current=True)
    assert (kept.asked, kept.may_tell) == ("phone", True)
    go(app, "not_asked", NOW + HOUR)
    assert app.state == "in_progress"
    go(app, "pause", NOW + 2 * HOUR, asked="self")
    assert refused(app, "not_asked", NOW + 3 * HOUR) == [
        "This break was asked for on your own page. You can start again"
    ]


@pytest.mark.parametrize("ending", ["withdraw", "choose_group", None])
def test_a_death_stops_everything_in_the_same_transaction(ending):
    app = advance(application(), "selection.offered")
    at = OutboxItem.objects.get(application=app, kind="conditional_offer").not_before - dt.timedelta(minutes=1)
    if ending:
        go(app, ending, at)
    go(app, "record_death", at)
    assert app.state == "deceased"
    assert not OutboxItem.objects.filter(application=app, status="waiting").exists()
    assert not Promise.objects.filter(application=app, kept_at=None, dropped_at=None).exists()
    assert not Wait.objects.filter(application=app, ended_at=None).exists()
    check(app.pk)


def test_where_people_went_is_asked_later_only_of_those_who_wish_it():
    app = advance(application(), "placement.closed")
    at = Move.objects.filter(application=app).latest("number").recorded_at
    app.refresh_from_db()
    assert app.state == "in_role"
    go(app, "move_on", at + DAY, where="study")
    later = at + 90 * DAY
    assert refused(app, "record_destination", later, months="3", where="other_job") == [
        "They did not wish to be asked later"
    ]
    assert Destination.objects.get(application=app, current=True).where == "study"


def test_destinations_are_kept_at_three_six_and_twelve_months():
    app = advance(application(), "placement.closed")
    at = Move.objects.filter(application=app).latest("number").recorded_at
    go(app, "move_on", at + DAY, where="study", may_ask=True)
    for months in (3, 6, 12):
        go(app, "record_destination", at + months * 31 * DAY, months=str(months), where="other_job")
    kept = Destination.objects.filter(application=app).order_by("pk").values_list("months", "where", "current")
    assert list(kept) == [
        (0, "study", False),
        (3, "other_job", False),
        (6, "other_job", False),
        (12, "other_job", True),
    ]
    check(app.pk)


def test_the_reserve_list_is_kept_longer_only_as_the_person_wishes():
    app = advance(application(), "selection.deciding")
    go(app, "reserve", stage="selection", expires_on=NOW.date() + 183 * DAY)
    longer = NOW.date() + 300 * DAY
    assert refused(app, "keep_on_reserve", stage="selection", expires_on=longer) == ["Ask them first"]
    go(app, "keep_on_reserve", stage="selection", expires_on=longer, wished=True)
    assert Reserve.objects.get(stage__application=app, current=True).expires_on == longer
    go(app, "offer", NOW + DAY, stage="selection", hours=8, accept_by=longer, peer_on_panel=True)
    assert app.stages.get(kind="selection").state == "offered"
    check(app.pk)
