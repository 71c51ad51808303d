"""The one view of every step: taken once, refused in sentences, kept when two people save, undone with a click."""

import re

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.engine.grammar import DOOR
from onboarding.models import (
    Application,
    AuditEvent,
    DisclosureRecord,
    FitnessRecord,
    IdentityFinding,
    Meeting,
    Proposal,
)
from onboarding.stages import ALL_KINDS
from tests.making import HOUR, START, advance, applicant, application, pathway_with, site, staff, support_agreed, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
SEEN = {"route": "in_person", "papers": "two_photo_one_address"}


@pytest.fixture
def maya(db):
    return advance(application(who=applicant("Maya", "Collins")), "crb.with_body", at=START)


def person(app):
    return f"/staff/people/{app.reference}/"


def at(app, kind, step):
    """The address of a step."""
    row = app.stages.filter(kind=kind).earliest("slot").pk if kind else "life"
    return f"{person(app)}step/{row}/{step}/"


def sent(app, kind, **answers):
    """What a browser sends: the answers, when, the version shown, a key."""
    version = app.stages.filter(kind=kind).earliest("slot").version if kind else Application.objects.get(pk=app.pk).version
    return {"expected_version": str(version), "key": "k1", "happened": "today", **answers}


def state(app, kind):
    return app.stages.get(kind=kind).state


def test_a_step_is_taken_and_can_be_undone_with_one_click(hr, maya):
    answer = hr.post(at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN), follow=True)
    page = answer.content.decode()
    assert state(maya, "identity") == "closed"
    assert "Saved: Record the papers seen." in page
    undo = re.search(rf'action="({person(maya)}move/\d+/undo/)"', page)
    assert undo
    assert hr.post(undo.group(1), follow=True).status_code == 200
    assert state(maya, "identity") == "with_applicant"


def test_signed_out_people_take_no_step(maya):
    answer = Client().post(at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN))
    assert answer.status_code == 302
    assert state(maya, "identity") == "with_applicant"


@pytest.mark.parametrize("role", ["host", "auditor", "administrator"])
def test_roles_that_see_nobody_find_no_step(signed_in, maya, role):
    answer = signed_in(role).post(at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN))
    assert answer.status_code == 404
    assert state(maya, "identity") == "with_applicant"


def test_who_may_not_take_it_reads_whom_to_ask_and_nothing_changes(signed_in, maya):
    staff("Hana Handler", "disclosure_handler")
    client = signed_in("coordinator")
    facts = {"content": "clear", "seen": "paper", "number": "001234567890", "same_person": "on"}
    day = {"issued_on_day": "1", "issued_on_month": "4", "issued_on_year": "2026"}
    answer = client.post(at(maya, "crb", "record_result"), sent(maya, "crb", **facts, **day))
    assert b"Hana Handler" in answer.content
    assert b"001234567890" not in answer.content
    assert state(maya, "crb") == "with_body"


def test_steps_that_do_not_exist_or_are_the_door_s_are_not_there(hr, maya):
    assert hr.get(at(maya, "identity", "nothing")).status_code == 404
    assert hr.get(at(maya, "identity", "open")).status_code == 404
    assert hr.get(f"{person(maya)}step/999999/ask/").status_code == 404
    assert hr.put(at(maya, "identity", "ask")).status_code == 405
    other = advance(application(who=applicant("X", "Y", email="xy@x.example")), "crb.with_body")
    assert hr.get(f"{person(maya)}step/{other.stages.get(kind='crb').pk}/submit/").status_code == 404


def test_missing_answers_are_told_at_their_question_and_the_others_are_kept(hr, maya):
    answer = hr.post(at(maya, "identity", "record_seen"), sent(maya, "identity", route="visit"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Select which papers you saw" in page
    assert re.search(r'value="visit"[^>]* checked', page)
    assert "<title>Error: " in page
    assert state(maya, "identity") == "with_applicant"


def test_a_refused_step_shows_every_sentence_and_keeps_the_answers(hr, signed_in):
    app = advance(application(), "training.in_classes", at=START)
    first = team()[0]
    facts = {"site": site().pk, "supervisor": first.pk, "team_agreed": "on"}
    answer = hr.post(at(app, "training", "start_practice"), sent(app, "training", **facts))
    page = answer.content.decode()
    assert "You may not do this" not in page
    assert "Ask" in page or "Five of the six taught weeks" in page
    client = signed_in("coordinator", name="Co")
    page = client.post(at(app, "training", "start_practice"), sent(app, "training", **facts)).content.decode()
    assert "Five of the six taught weeks must be recorded as attended or made up" in page
    assert re.search(rf'value="{site().pk}" selected', page)
    assert state(app, "training") == "in_classes"


def test_a_day_ahead_is_refused_and_a_day_before_is_kept(hr, maya):
    other = {"happened": "day", "happened_on_day": "16", "happened_on_month": "4", "happened_on_year": "2026"}
    page = hr.post(at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN, **other)).content.decode()
    assert "The date must be today or earlier" in page
    other["happened_on_day"] = "13"
    hr.post(at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN, **other))
    assert str(maya.moves.get(kind="identity", step="record_seen").effective_at.date()) == "2026-04-12"


def test_another_day_needs_the_day(hr, maya):
    page = hr.post(
        at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN) | {"happened": "day"}
    ).content.decode()
    assert "Enter the day it happened, like 23 11 2026" in page


def test_the_same_sending_twice_is_one_move(hr, maya):
    data = sent(maya, "identity", **SEEN)
    for _ in range(2):
        hr.post(at(maya, "identity", "record_seen"), data)
    assert maya.moves.filter(kind="identity", step="record_seen").count() == 1


def test_one_key_with_other_answers_is_a_sentence(hr, maya):
    hr.post(at(maya, "identity", "record_seen"), sent(maya, "identity", **SEEN))
    other = sent(maya, "identity", **SEEN) | {"route": "video"}
    page = hr.post(at(maya, "identity", "record_seen"), other).content.decode()
    assert "This form was sent twice with different answers" in page


def test_when_two_people_save_the_second_reads_who_was_first_and_keeps_the_answer(hr, maya):
    data = sent(maya, "identity", route="visit", papers="other_route")
    dee = staff("Dee Harwood", "hr")
    take(maya, "identity", "ask", by=dee, at=NOW)
    page = hr.post(at(maya, "identity", "record_seen"), data).content.decode()
    assert "Dee Harwood saved “Ask for papers” here since you opened this" in page
    assert re.search(r'value="visit"[^>]* checked', page)
    again = re.search(r'name="expected_version" value="(\d+)"', page)
    assert again
    hr.post(at(maya, "identity", "record_seen"), data | {"expected_version": again.group(1)})
    assert IdentityFinding.objects.get(stage__application=maya, current=True).route == "visit"


def test_a_meeting_is_booked_by_the_clock_on_the_wall(hr, maya):
    when = {
        "starts_at_day": "20",
        "starts_at_month": "4",
        "starts_at_year": "2026",
        "starts_at_time": "2:30pm",
        "how": "phone",
    }
    hr.post(at(maya, "readiness", "book"), sent(maya, "readiness", **when))
    assert Meeting.objects.get(stage__kind="readiness").starts_at.isoformat() == "2026-04-20T13:30:00+00:00"


@pytest.mark.parametrize("typed", ["25:00", "14:99", "13pm", "later", "0am"])
def test_a_time_that_is_none_is_a_sentence(hr, maya, typed):
    when = {
        "starts_at_day": "20",
        "starts_at_month": "4",
        "starts_at_year": "2026",
        "starts_at_time": typed,
        "how": "phone",
    }
    page = hr.post(at(maya, "readiness", "book"), sent(maya, "readiness", **when)).content.decode()
    assert "Enter the time, like 2:30pm" in page


def test_a_result_is_recorded_by_the_one_with_the_right_and_the_reply_repeats_none_of_it(signed_in, maya):
    client = signed_in("disclosure_handler")
    day = {"issued_on_day": "1", "issued_on_month": "4", "issued_on_year": "2026"}
    facts = {"content": "disclosed", "seen": "paper", "number": "0012 3456 7890", "same_person": "on"}
    assert b"Only people with the right can see" in client.get(at(maya, "crb", "record_result")).content
    page = client.post(
        at(maya, "crb", "record_result"), sent(maya, "crb", **facts, **day), follow=True
    ).content.decode()
    assert state(maya, "crb") == "being_considered"
    assert DisclosureRecord.objects.get().number == "001234567890"
    assert "Something to talk about" not in page
    assert "7890" not in page


def test_a_grave_decision_waits_for_a_second_person(signed_in, maya):
    first, second = signed_in("manager", name="First Manager"), signed_in("manager", name="Second Manager")
    data = sent(maya, None, met="on")
    shown = first.get(at(maya, None, "withdraw_offer")).content.decode()
    assert "Two people decide this" in shown
    assert "Maya will be told" in shown
    page = first.post(at(maya, None, "withdraw_offer"), data, follow=True).content.decode()
    assert "A second person must confirm it" in page
    proposal = Proposal.objects.get()
    address = f"{person(maya)}proposal/{proposal.pk}/"
    assert "First Manager proposed it" in second.get(person(maya)).content.decode()
    assert "You proposed this" in first.get(address).content.decode()
    assert "Another person must confirm it" in first.post(address).content.decode()
    assert "First Manager proposed this" in second.get(address).content.decode()
    second.post(address)
    assert Application.objects.get(pk=maya.pk).state == "offer_withdrawn"
    assert second.get(address).status_code == 404


def test_a_proposal_is_not_there_for_who_may_not_confirm_it(signed_in, maya):
    first = signed_in("manager", name="First Manager")
    first.post(at(maya, None, "withdraw_offer"), sent(maya, None, met="on"))
    address = f"{person(maya)}proposal/{Proposal.objects.get().pk}/"
    for role in ("oh_liaison", "coordinator", "disclosure_handler", "host"):
        client = signed_in(role, name=role)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert first.delete(address).status_code == 405
    assert Application.objects.get(pk=maya.pk).state == "in_progress"


def test_reading_a_restricted_proposal_is_witnessed(signed_in):
    adjusted = {"occupational_health.record_result": {"outcome": "fit_with_adjustments", "adjustments": "quiet room"}}
    app = advance(application(), "occupational_health.being_considered", facts=adjusted)
    support_agreed(app, at=NOW)
    take(app, "occupational_health", "decide", by=staff("First", "manager"), at=NOW)
    client = signed_in("hr")
    page = client.get(f"{person(app)}proposal/{Proposal.objects.get().pk}/")
    assert page.status_code == 200
    assert AuditEvent.objects.filter(type="read_restricted", application=app).count() == 1
    assert "Read the record first" in page.content.decode()
    client.post(f"{person(app)}proposal/{Proposal.objects.get().pk}/")
    assert state(app, "occupational_health") == "closed"


def test_health_steps_inside_the_record_say_only_that_they_are_saved(signed_in):
    app = advance(application(), "occupational_health.being_considered")
    client = signed_in("oh_liaison")
    data = sent(app, "occupational_health", outcome="fit_with_adjustments", adjustments="quiet room")
    inside = f"{person(app)}restricted/occupational_health/"
    client.post(inside, {**data, "inner": "record_new_result"})
    page = client.get(person(app)).content.decode()
    assert "Saved in the restricted record." in page
    assert "quiet room" not in page
    assert FitnessRecord.objects.get(current=True).adjustments == "quiet room"


def test_after_ten_minutes_undo_needs_a_reason_and_the_right(hr, signed_in, maya):
    move = take(maya, "identity", "ask", by=hr.user, at=NOW - HOUR)
    address = f"{person(maya)}move/{move.pk}/"
    assert "Select why this is undone" in hr.post(f"{address}undo/").content.decode()
    assert "Select why this is undone" in hr.post(f"{address}undo/", {"reason": "nothing"}).content.decode()
    assert hr.post(f"{address}undo/", {"reason": "wrong_step"}).status_code == 302
    assert maya.moves.filter(step="undo").count() == 1
    assert hr.get(address).status_code == 404


def test_a_date_is_changed_between_its_neighbours(hr, maya):
    move = take(maya, "identity", "ask", by=hr.user, at=NOW)
    address = f"{person(maya)}move/{move.pk}/"
    assert "Change the date" in hr.get(address).content.decode()
    early = {"happened_on_day": "1", "happened_on_month": "1", "happened_on_year": "2020", "reason": "wrong_date"}
    assert "This cannot lie before" in hr.post(f"{address}amend/", early).content.decode()
    assert "Select why the date changes" in hr.post(f"{address}amend/", early | {"reason": ""}).content.decode()
    good = early | {"happened_on_day": "14", "happened_on_month": "4", "happened_on_year": "2026"}
    assert hr.post(f"{address}amend/", good).status_code == 302
    assert maya.moves.filter(step="amend").count() == 1


def test_moves_are_put_right_by_posts_of_those_who_see_them(hr, signed_in, maya):
    move = maya.moves.get(kind="crb", step="submit")
    address = f"{person(maya)}move/{move.pk}/"
    for more in ("undo/", "amend/"):
        assert hr.get(f"{address}{more}").status_code == 405
        assert Client().post(f"{address}{more}").status_code == 302
        assert signed_in("host", name=f"Host {more}").post(f"{address}{more}").status_code == 404
    opened = maya.moves.filter(step="open").first()
    assert hr.get(f"{person(maya)}move/{opened.pk}/").status_code == 404
    assert hr.post(address).status_code == 405


def test_every_declared_step_has_a_form_that_draws(signed_in, maya):
    client = signed_in("hr", "coordinator", "manager", "disclosure_handler", "oh_liaison", "host")
    for kind in ALL_KINDS.values():
        somebody = on_a_pathway_with(kind.code, maya)
        for step in kind.steps.values():
            if step.permission != DOOR and not step.inner:
                where = None if kind.code == "application" else kind.code
                assert client.get(at(somebody, where, step.name)).status_code == 200, step.name


def on_a_pathway_with(kind, maya):
    """Maya, or somebody whose pathway asks for a kind that hers does not."""
    if kind == "application" or kind in maya.pathway.kinds:
        return maya
    return application(pathway_with(kind), who=applicant("Dee", "Harwood", email=f"{kind}@people.example"))
