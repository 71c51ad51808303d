"""The one door: what it answers, what it refuses, and that a refusal has written nothing."""

import datetime as dt
from typing import Any

import pytest

from onboarding import door
from onboarding.door import KeyReused, Stale, StepRefused
from onboarding.models import Application, AuditEvent, InnerMove, Move, OutboxItem, Promise, Proposal, Wait
from tests.deep.promises_kept import check, trace
from tests.making import DAY, FEEDBACK, HOUR, START, advance, applicant, application, site, staff, support_agreed, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY
REVIEW: dict[str, Any] = {"outcome": "going_well", "held_by": 1, "weeks": None}
take: Any = door.take  # answers with a move, an inner move or a proposal: each test knows which


def refusal(app, stage, step, **wish):
    """The sentences of a refusal that wrote nothing."""
    before = trace(app.pk)
    with pytest.raises(StepRefused) as refused:
        take(app, stage, step, **{"by": team()[0], "at": NOW, **wish})
    assert trace(app.pk) == before
    return [reason.sentence for reason in refused.value.reasons]


def test_a_step_leaves_a_move_a_wait_and_a_witness():
    app = advance(application(), "selection.shortlisting")
    move = take(app, "selection", "invite", by=team()[0], at=NOW)
    assert (move.step, move.source, move.target, move.seq) == ("invite", "shortlisting", "with_applicant", 2)
    assert Wait.objects.get(stage=move.stage, ended_at=None).party == "applicant"
    assert AuditEvent.objects.filter(application=app).latest("seq").type == "move"
    check(app.pk)


def test_the_same_key_again_is_answered_with_the_same_move():
    app = advance(application(), "selection.shortlisting")
    first = take(app, "selection", "invite", by=team()[0], at=NOW, key="click")
    before = trace(app.pk)
    again = take(app, "selection", "invite", by=team()[0], at=NOW + HOUR, key="click", expected_version=1)
    assert again == first
    assert trace(app.pk) == before


@pytest.mark.parametrize(
    ("stage", "step", "facts"),
    [
        ("selection", "take_back", {"reason": "help"}),
        ("selection", "take_back", {"reason": "time"}),
        (None, "rest", {}),
    ],
)
def test_the_same_key_with_something_else_is_a_mistake(stage, step, facts):
    app = advance(application(), "selection.with_applicant")
    take(app, "selection", "take_back", by=team()[0], at=NOW, key="click", reason="question")
    before = trace(app.pk)
    with pytest.raises(KeyReused):
        take(app, stage, step, by=team()[0], at=NOW, key="click", **facts)
    assert trace(app.pk) == before


def test_a_key_of_an_inner_step_is_answered_and_not_used_for_another():
    app = advance(application(), "occupational_health.being_considered")
    wish = {"by": team()[0], "at": NOW, "key": "click", "outcome": "no_report"}
    first = take(app, "occupational_health", "record_new_result", **wish)
    assert isinstance(first, InnerMove)
    assert take(app, "occupational_health", "record_new_result", **wish) == first
    with pytest.raises(KeyReused):
        take(app, None, "rest", by=team()[0], at=NOW, key="click")
    assert InnerMove.objects.count() == 1


def test_a_page_shown_before_somebody_else_moved_is_stale():
    app = advance(application(), "selection.shortlisting")
    before = trace(app.pk)
    with pytest.raises(Stale):
        take(app, "selection", "invite", by=team()[0], at=NOW, expected_version=0)
    assert trace(app.pk) == before
    assert take(app, "selection", "invite", by=team()[0], at=NOW, expected_version=1)


def test_everything_that_is_in_the_way_is_said_at_once():
    app = advance(application(), "training.in_classes")
    said = refusal(app, "training", "start_practice", site=0, supervisor=0, team_agreed=False)
    assert "The team must agree first" in said
    assert "The DBS result is not decided" not in said  # it was decided on the way
    app = advance(application(who=applicant("Dee", "Baines")), "selection.offered")
    take(app, "selection", "accept", by=team()[0], at=NOW)
    said = refusal(app, "crb", "submit", level="another", extra=1)
    assert said == [
        "This step does not ask for “extra”",
        "Select which check is asked for",
        "The level of check is not decided: record which check this role allows",
        "See the papers first, and ask about the Update Service: it can turn weeks into minutes",
    ]


@pytest.mark.parametrize(
    ("stage", "step", "sentence"),
    [
        ("selection", "fly", "There is no step “fly” here"),
        ("occupational_health", "refer", "This application has no such check"),
        ("selection", "accept", "“Say yes to the offer” is not possible now: Selection is “Reading the application”"),
        ("selection", "open", "You may not do this: Open"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(stage, step, sentence):
    assert refusal(advance(application("A"), "selection.shortlisting"), stage, step) == [sentence]


def test_a_row_that_is_not_there_or_not_staff_is_refused():
    app = advance(application(), "placement.matching")
    who: Any = applicant("Ruth", "Kelly", signs_in=True)
    first, _second = team()
    facts: dict[str, Any] = {"site": 0, "supervisor": first.pk, "deputy": who.user.pk}
    assert refusal(app, "placement", "ask_host", **facts) == ["Select the team"]
    facts = {"site": site().pk, "supervisor": first.pk, "deputy": who.user.pk}
    assert refusal(app, "placement", "ask_host", **facts) == ["Select who stands in"]


def test_nobody_decides_about_themselves():
    jo = staff("Jo Own", "hr", "manager")
    mine = applicant("Jo", "Own", user=jo)
    app = advance(application(who=mine), "selection.deciding")
    assert refusal(app, "selection", "offer", by=jo) == ["You may not do this: Make the conditional offer"]


def test_a_date_today_is_now_and_a_date_before_is_the_start_of_its_day():
    app = advance(application(), "selection.shortlisting")
    move = take(app, "selection", "invite", by=team()[0], at=NOW, effective_at=NOW.date())
    assert move.effective_at == NOW
    booked = {"starts_at": NOW, "how": "phone"}
    later = NOW + 9 * DAY
    move = take(app, "selection", "book", by=team()[0], at=later, effective_at=(NOW + 5 * DAY).date(), **booked)
    assert move.effective_at == dt.datetime(2026, 5, 5, 23, tzinfo=dt.UTC)  # midnight of a London summer
    move = take(app, "selection", "missed", by=team()[0], at=later, effective_at=(NOW + 5 * DAY).date() + DAY)
    assert move.effective_at == dt.datetime(2026, 5, 6, 23, tzinfo=dt.UTC)
    assert move.recorded_at == later


def test_a_date_on_the_day_of_the_move_before_is_raised_to_it():
    app = advance(application(), "selection.shortlisting")
    move = take(app, "selection", "invite", by=team()[0], at=NOW, effective_at=START.date())
    assert move.effective_at == START


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (61, "The date must be today or earlier"),
        (-1, "This cannot lie before “Selection: Open” on 2 March 2026"),
    ],
)
def test_a_date_in_the_future_or_before_the_move_it_rests_on_is_refused(days, sentence):
    app = advance(application(), "selection.shortlisting")
    for when in (START + days * DAY, (START + days * DAY).date()):
        assert refusal(app, "selection", "invite", effective_at=when) == [sentence]


def test_a_time_without_a_zone_is_a_mistake():
    app = advance(application(), "selection.shortlisting")
    with pytest.raises(ValueError, match="zone"):
        take(app, "selection", "invite", by=team()[0], at=NOW, effective_at=START.replace(tzinfo=None))


def test_a_replay_that_goes_back_in_time_is_refused_and_a_slow_clock_is_raised():
    app = advance(application(), "selection.shortlisting")
    take(app, "selection", "invite", by=team()[0], at=NOW)
    late = "The application’s last event is later (1 May 2026) than the time given"
    assert refusal(app, None, "withdraw", at=NOW - HOUR) == [late]
    move = take(app, None, "withdraw", by=team()[0], at=NOW - dt.timedelta(minutes=4))
    assert move.recorded_at == move.effective_at == NOW


@pytest.mark.parametrize(("day", "hours"), [(dt.date(2026, 3, 29), 23), (dt.date(2026, 10, 25), 25)])
def test_a_wait_over_the_night_the_clocks_change_has_its_true_length(day, hours):
    before = dt.datetime.combine(day - DAY, dt.time(9), tzinfo=dt.UTC)
    app = advance(application(at=before), "selection.shortlisting", at=before)
    for number, step in enumerate(["invite", "take_back"]):
        facts = {"reason": "help"} if number else {}
        take(app, "selection", step, by=team()[0], at=before + 9 * DAY, effective_at=day + number * DAY, **facts)
    wait: Any = Wait.objects.get(stage__kind="selection", party="applicant")
    assert wait.ended_at - wait.started_at == hours * HOUR


def test_what_opens_names_its_cause_and_lies_at_the_closing():
    app = advance(application(), "selection.offered")
    when = START + 5 * DAY
    accept = take(app, "selection", "accept", by=team()[0], at=NOW, effective_at=when)
    opened = Move.objects.filter(cause=accept)
    assert {m.kind for m in opened} == {"identity", "right_to_work", "readiness", "occupational_health", "crb"}
    assert {(m.effective_at, m.recorded_at, m.actor_id) for m in opened} == {(when, NOW, None)}
    check(app.pk)


def test_the_last_closing_puts_the_person_in_role_and_ends_the_promise():
    app = advance(application(), "placement.on_placement")
    take(app, "placement", "log_session", by=team()[0], at=NOW, minutes=60, one_to_one=5)
    take(app, "placement", "hold_review", by=team()[0], at=NOW, **{**REVIEW, "held_by": team()[0].pk})
    done = take(app, "placement", "confirm", by=team()[0], at=NOW + DAY, effective_at=NOW + HOUR)
    app.refresh_from_db()
    role = Move.objects.get(application=app, step="start_role")
    assert (app.state, app.promise_on, role.cause, role.effective_at) == ("in_role", None, done, NOW + HOUR)
    check(app.pk)


def test_no_day_is_nobodys():
    """The last check cannot close while the person has asked for a break: the role would start without them."""
    app = advance(application(), "placement.on_placement")
    take(app, "placement", "log_session", by=team()[0], at=NOW, minutes=60, one_to_one=5)
    take(app, "placement", "hold_review", by=team()[0], at=NOW, **{**REVIEW, "held_by": team()[0].pk})
    take(app, None, "pause", by=team()[0], at=NOW, asked="phone")
    said = refusal(app, "placement", "confirm")
    assert said == ["They asked for a break. Start the application again before the last step closes."]


def test_due_days_move_on_when_the_break_is_over():
    app = advance(application(), "selection.with_applicant", at=START)
    before = Wait.objects.get(stage__kind="selection", ended_at=None).due_on
    take(app, None, "pause", by=team()[0], at=START + 7 * DAY, asked="phone")
    assert Wait.objects.get(stage__kind="selection", ended_at=None).due_on is None
    take(app, "selection", "take_back", by=team()[0], at=START + 8 * DAY, reason="time")
    take(app, "selection", "give_again", by=team()[0], at=START + 9 * DAY)
    take(app, None, "resume", by=team()[0], at=START + 28 * DAY)
    after = Wait.objects.get(stage__kind="selection", ended_at=None)
    assert before is not None
    assert after.due_on is not None
    assert after.due_on > before + 14 * DAY
    check(app.pk)


@pytest.mark.parametrize("step", ["withdraw", "choose_group", "record_death"])
def test_an_ending_stops_what_goes_out_and_the_promise(step):
    app = advance(application(), "selection.offered")
    assert OutboxItem.objects.get(kind="conditional_offer").status == "waiting"
    at = OutboxItem.objects.get(kind="conditional_offer").not_before - dt.timedelta(minutes=1)
    take(app, None, step, by=team()[0], at=at)
    app.refresh_from_db()
    assert OutboxItem.objects.get(kind="conditional_offer").status == "cancelled"
    assert app.promise_on is None
    assert not Promise.objects.filter(application=app, kept_at=None, dropped_at=None).exists()
    assert not Wait.objects.filter(application=app, ended_at=None).exists()
    check(app.pk)


def test_an_ending_lies_after_everything_that_happened():
    app = advance(application(), "selection.with_applicant")
    take(app, "selection", "take_back", by=team()[0], at=NOW, reason="help")
    said = refusal(app, None, "withdraw", effective_at=NOW - DAY)
    assert said == ["This cannot lie before “Selection: Take it back to us” on 1 May 2026"]


def test_nothing_is_told_where_it_was_not_wished():
    app = advance(application(telling=False), "selection.offered")
    assert not OutboxItem.objects.filter(application=app).exists()
    assert not Promise.objects.filter(application=app).exists()


def test_one_promise_holds_at_a_time():
    app = advance(application(), "selection.shortlisting")
    take(app, None, "pause", by=team()[0], at=NOW, asked="phone")
    app.refresh_from_db()
    assert app.promise_on is None
    take(app, None, "resume", by=team()[0], at=NOW + DAY)
    assert Promise.objects.filter(application=app, dropped_at=None).count() == 1
    check(app.pk)


def test_two_people_are_needed_and_nobody_confirms_themselves():
    app = advance(application(), "selection.shortlisting")
    first, second = team()
    facts = FEEDBACK
    proposed = take(app, None, "not_this_time", by=first, at=NOW, **facts)
    assert isinstance(proposed, Proposal)
    app.refresh_from_db()
    assert app.state == "in_progress"
    said = refusal(app, None, "not_this_time", by=first, **facts)
    assert said == ["You proposed this. Another person must confirm it."]
    done = take(app, None, "not_this_time", by=second, at=NOW, **facts)
    assert (done.target, done.actor) == ("not_this_time", second)
    assert not Proposal.objects.filter(settled_at=None).exists()


def test_other_answers_are_another_proposal_and_a_moved_row_forgets_it():
    app = advance(application(), "selection.shortlisting")
    first, second = team()
    take(app, None, "not_this_time", by=first, at=NOW, **FEEDBACK)
    other = take(app, None, "not_this_time", by=second, at=NOW, **{**FEEDBACK, "reason": "no_place"})
    assert isinstance(other, Proposal)
    assert Proposal.objects.filter(settled_at=None).get() == other
    take(app, None, "pause", by=first, at=NOW, asked="self")
    assert not Proposal.objects.filter(settled_at=None).exists()
    again = take(app, None, "not_this_time", by=first, at=NOW, **{**FEEDBACK, "reason": "no_place"})
    assert isinstance(again, Proposal)


def test_an_inner_step_leaves_no_public_trace_but_one_restricted_event():
    app = advance(application(), "occupational_health.being_considered")
    public = trace(app.pk)[1:3]
    moves, events = Move.objects.count(), AuditEvent.objects.filter(application=app).count()
    take(app, "occupational_health", "record_new_result", by=team()[0], at=NOW, outcome="not_fit")
    assert trace(app.pk)[1:3] == public
    assert Move.objects.count() == moves
    (event,) = AuditEvent.objects.filter(application=app).order_by("seq")[events:]
    assert event.type == "restricted"
    assert "not_fit" not in event.envelope
    assert "record" not in event.envelope
    check(app.pk)


def test_a_new_inner_answer_forgets_a_proposal_about_the_old_one():
    first, second = team()
    answer = {"occupational_health.record_result": {"outcome": "fit_with_adjustments"}}
    app = advance(application(), "occupational_health.being_considered", facts=answer)
    support_agreed(app, at=NOW)
    take(app, "occupational_health", "decide", by=first, at=NOW)
    take(app, "occupational_health", "record_new_result", by=first, at=NOW, outcome="not_fit")
    assert refusal(app, "occupational_health", "decide", by=second)[0].startswith("What Occupational Health told us")
    take(app, "occupational_health", "record_new_result", by=first, at=NOW, outcome="no_report")
    assert isinstance(take(app, "occupational_health", "decide", by=second, at=NOW), Proposal)


def test_a_restricted_result_needs_its_own_right():
    app = advance(application(), "crb.with_body")
    hr = staff("Hana Only", "hr")
    assert refusal(app, "crb", "record_result", by=hr) == ["You may not do this: Record the result"]
    assert Application.objects.get(pk=app.pk).stages.get(kind="crb").state == "with_body"


def test_a_clear_result_is_decided_by_one_and_another_by_two_in_the_same_words_outside():
    outside = []
    for content in ("clear", "disclosed"):
        app = advance(application(), "crb.closed", facts={"crb.record_result": {"content": content}})
        rows = Move.objects.filter(application=app, kind="crb").order_by("number")
        outside.append([(m.step, m.source, m.target, m.party, m.code, m.outcome) for m in rows])
    assert outside[0] == outside[1]


def test_a_person_on_a_barred_list_is_a_legal_stop():
    app = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "barred"}})
    assert refusal(app, "crb", "decide") == ["Being on a barred list is a legal stop: nobody may decide to go on"]


def test_contact_cannot_be_dated_before_its_clearance():
    app = advance(application(), "placement.ready")
    take(app, "identity", "reopen", by=team()[0], at=NOW)
    take(app, "identity", "record_seen", by=team()[0], at=NOW + 5 * DAY, route="visit", papers="other_route")
    said = refusal(app, "placement", "start", at=NOW + 9 * DAY, effective_at=NOW + 2 * DAY)
    assert said == ["The proof of identity was not seen"]
    assert take(app, "placement", "start", by=team()[0], at=NOW + 9 * DAY, effective_at=NOW + 5 * DAY)


def test_a_check_opened_again_in_the_past_brings_earlier_contact_to_light_and_stops_more():
    app = advance(application(), "placement.on_placement")
    start = Move.objects.get(application=app, step="start")
    take(app, "crb", "reopen", by=team()[0], at=NOW, effective_at=start.effective_at - dt.timedelta(minutes=5))
    found = AuditEvent.objects.filter(application=app, type="compliance_exception")
    assert [f'"move":{start.number},' in event.envelope for event in found] == [True]
    said = refusal(app, "placement", "log_session", minutes=10, one_to_one=1)
    assert "An earlier contact was too early by law: two people must look at it before the next one" in said
    check(app.pk)


def test_the_role_starts_although_evidence_ran_out_between_the_day_and_the_record():
    """The review was held while the waiver still held; that it was written down later changes nothing."""
    app = advance(application(), "placement.on_placement")
    first, second = team()
    take(app, "placement", "log_session", by=first, at=NOW, minutes=60, one_to_one=5)
    take(app, "placement", "hold_review", by=first, at=NOW, **{**REVIEW, "held_by": team()[0].pk})
    take(app, "identity", "reopen", by=first, at=NOW)
    until = (NOW + 10 * DAY).date()
    take(app, "identity", "waive", by=first, at=NOW, authoriser=second.pk, reason="carried", evidence="register", until=until)
    take(app, "placement", "confirm", by=first, at=NOW + 30 * DAY, effective_at=NOW + 5 * DAY)
    app.refresh_from_db()
    assert app.state == "in_role"
