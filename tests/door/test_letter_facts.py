"""What letters are told: every kind from a real application, true for volunteers and nations, silent about health and records."""

import datetime as dt
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from onboarding import letters
from onboarding.actions.shipped import PATHWAYS
from onboarding.door import take
from onboarding.letters import base
from onboarding.letters.base import MissingFacts
from onboarding.lib.pdf import render_pdf
from onboarding.models import Contact, Organisation
from onboarding.queries import delay, letter_facts
from tests import making

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
PLACE = {
    "application_received": "selection.shortlisting",
    "meeting_invitation": "selection.with_applicant",
    "good_news": "selection.deciding",
    "conditional_offer": "selection.offered",
    "about_your_assessment": "occupational_health.with_body",
    "health_referral": "occupational_health.with_body",
    "health_answer": "occupational_health.being_considered",
    "health_support": "occupational_health.closed",
    "check_invitation": "crb.with_body",
    "certificate_request": "crb.with_body",
    "about_your_checks": "crb.being_considered",
    "checks_decision": "crb.closed",
    "readiness_invitation": "readiness.with_applicant",
    "readiness_plan": "readiness.plan_with_applicant",
    "delay_update": "crb.with_body",
    "joining_instructions": "training.joining",
    "reminder": "selection.with_applicant",
    "reference_request": "reference.with_referee",
    "all_clear": "training.waiting_for_course",
    "completion_certificate": "training.closed",
    "host_request": "placement.with_host",
    "committee_paper": "committee.with_committee",
    "role_agreement": "placement.with_applicant",
    "placement_confirmed": "placement.ready",
    "start_agreement": "placement.on_placement",
    "pause_confirmed": "selection.shortlisting",
    "welcome_back": "selection.shortlisting",
    "withdrawal_confirmed": "selection.shortlisting",
    "resting": "selection.shortlisting",
}

ON_A_BRANCH = {
    "complaint_answered",
    "complaint_received",
    "offer_withdrawn",
    "escalation",
    "not_this_time",
    "not_yet",
    "reserve_list",
    "paper_codes",  # tests/pages/sign_in/test_paper.py
    "supervision_record",  # tests/pages/hr/test_supervision.py
    "leaving_reference",  # tests/pages/hr/test_moving_on.py
}  # no walk comes by: tests/door/test_letters_brought.py


def at_the_place_of(code, pathway="B", **fields):
    app = making.advance(making.application(pathway, who=making.applicant(**fields)), PLACE[code])
    return app, app.moves.latest("number").recorded_at + DAY


def text(code, app, at):
    return letters.write(code, letter_facts.gather(code, app, at=at)).text


def test_every_kind_of_letter_has_its_facts():
    assert set(letter_facts.OF_KIND) == set(letters.kinds()) == set(PLACE) | ON_A_BRANCH


def on(pathway):
    """The letters that can come up on a pathway: it has the check they are about."""
    shipped = next(one for one in PATHWAYS if one.name == pathway)
    kinds = {stage["kind"] for stage in shipped.stages}
    return [(pathway, code) for code, place in PLACE.items() if place.partition(".")[0] in kinds]


@pytest.mark.parametrize(("pathway", "code"), [*on("A"), *on("B"), *[("C", code) for code in ("reference_request", "committee_paper")]])
def test_every_letter_can_be_written_for_a_real_application(pathway, code):
    app, at = at_the_place_of(code, pathway)
    words = text(code, app, at)
    assert (f"reference: {app.reference}" in words) == (code != "committee_paper")
    assert ("Dear Maya," in words) == letters.kinds()[code].to_applicant


def test_a_volunteer_is_invited_and_never_offered():
    app, at = at_the_place_of("conditional_offer", "A")
    words = text("conditional_offer", app, at).lower()
    assert "invitation" in words
    assert "offer" not in words
    assert "expenses" in words


def test_a_letter_names_the_checks_of_its_own_pathway():
    paid, at = at_the_place_of("conditional_offer", "B")
    assert "Work and health support" in text("conditional_offer", paid, at)
    unpaid, at = at_the_place_of("conditional_offer", "A", first="Dee", surname="Harwood")
    assert "Work and health support" not in text("conditional_offer", unpaid, at)


def test_joining_instructions_name_the_course_the_place_and_whom_to_call():
    app, at = at_the_place_of("joining_instructions")
    words = text("joining_instructions", app, at)
    assert "Room 4, Croydon College" in words
    assert "Tuesdays, 10am to 1pm" in words
    assert Organisation.objects.get().phone in words


def test_joining_instructions_are_not_written_for_a_course_that_has_begun():
    app, at = at_the_place_of("joining_instructions")
    with pytest.raises(MissingFacts):
        text("joining_instructions", app, at + 60 * DAY)


def test_the_owner_is_the_person_to_talk_to_and_lived_experience_is_theirs_to_tell():
    app, at = at_the_place_of("conditional_offer")
    app.owner = making.staff("Jo Adeyemi", "coordinator", phone="01632 960 333")
    assert "Jo Adeyemi" in text("conditional_offer", app, at)
    assert "Peer worker\nCall 01632 960 333" not in text("conditional_offer", app, at)
    app.owner.shares_lived_experience = True
    assert "Peer worker\nCall 01632 960 333" in text("conditional_offer", app, at)


def contact(app, who, when):
    user = making.team()[0]
    Contact.objects.create(application=app, by=user, at=when, recorded_at=when, who=who, how="phone", about="time")


def test_nobody_says_the_police_were_asked_before_day_sixty():
    app, at = at_the_place_of("delay_update")
    others = app.waits.exclude(party="disclosure_body")
    others.filter(ended_at=None).delete()
    contact(app, "body", at)
    done = delay.done_since(app, at=at + DAY)
    assert done is not None
    assert done.words.startswith("We looked at the DBS tracker on")
    contact(app, "body", at + 70 * DAY)
    later = delay.done_since(app, at=at + 71 * DAY)
    assert later is not None
    assert later.words.startswith("We asked the people it is with")


def test_what_the_person_did_is_not_ours_to_tell():
    app, at = at_the_place_of("delay_update")
    contact(app, "person", at + 20 * DAY)
    assert delay.done_since(app, at=at + 21 * DAY) is None


def test_a_wait_of_the_person_is_never_explained_to_them():
    app = making.advance(making.application(), "selection.with_applicant")
    assert delay.wait_to_explain(app) is None


def test_a_booked_meeting_stands_on_its_letter_until_it_is_over():
    app = making.advance(making.application(), "selection.with_applicant")
    jo, at = making.team()[0], app.moves.latest("number").recorded_at + DAY
    move = take(app, "selection", "book", by=jo, at=at, starts_at=at + 10 * DAY, how="in_person", place="14 Mill Lane")
    assert (
        "- Where: 14 Mill Lane"
        in letters.write("meeting_invitation", letter_facts.gather("meeting_invitation", app, at=at, move=move.pk)).text
    )
    assert "Where:" not in text("meeting_invitation", app, at + 11 * DAY)


VOLUNTARY = [code for pathway, code in on("A")]
PAID_WORDS = re.compile(r"\b(offer\w*|contract\w*|unconditional\w*|wage\w*|job description)\b", re.I)


@pytest.mark.parametrize("code", VOLUNTARY)
def test_no_letter_to_a_volunteer_speaks_of_paid_work(code):
    app, at = at_the_place_of(code, "A")
    assert PAID_WORDS.findall(text(code, app, at)) == []


@pytest.mark.parametrize(("nation", "named"), [("ENG", "DBS"), ("WLS", "DBS"), ("SCT", "PVG"), ("NIR", "AccessNI")])
def test_each_nation_has_its_own_check_in_every_letter_about_it(nation, named):
    app = making.advance(making.application(), "crb.closed")
    app.opportunity.nation = nation
    at = app.moves.latest("number").recorded_at + DAY
    for code in (
        "conditional_offer",
        "check_invitation",
        "certificate_request",
        "about_your_checks",
        "checks_decision",
    ):
        words = text(code, app, at)
        others = {"DBS", "PVG", "AccessNI", "CRB"} - {named} - ({"CRB"} if named == "DBS" else set())
        assert [word for word in others if word in words] == [], code
    assert f"Your {named} check" in text("check_invitation", app, at)


def test_an_update_during_a_course_speaks_of_the_course_and_of_no_wait():
    app = making.advance(making.application(), "training.in_classes")
    wait = delay.wait_to_explain(app)
    assert wait is not None
    at = wait.started_at + DAY
    take(app, "training", "record_week", by=making.team()[0], at=at, week=1, status="attended")
    contact(app, "team", at)
    words = text("delay_update", app, at + DAY)
    assert "News about your training" in words
    assert "You are on your course." in words
    assert not re.search(r"[Ww]ait|sorry", words.partition("When we write again")[0])
    assert "You have waited" not in words


def test_what_is_really_waited_for_comes_before_a_course_that_is_on():
    app = making.advance(making.application(), "training.in_classes")
    latest = app.moves.order_by("number").last()
    assert latest is not None
    take(app, "crb", "reopen", by=making.team()[0], at=latest.recorded_at + DAY)
    wait = delay.wait_to_explain(app)
    assert wait is not None
    assert wait.kind == "crb"


@pytest.mark.parametrize("pathway", ["A", "B"])
def test_a_real_offer_is_one_sheet_of_paper(pathway):
    app, at = at_the_place_of("conditional_offer", pathway, address="Flat 3, 28 Garden Road, Thornton Heath, Croydon, Surrey")
    written = letters.write("conditional_offer", letter_facts.gather("conditional_offer", app, at=at))
    page, styles, assets = base.html(written)
    made = render_pdf(page, title=written.document_title, styles=styles, assets=assets)
    assert len(PdfReader(BytesIO(made)).pages) == 2
