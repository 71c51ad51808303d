"""Inside the record of work and health support: support agreed, a talk, whom it waits for, HR and manager, a no."""

import pytest

from onboarding.actions.purge import due, purge
from onboarding.door import StepRefused, take
from onboarding.door.verify import verify
from onboarding.models import Application, AuditEvent, DisclosureRecord, FitnessRecord, InnerMove, Move, Proposal
from onboarding.stages.fitness_words import ACCESS
from tests.deep.promises_kept import check
from tests.making import DAY, START, advance, applicant, application, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY
LATER = (NOW + 30 * DAY).date()
BEFORE_NO = {"support": True, "other_role": True, "reasons": True}


def answered(outcome, **fields):
    told = {"outcome": outcome, "review_on": LATER if outcome == "not_now" else None}
    return advance(application(**fields), "occupational_health.being_considered", facts={"occupational_health.record_result": told})


def inside(app, step, *, by=None, at=NOW, **facts):
    return take(app, "occupational_health", step, by=by or team()[0], at=at, **facts)


def refused(app, step, **wish):
    with pytest.raises(StepRefused) as refusal:
        inside(app, step, **wish)
    return [reason.sentence for reason in refusal.value.reasons]


def record(app):
    return FitnessRecord.objects.get(stage__application=app, current=True)


def test_support_is_agreed_with_the_person_before_anybody_goes_on():
    who = applicant(signs_in=True)
    app = answered("fit_with_adjustments", who=who)
    first = "The support must be agreed with the person first"
    assert refused(app, "decide") == [first]
    inside(app, "write_support", adjustments="Starts at 10")
    assert refused(app, "decide") == [first]
    inside(app, "agree_support", by=who.user, says="other")
    assert refused(app, "decide") == [first]
    inside(app, "write_support", adjustments="Starts at 11")
    inside(app, "agree_support", by=who.user, says="agreed")
    assert isinstance(inside(app, "decide"), Proposal)
    inside(app, "decide", by=team()[1])
    now = record(app)
    assert (now.adjustments, now.decision, now.decided_on) == ("Starts at 11", "with_support", NOW.date())
    check(app.pk)


def test_a_plain_yes_needs_one_person_and_no_support():
    app = answered("fit")
    assert isinstance(inside(app, "decide"), Move)
    assert record(app).decision == "go_on"


def test_nobody_answers_about_support_that_was_not_written():
    assert refused(answered("fit"), "agree_support", says="agreed") == ["No support was written down yet"]


@pytest.mark.parametrize("stands", [code for code, _words in ACCESS])
def test_access_to_work_never_blocks(stands):
    app = answered("fit")
    inside(app, "note_access", access_to_work=stands)
    assert isinstance(inside(app, "decide"), Move)
    assert record(app).access_to_work == stands


def test_hr_and_a_manager_decide_together_and_two_of_one_side_do_not():
    app = answered("no_report")
    hr, other, manager = staff("Hana One", "hr"), staff("Hugo Two", "hr"), staff("Mia Boss", "manager")
    inside(app, "decide", by=hr)
    same = ["One of the two is HR and the other a manager: the second must come from the other side"]
    assert refused(app, "decide", by=other) == same
    assert refused(app, "decide", by=hr) == ["You proposed this. Another person must confirm it."]
    assert isinstance(inside(app, "decide", by=manager), Move)


def test_the_manager_may_be_the_first_of_the_two():
    app = answered("no_report")
    inside(app, "decide", by=staff("Mia Boss", "manager"))
    assert isinstance(inside(app, "decide", by=staff("Hana One", "hr")), Move)


def decided_against(**fields):
    app = answered("not_fit", **fields)
    inside(app, "offer_talk")
    inside(app, "record_talk", talked="held")
    for by in team():
        inside(app, "decide_not", by=by, **BEFORE_NO)
    return app


def test_nobody_says_no_before_the_person_could_speak():
    app = answered("not_fit")
    assert refused(app, "decide_not", **BEFORE_NO) == ["Talk with the person first: record that it was held, or that they would rather not"]
    inside(app, "offer_talk")
    inside(app, "record_talk", talked="missed")
    assert len(refused(app, "decide_not", **BEFORE_NO)) == 1


def test_a_no_stays_inside_and_can_be_looked_at_again():
    who = applicant(signs_in=True)
    app = decided_against(who=who)
    assert app.stages.get(kind="occupational_health").state == "being_considered"
    assert record(app).decision == "not_proceed"
    assert "It was decided already: look at it again first" in refused(app, "decide")
    inside(app, "look_again", by=who.user)
    assert (record(app).decision, record(app).talk) == ("", "")
    check(app.pk)


@pytest.mark.parametrize("outcome", ["not_now", "more_information", "no_report", "fit"])
def test_only_an_answer_against_this_role_can_become_a_no(outcome):
    app = answered(outcome)
    assert any("no report is not a no" in sentence for sentence in refused(app, "decide_not", **BEFORE_NO))


def test_not_now_is_looked_at_again_and_a_new_answer_begins_everything_anew():
    app = answered("not_now")
    assert record(app).review_on == LATER
    inside(app, "offer_talk")
    inside(app, "note_access", access_to_work="asked")
    inside(app, "record_new_result", outcome="fit")
    now = record(app)
    assert (now.outcome, now.review_on, now.talk, now.access_to_work) == ("fit", None, "", "asked")
    assert isinstance(inside(app, "decide"), Move)


def test_a_day_to_look_again_lies_ahead():
    app = answered("more_information")
    wish = {"waits_for": "gp_report", "review_on": NOW.date()}
    assert refused(app, "wait_inside", **wish) == ["The date to look at it again must be ahead"]
    inside(app, "wait_inside", waits_for="gp_report", review_on=LATER)
    assert (record(app).waits_for, record(app).review_on) == ("gp_report", LATER)


def emptied(app):
    (now,) = FitnessRecord.objects.filter(stage__application=app)
    assert not InnerMove.objects.filter(stage__application=app).exists()
    assert not Proposal.objects.filter(stage__application=app).exists()
    return (now.outcome, now.adjustments, now.decision, now.talk, now.access_to_work, now.review_on) == ("", "", "", "", "", None)


def test_183_days_after_an_application_ended_nothing_of_it_is_left():
    app = decided_against()
    take(app, None, "withdraw", by=team()[0], at=NOW + DAY)
    ended = NOW + DAY
    assert due(at=ended + 182 * DAY) == []
    assert purge(at=ended + 183 * DAY) == 1
    assert emptied(app)
    assert purge(at=ended + 184 * DAY) == 0
    assert AuditEvent.objects.filter(application=app, type="erasure").count() == 1
    assert verify().broken == []
    check(app.pk)


def test_who_left_the_role_has_nothing_here_30_days_later_and_who_is_in_it_keeps_it():
    app = advance(application(), "placement.closed")
    assert Application.objects.get(pk=app.pk).state == "in_role"
    left = app.moves.latest("number").recorded_at + DAY
    DisclosureRecord.objects.filter(stage__application=app).update(content="")  # its own time is another story
    assert due(at=left + 999 * DAY) == []
    take(app, None, "move_on", by=team()[0], at=left, where="study", may_ask=False)
    assert due(at=left + 29 * DAY) == []
    assert purge(at=left + 30 * DAY) == 1
    assert emptied(app)


def test_whoever_may_not_see_the_record_can_do_nothing_in_it():
    app = answered("not_fit")
    for role in ("coordinator", "disclosure_handler", "auditor"):
        assert refused(app, "offer_talk", by=staff(f"The {role}", role)) == ["You may not do this: Offer a private talk"]
