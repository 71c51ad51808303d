"""Undo, amend, reopen, bring in: what may be put right, what rests on what, and that nothing is hidden by it."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.amend import amend
from onboarding.door.bring_in import Brought, bring_in
from onboarding.door.held import look
from onboarding.door.undo import may_undo, undo
from onboarding.models import (
    Application,
    AuditEvent,
    Cohort,
    DisclosureRecord,
    FitnessRecord,
    Match,
    Meeting,
    Move,
    OutboxItem,
    Seat,
    Wait,
)  # fmt: skip
from tests.deep.promises_kept import check, trace
from tests.making import DAY, HOUR, START, advance, applicant, application, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 90 * DAY
MINUTE = dt.timedelta(minutes=1)
WRONG: dict[str, Any] = {"reason": "wrong_step"}


def go(app: Application, stage: str | None, step: str, at: dt.datetime = NOW, **facts: Any) -> Any:
    return take(app, stage, step, by=facts.pop("by", team()[0]), at=at, **facts)


def state(app: Application, kind: str) -> str:
    return str(app.stages.get(kind=kind).state)


def refused(app: Application, correction: Any) -> str:
    before = trace(app.pk)
    with pytest.raises(StepRefused) as found:
        correction()
    assert trace(app.pk) == before
    return "; ".join(reason.sentence for reason in found.value.reasons)


def last(app: Application, kind: str, step: str) -> Move:
    return Move.objects.filter(application=app, kind=kind, step=step).latest("number")


def test_one_click_undoes_ones_own_step_with_all_it_brought():
    app = advance(application(), "selection.offered")
    accept = go(app, "selection", "accept")
    undo(app, accept.pk, by=team()[0], at=NOW + 10 * MINUTE)
    assert {state(app, kind) for kind in ("crb", "identity", "readiness")} == {"not_open"}
    assert state(app, "selection") == "offered"
    check(app.pk)


def test_later_or_by_another_an_undo_needs_the_right_and_a_reason():
    app = advance(application(), "selection.shortlisting")
    move, host = go(app, "selection", "invite"), staff("Hal Host", "host")
    first, second = team()
    assert refused(app, lambda: undo(app, move.pk, by=host, at=NOW)) == "You may not undo this"
    assert refused(app, lambda: undo(app, move.pk, by=second, at=NOW)) == "Select why this is undone"
    late = NOW + 11 * MINUTE
    assert refused(app, lambda: undo(app, move.pk, by=first, at=late)) == "Select why this is undone"
    assert may_undo(look(app), move.pk, by=first, at=NOW)
    assert not may_undo(look(app), move.pk, by=first, at=late)
    assert undo(app, move.pk, by=second, at=late, reason="wrong_person").code == "wrong_person"


def test_what_stands_no_more_was_brought_or_came_from_a_sheet_is_not_undone():
    app = advance(application(), "selection.offered")
    accept = go(app, "selection", "accept")
    brought = Move.objects.filter(cause=accept).earliest("pk")
    one = team()[0]
    assert "came with another move" in refused(app, lambda: undo(app, brought.pk, by=one, at=NOW))
    undone = undo(app, accept.pk, by=one, at=NOW)
    for gone in (accept.pk, undone.pk, 0):
        assert refused(app, lambda gone=gone: undo(app, gone, by=one, at=NOW)) == "This move does not stand any more"
    other = application(who=applicant("Kofi", "Ali"))
    rows = [Brought("application", "in_progress", START), Brought("crb", "with_body", START)]
    bring_in(other, rows, by=one, at=NOW, run=1, sheet_row=1)
    sheet = last(other, "crb", "bring_in")
    assert "spreadsheet" in refused(other, lambda: undo(other, sheet.pk, by=one, at=NOW))


def test_an_undo_names_the_later_step_that_rests_on_it():
    app = advance(application(), "selection.with_applicant")
    invite = last(app, "selection", "invite")
    go(app, "selection", "take_back", reason="help")
    said = refused(app, lambda: undo(app, invite.pk, by=team()[0], at=NOW, **WRONG))
    assert said == "Later steps rest on this one: “Selection: Take it back to us” on 31 May 2026"


def test_a_closing_cannot_be_undone_while_the_role_rests_on_it():
    app = advance(application(), "placement.closed")
    seen = last(app, "identity", "record_seen")
    said = refused(app, lambda: undo(app, seen.pk, by=team()[0], at=NOW, **WRONG))
    assert said.startswith("Later steps rest on this one: “Application: In role”")
    undo(app, last(app, "placement", "confirm").pk, by=team()[0], at=NOW, **WRONG)
    assert Application.objects.get(pk=app.pk).state == "in_progress"
    undo(app, seen.pk, by=team()[0], at=NOW, **WRONG)
    assert state(app, "identity") == "with_applicant"
    check(app.pk)


def test_a_closing_among_several_cannot_be_undone_while_an_opening_rests_on_it():
    app = application()
    app.stages.filter(kind="training").update(opens_after=["readiness", "identity"])
    app = advance(app, "identity.closed")
    advance(app, "readiness.closed")
    said = refused(app, lambda: undo(app, last(app, "identity", "record_seen").pk, by=team()[0], at=NOW, **WRONG))
    assert said.startswith("Later steps rest on this one: “Training: Open”")


def test_undoing_the_sending_leaves_a_draft_without_waits():
    app = application()
    sent = go(app, None, "submit")
    undo(app, sent.pk, by=team()[0], at=NOW)
    app.refresh_from_db()
    assert (app.state, app.promise_on, Wait.objects.filter(application=app).count()) == ("draft", None, 0)
    check(app.pk)


def test_undoing_an_ending_gives_back_what_it_stopped_and_the_promise():
    app = advance(application(), "selection.deciding")
    go(app, "selection", "offer", hours=8, accept_by=(NOW + 9 * DAY).date(), peer_on_panel=True)
    promised = Application.objects.get(pk=app.pk).promise_on
    end = go(app, None, "withdraw", NOW + MINUTE)
    undo(app, end.pk, by=team()[0], at=NOW + 2 * MINUTE)
    assert OutboxItem.objects.get(kind="conditional_offer").status == "waiting"
    app.refresh_from_db()
    assert (app.state, app.promise_on) == ("in_progress", promised)
    check(app.pk)


@pytest.mark.parametrize(("back", "status"), [(2 * MINUTE, "waiting"), (8 * DAY, "cancelled")])
def test_what_an_earlier_ending_stopped_waits_again_for_who_came_back_soon_and_stays_stopped_for_others(back, status):
    app = advance(application(), "selection.deciding")
    go(app, "selection", "offer", hours=8, accept_by=(NOW + 19 * DAY).date(), peer_on_panel=True)
    go(app, None, "withdraw", NOW + MINUTE)
    go(app, None, "reopen", NOW + back)
    end = go(app, None, "withdraw", NOW + back + MINUTE)
    undo(app, end.pk, by=team()[0], at=NOW + back + 2 * MINUTE)
    assert OutboxItem.objects.get(kind="conditional_offer").status == status
    check(app.pk)


def test_undoing_a_step_cancels_its_letter_and_puts_the_finding_before_back():
    app = advance(application(), "selection.booked")
    first = Meeting.objects.get(current=True)
    go(app, "selection", "missed")
    book = go(app, "selection", "book", starts_at=NOW + DAY, how="video")
    undo(app, book.pk, by=team()[0], at=NOW)
    assert Meeting.objects.get(current=True) == first
    go(app, "selection", "book", starts_at=NOW, how="video")
    go(app, "selection", "met")
    offer = go(app, "selection", "offer", NOW + DAY, hours=8, accept_by=(NOW + 9 * DAY).date(), peer_on_panel=True)
    undo(app, offer.pk, by=team()[0], at=NOW + DAY)
    assert OutboxItem.objects.get(move=offer).status == "cancelled"


def test_a_finding_that_a_step_dropped_holds_again_when_it_is_undone():
    app = advance(application(), "placement.with_host")
    no = go(app, "placement", "host_says_no", reason="no_room")
    assert not Match.objects.filter(current=True).exists()
    undo(app, no.pk, by=team()[0], at=NOW)
    assert Match.objects.filter(current=True).count() == 1
    check(app.pk)


def test_an_answer_undone_takes_the_inner_answers_after_it_along():
    app = advance(application(), "occupational_health.being_considered")
    go(app, "occupational_health", "record_new_result", outcome="not_fit")
    undo(app, last(app, "occupational_health", "record_result").pk, by=team()[0], at=NOW, **WRONG)
    assert not FitnessRecord.objects.filter(current=True).exists()
    go(app, "occupational_health", "record_result", outcome="fit")
    go(app, "occupational_health", "record_new_result", outcome="no_report")
    assert FitnessRecord.objects.get(current=True).outcome == "no_report"
    check(app.pk)


def test_a_decision_undone_leaves_the_result_and_keeps_its_number():
    app = advance(application(), "crb.closed")
    undo(app, last(app, "crb", "decide").pk, by=team()[0], at=NOW, **WRONG)
    record = DisclosureRecord.objects.get(current=True)
    assert (record.decision, record.content, record.number) == ("", "clear", "001234567890")


def test_a_place_that_went_to_somebody_else_does_not_come_back():
    app = advance(application(), "training.with_applicant")
    later = go(app, "training", "wait_for_later")
    held = Seat.objects.get(stage__application=app)
    Cohort.objects.filter(pk=held.cohort_id).update(seats=0)
    said = refused(app, lambda: undo(app, later.pk, by=team()[0], at=NOW))
    assert said == "The place given up has gone to somebody else"
    Cohort.objects.filter(pk=held.cohort_id).update(seats=1)
    undo(app, later.pk, by=team()[0], at=NOW)
    assert Seat.objects.get(stage__application=app, current=True) == held


def change(app: Application, move: Move, when: Any, at: dt.datetime = NOW) -> Move:
    return amend(app, move.pk, effective_at=when, by=team()[0], at=at, reason="wrong_date")


def test_a_date_changes_between_its_neighbours_and_the_waits_follow():
    app = advance(application(), "selection.booked", gap=10 * DAY)
    invite = last(app, "selection", "invite")
    before = Wait.objects.get(began_by=invite)
    change(app, invite, invite.effective_at + 5 * DAY)
    wait = Wait.objects.get(began_by=invite)
    assert wait.started_at == invite.effective_at + 5 * DAY
    assert before.due_on is not None
    assert wait.due_on is not None
    assert wait.due_on > before.due_on
    check(app.pk)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (-11, "This cannot lie before “Selection: Open” on 2 March 2026"),
        (11, "This cannot lie after “Selection: Book the meeting” on 22 March 2026"),
        (400, "The date must be today or earlier"),
    ],
)
def test_a_date_outside_its_neighbours_is_refused_by_naming_the_move(days, sentence):
    app = advance(application(), "selection.booked", gap=10 * DAY)
    invite = last(app, "selection", "invite")
    assert refused(app, lambda: change(app, invite, invite.effective_at + days * DAY)) == sentence
    assert refused(app, lambda: change(app, invite, (invite.effective_at + days * DAY).date())) == sentence


def test_a_change_of_date_needs_the_right_a_reason_and_a_move_of_its_own():
    app = advance(application(), "selection.offered")
    accept = go(app, "selection", "accept")
    first, host = team()[0], staff("Hal Host", "host")
    wish: dict[str, Any] = {"effective_at": NOW, "at": NOW}
    assert (
        refused(app, lambda: amend(app, accept.pk, by=host, reason="wrong_date", **wish))
        == "You may not change this date"
    )
    assert refused(app, lambda: amend(app, accept.pk, by=first, reason="", **wish)) == "Select why the date changes"
    assert refused(app, lambda: amend(app, 0, by=first, reason="", **wish)) == "This move does not stand any more"
    brought = Move.objects.filter(cause=accept).earliest("pk")
    assert "came with another move" in refused(app, lambda: change(app, brought, NOW))


def test_openings_move_along_with_their_closing_and_back_again():
    app = advance(application(), "selection.offered")
    accept = go(app, "selection", "accept")
    changed = change(app, accept, NOW - 3 * DAY)
    assert {m.effective_at for m in look(app).standing if m.cause == accept.pk} == {NOW - 3 * DAY}
    check(app.pk)
    said = refused(app, lambda: undo(app, accept.pk, by=team()[0], at=NOW))
    assert said.startswith("Later steps rest on this one:")
    assert "date changed" in said
    undo(app, changed.pk, by=team()[0], at=NOW)
    assert {m.effective_at for m in look(app).standing if m.cause == accept.pk} == {NOW}
    check(app.pk)
    undo(app, accept.pk, by=team()[0], at=NOW)
    check(app.pk)


def test_an_opening_that_would_lie_after_a_step_is_refused_by_naming_the_step():
    app = advance(application(), "selection.offered")
    accept = go(app, "selection", "accept", NOW - 9 * DAY)
    go(app, "identity", "ask", NOW - 5 * DAY)
    said = refused(app, lambda: change(app, accept, NOW - DAY))
    assert said == "“Proof of identity: Ask for papers” on 26 May 2026 would then lie too early. Change its date first."


def test_selection_opens_when_the_sending_is_said_to_have_been():
    app = advance(application(), "selection.shortlisting")
    change(app, last(app, "application", "submit"), START - 5 * DAY)
    check(app.pk)


def test_the_role_starts_when_the_last_check_is_said_to_have_closed():
    app = advance(application(), "placement.closed", gap=DAY)
    confirm = last(app, "placement", "confirm")
    change(app, confirm, confirm.effective_at - 6 * HOUR)
    role = next(m for m in look(app).standing if m.step == "start_role")
    assert role.effective_at == confirm.effective_at - 6 * HOUR
    check(app.pk)


def test_a_step_is_not_dated_after_the_ending_nor_by_undoing_a_change():
    app = advance(application(), "selection.with_applicant")
    back = go(app, "selection", "take_back", NOW - 5 * DAY, reason="help")
    changed = change(app, back, NOW - 20 * DAY)
    go(app, None, "withdraw", effective_at=NOW - 9 * DAY)
    after = refused(app, lambda: change(app, back, NOW - 2 * DAY))
    assert after.startswith("This cannot lie after “Application: Stop the application")
    old = refused(app, lambda: undo(app, changed.pk, by=team()[0], at=NOW))
    assert old == after
    check(app.pk)


def test_contact_made_too_early_by_a_correction_is_witnessed_once_and_stops_more():
    app = advance(application(), "placement.on_placement", gap=DAY)
    decide = last(app, "crb", "decide")
    undo(app, decide.pk, by=team()[0], at=NOW + DAY, **WRONG)
    found = AuditEvent.objects.filter(application=app, type="compliance_exception")
    first = found.count()
    assert first == 3  # start_practice, finish, start: each broke the one rule
    go(app, "crb", "decide", NOW + DAY)
    change(app, last(app, "crb", "decide"), NOW + DAY, NOW + DAY)
    assert found.count() == first
    with pytest.raises(StepRefused, match="too early by law"):
        go(app, "placement", "log_session", NOW + 2 * DAY, minutes=9, one_to_one=1)
    check(app.pk)


@pytest.mark.parametrize("kind", ["identity", "crb", "readiness"])
def test_a_closed_check_is_asked_for_again_and_waits_on_us(kind):
    app = advance(application(), "identity.closed")
    advance(app, f"{kind}.closed")
    go(app, kind, "reopen")
    assert state(app, kind) == "with_applicant"
    assert Wait.objects.get(stage__application=app, kind=kind, ended_at=None).party == "hr"
    check(app.pk)


def test_an_ended_application_is_opened_again_where_it_was():
    app = advance(application(), "selection.with_applicant")
    go(app, None, "withdraw")
    go(app, None, "reopen", NOW + 5 * DAY)
    waited = Wait.objects.filter(stage__kind="selection").order_by("started_at")
    assert [w.party for w in waited][-2:] == ["applicant", "applicant"]
    check(app.pk)


def test_nobody_reopens_what_ended_with_a_death():
    app = advance(application(), "selection.with_applicant")
    go(app, None, "record_death")
    assert "is not possible now" in refused(app, lambda: go(app, None, "reopen"))


def test_evidence_of_a_sheet_opens_nothing_until_it_is_seen():
    app, one = application(), team()[0]
    rows = [
        Brought("application", "in_progress", START),
        Brought("selection", "closed", START + DAY),
        Brought("readiness", "with_applicant", START + DAY, "coordinator"),
    ]
    bring_in(app, rows, by=one, at=NOW, run=1, sheet_row=2)
    assert state(app, "crb") == "not_open"
    check(app.pk)
    go(app, "selection", "confirm_evidence", NOW + DAY)
    assert state(app, "crb") == "with_applicant"
    check(app.pk)
    said = refused(app, lambda: bring_in(app, rows, by=one, at=NOW, run=1, sheet_row=2))
    assert said == "Only a fresh application can be brought in, by a person who may"
