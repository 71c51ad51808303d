"""What a person may do now, with what is in the way; and steps off the usual way."""

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.held import look
from onboarding.door.offered import offered, why_not
from onboarding.models import DisclosureRecord, InnerMove, Proposal
from tests.deep.promises_kept import check
from tests.making import DAY, START, advance, applicant, application, considered, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY


def test_only_steps_from_here_and_within_the_right_are_offered():
    app = advance(application(), "selection.shortlisting")
    found = {(one.row.kind, one.step.name) for one in offered(look(app), by=team()[0], at=NOW)}
    assert ("selection", "invite") in found
    assert ("selection", "accept") not in found
    assert ("crb", "open") not in found
    assert offered(look(app), by=staff("Ada Audit", "auditor"), at=NOW) == []


def test_what_is_in_the_way_stands_beside_the_step():
    app = advance(application(), "identity.closed")
    held = look(app)
    rows = [stage for stage in held.stages if stage.kind == "crb"]
    found = {one.step.name: one for one in offered(held, by=team()[0], at=NOW, rows=rows)}
    assert found["decide_level"].possible
    assert not found["send_form"].possible
    sentences = [reason.sentence for reason in why_not(held, "training", "start_practice", at=NOW)]
    assert "The DBS result is not decided" in sentences
    assert "The proof of identity was not seen" not in sentences


def test_not_to_go_on_is_decided_by_two_and_seen_by_nobody_outside():
    app = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})
    first, second = team()
    at = considered(app, at=NOW)
    assert isinstance(take(app, "crb", "decide_not", by=first, at=at, reasons=True), Proposal)
    assert isinstance(take(app, "crb", "decide_not", by=second, at=at, reasons=True), InnerMove)
    assert DisclosureRecord.objects.get(current=True).decision == "not_proceed"
    assert app.stages.get(kind="crb").state == "being_considered"
    check(app.pk)


def test_a_volunteer_gives_an_answer_and_no_papers():
    app = advance(application("A"), "right_to_work.closed")
    assert look(app).standing[-1].step == "record_answer"


def test_somebody_on_the_reserve_list_is_offered_the_role_later():
    app = advance(application(), "selection.deciding")
    first = team()[0]
    take(app, "selection", "reserve", by=first, at=NOW, expires_on=(NOW + 90 * DAY).date())
    answer_by = (NOW + 30 * DAY).date()
    take(app, "selection", "offer", by=first, at=NOW + DAY, hours=4, accept_by=answer_by, peer_on_panel=True)
    assert app.stages.get(kind="selection").state == "offered"
    check(app.pk)


def test_a_form_that_comes_back_is_ours_again_with_its_reason():
    app = advance(application(), "crb.with_body")
    take(app, "crb", "form_returned", by=team()[0], at=NOW, reason="address")
    move = app.moves.latest("number")
    assert (move.code, move.target, move.party) == ("address", "with_applicant", "hr")
    check(app.pk)


def named(app, by=None, *, at=NOW):
    """The steps that a list offers, of the application and of every stage."""
    return {(one.row.kind, one.step.name) for one in offered(look(app), by=by or team()[0], at=at)}


def test_on_placement_nobody_is_offered_what_makes_no_sense_there():
    found = named(advance(application(), "placement.on_placement"))
    assert ("placement", "log_session") in found
    assert ("application", "withdraw") in found
    for step in ("decline_offer", "withdraw_offer", "not_this_time"):
        assert ("application", step) not in found
    for step in ("confirm_agreed", "look_at_contact"):
        assert ("placement", step) not in found
    assert not [one for one in found if one[1] == "confirm_evidence"]


def test_while_an_offer_stands_it_can_be_declined_or_taken_back():
    found = named(advance(application(), "selection.offered"))
    assert {("application", "decline_offer"), ("application", "withdraw_offer")} <= found
    assert ("application", "not_this_time") not in found
    early = named(advance(application(who=applicant("Dee")), "selection.shortlisting"))
    assert ("application", "not_this_time") in early
    assert ("application", "withdraw_offer") not in early


def test_an_offer_is_taken_back_from_nobody_who_is_with_a_team_unless_a_check_is_in_doubt():
    app = advance(application(), "placement.on_placement")
    first = team()[0]
    with pytest.raises(StepRefused, match="They are with a team"):
        take(app, None, "withdraw_offer", by=first, at=NOW, met=True)
    take(app, "crb", "reopen", by=first, at=NOW)
    assert ("application", "withdraw_offer") in named(app)
    assert isinstance(take(app, None, "withdraw_offer", by=first, at=NOW, met=True), Proposal)


def test_once_they_have_left_the_team_an_offer_can_be_taken_back():
    app = advance(application(), "placement.on_placement")
    take(app, "placement", "change_team", by=team()[0], at=NOW)
    assert ("application", "withdraw_offer") in named(app)
