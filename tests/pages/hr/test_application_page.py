"""The page of one application: every stage side by side, steps in place, why not, what has happened."""

import datetime as dt
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

from onboarding.door import take
from onboarding.door.amend import amend
from onboarding.models import Application, AuditEvent, Move
from tests.making import DAY, HOUR, START, advance, applicant, application, considered, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


def url(app, more=""):
    return f"/staff/people/{app.reference}/{more}"


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def words(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def maya(db):
    return advance(application(who=applicant("Maya", "Collins", points=20)), "crb.with_body", at=START)


def test_signed_out_people_are_sent_to_the_sign_in(maya):
    answer = Client().get(url(maya))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.headers["Location"]


@pytest.mark.parametrize("role", ["host", "auditor", "administrator"])
def test_roles_without_the_right_find_no_page(signed_in, maya, role):
    assert signed_in(role).get(url(maya)).status_code == 404


def test_one_s_own_and_hidden_applications_are_not_there(hr, maya):
    who = applicant("Self", "Own", email="self@x.example")
    who.user = hr.user
    who.save()
    assert hr.get(url(application(who=who))).status_code == 404
    Application.objects.filter(pk=maya.pk).update(hidden=True)
    assert hr.get(url(maya)).status_code == 404


def test_a_reference_that_nobody_has_is_not_there(hr):
    assert hr.get("/staff/people/HH-XXXXX-X/").status_code == 404


def test_a_post_is_refused(hr, maya):
    assert hr.post(url(maya)).status_code == 405


def test_the_bar_says_who_and_what_they_need(hr, maya):
    page = words(hr, url(maya))
    assert "Maya Collins" in page
    assert "Large print letters, 20 point" in page
    assert "To others: support worker" in page


def test_every_stage_stands_side_by_side(hr, maya):
    page = words(hr, url(maya))
    titles = (
        "Selection",
        "Proof of identity",
        "Right to work",
        "Readiness chat",
        "Work and health support",
        "DBS check",
        "Training",
    )
    for title in (*titles, "Placement"):
        assert f'<th scope="row" class="govuk-table__header">{title}' in page
    assert "With the DBS" in page


def test_the_form_of_a_step_opens_under_its_row(hr, maya):
    stage = maya.stages.get(kind="identity")
    page = words(hr, url(maya, f"?do={stage.pk}.record_seen"))
    assert "How did you see them?" in page
    assert f'action="/staff/people/{maya.reference}/step/{stage.pk}/record_seen/"' in page


def test_a_grave_step_has_a_page_of_its_own_with_what_is_told(hr, maya):
    stage = maya.stages.get(kind="identity")
    assert "This step has a page of its own." not in words(hr, url(maya))
    page = words(hr, url(maya, "step/life/withdraw/"))
    assert "Maya will be told: “You have stopped your application." in page
    assert "Other steps" in words(hr, url(maya))
    assert "steps from here" in words(hr, url(maya, f"?do={stage.pk}"))


def test_who_may_not_record_a_result_reads_whom_to_ask(hr, maya):
    staff("Hana Handler", "disclosure_handler")
    stage = maya.stages.get(kind="crb")
    page = words(hr, url(maya, f"?do={stage.pk}.record_result"))
    assert "Hana Handler" in page
    assert "Certificate number" not in page


def test_every_reason_against_the_first_placement_day_is_listed(hr, maya):
    page = words(hr, url(maya))
    assert "Why can I not start the placement for Maya?" in page
    for sentence in (
        "The DBS result is not decided.",
        "The proof of identity was not seen.",
        "No supervisor is named.",
    ):
        assert sentence in page
    assert "By law." in page
    assert "House rule." in page


def test_what_happened_is_told_with_who_and_when_it_was_recorded(hr, maya):
    by = team()[0]
    take(maya, "identity", "ask", by=by, at=NOW, effective_at=NOW.date() - dt.timedelta(days=5))
    page = words(hr, url(maya))
    assert "Proof of identity: Ask for papers" in page
    assert "Jo One, recorded on 15 April" in page


def test_a_move_that_was_undone_shows_as_undone(hr, maya):
    take(maya, "identity", "ask", by=hr.user, at=NOW)
    last = maya.moves.latest("number")
    assert hr.post(url(maya, f"move/{last.pk}/undo/")).status_code == 302
    page = words(hr, url(maya))
    assert "Undone: Proof of identity: Ask for papers" in page
    assert "Ask for papers (undone later)" in page


def test_an_amended_date_shows_both_days(hr, maya):
    move = take(maya, "identity", "ask", by=hr.user, at=NOW)
    amend(maya, move.pk, effective_at=NOW.date() - dt.timedelta(days=1), by=hr.user, at=NOW, reason="wrong_date")
    page = words(hr, url(maya))
    assert "Date changed: Proof of identity: Ask for papers. The date was wrong" in page
    assert "the date was 15 April before" in page


def test_contact_that_became_too_early_is_shown_as_a_warning(hr):
    app = advance(application(), "placement.on_placement", at=START)
    held = app.moves.get(kind="crb", step="decide")
    late = app.moves.filter(kind="placement", step="start").get().effective_at + HOUR
    admin = staff("All", "hr", "manager")
    amend(app, held.pk, effective_at=late, by=admin, at=NOW, reason="wrong_date")
    assert "A correction shows contact that came too early" in words(hr, url(app))


def test_a_restricted_record_is_read_only_after_the_reading_is_witnessed(signed_in):
    app = advance(application(), "crb.being_considered")
    page = words(as_(team()[0]), url(app, "restricted/crb/"))
    assert "Nothing recorded" in page
    assert "7890" in page
    assert "001234567890" not in page
    event = AuditEvent.objects.filter(application=app, type="read_restricted").get()
    assert team()[0].ref in event.envelope


def test_a_restricted_record_is_not_there_without_the_right(signed_in):
    app = advance(application(), "occupational_health.being_considered")
    app = advance(app, "crb.being_considered")
    assert signed_in("hr", name="H").get(url(app, "restricted/crb/")).status_code == 404
    assert signed_in("disclosure_handler", name="D").get(url(app, "restricted/occupational_health/")).status_code == 404
    assert signed_in("coordinator", name="C").get(url(app, "restricted/occupational_health/")).status_code == 404
    assert signed_in("hr", name="I").get(url(app, "restricted/training/")).status_code == 404
    assert not AuditEvent.objects.filter(type="read_restricted").exists()


def test_no_record_is_shown_when_its_reading_cannot_be_witnessed(signed_in):
    app = advance(application(), "crb.being_considered")
    client = as_(team()[0])
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse_witness):
        answer = client.get(url(app, "restricted/crb/"))
    assert answer.status_code == 500
    assert b"Nothing recorded" not in answer.content


def refuse_witness(execute, sql, params, many, context):
    """The disk is full just when the witness would be written."""
    if sql.startswith('INSERT INTO "onboarding_auditevent"'):
        raise OperationalError("disk full")
    return execute(sql, params, many, context)


def test_the_page_says_when_nothing_is_waiting(hr):
    page = words(hr, url(application()))
    assert "Nothing is waiting to be done here." in page
    assert "Send the application" in page


def test_on_a_break_nothing_comes_next_but_its_end(hr):
    app = advance(application(who=applicant("Omar", "Said")), "identity.with_applicant", at=START)
    take(app, None, "pause", by=hr.user, at=NOW, asked="phone", may_tell=True)
    box = words(hr, url(app)).split("Checks:")[0]
    assert "Omar asked for this break." in box
    assert "Next:" not in box
    assert "=life.resume#step" in box


@pytest.mark.parametrize(("reason", "said"), [("question", "Answer Omar, who asked a question"), ("help", "Help Omar, who asked for help")])
def test_what_a_person_asked_of_us_is_the_next_thing_to_do(hr, reason, said):
    app = advance(application(who=applicant("Omar", "Said")), "identity.with_applicant", at=START)
    take(app, "identity", "ask", by=hr.user, at=NOW - DAY)
    take(app, "identity", "take_back", by=hr.user, at=NOW, reason=reason)
    assert f"Next: {said}" in words(hr, url(app))
    desk = words(hr, "/staff/")
    assert said in desk
    assert f"/staff/people/{app.reference}/contact/" in desk


def test_an_event_of_another_year_names_it_and_no_hour_where_none_is_known(hr):
    app = application(at=START.replace(year=2025))
    take(app, None, "submit", by=hr.user, at=NOW, effective_at=dt.datetime(2025, 6, 29, 23, tzinfo=dt.UTC))
    page = words(hr, url(app))
    assert "30 June 2025" in page
    assert "midnight" not in page


def test_what_one_can_do_oneself_comes_first(signed_in):
    app = advance(application(), "crb.being_considered", at=START)
    assert "Next: decide to go on" in words(signed_in("disclosure_handler", name="D"), url(app))
    assert "Next: ask for papers" in words(signed_in("hr", name="H"), url(app))
    page = words(signed_in("oh_liaison", name="O"), url(app))
    assert "Next: refer to occupational health" in page
    assert "That day has passed." in page


def test_everyone_on_the_way_can_be_opened(hr):
    for upto in ("selection.booked", "selection.offered", "training.in_classes", "placement.ready", "placement.closed"):
        app = advance(application(who=applicant(email=f"{upto}@x.example")), upto)
        assert re.search("What has happened", words(hr, url(app)))


def test_the_moves_of_an_application_are_never_shown_with_inner_steps(signed_in):
    app = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})
    first, second = team()
    considered(app, at=NOW - DAY)
    take(app, "crb", "decide_not", by=first, at=NOW, reasons=True)
    take(app, "crb", "decide_not", by=second, at=NOW, reasons=True)
    assert "not to go on" not in words(signed_in("hr", name="H"), url(app))
    assert Move.objects.filter(application=app, step="decide_not").count() == 0
    assert "not to go on" in words(as_(second), url(app, "restricted/crb/"))
    assert "not to go on" not in words(signed_in("manager", name="M"), url(app, "restricted/crb/"))


def test_who_decided_a_restricted_check_stays_unnamed_on_the_timeline(signed_in):
    """With two people the name would be the second one's, and so tell that two were needed."""
    app = advance(application(), "occupational_health.closed", facts={"occupational_health.record_result": {"outcome": "fit"}})
    page = signed_in("hr").get(f"/staff/people/{app.reference}/").content.decode()
    assert "Whoever may decide it" in page
