"""Between the form and the certificate: papers, the tracker and its 60 days, replacements, PVG that must be shared in time."""

from typing import Any

import pytest

from onboarding.actions.purge import purge
from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, DisclosureRecord, HeldCertificate, SeenPapers, Tracking
from onboarding.queries.letter_facts import gather
from onboarding.stages.held_certificate import NOT_SEEN, NOT_THE_LEVEL, NOT_THE_WORKFORCE
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, application, standards_of, team

pytestmark = pytest.mark.django_db
NO_TRACKER = "There is no tracker in this nation: only the DBS in England and Wales has one"
PAPERS = {"route": "1", "papers": "passport", "why": None, "update_service": "no"}


@pytest.fixture
def away():
    """A form that has gone off, and when."""
    app = advance(application(), "crb.with_body")
    return app, app.moves.filter(kind="crb", step="submit").get().effective_at


def go(app, step, at, **facts):
    return take(app, "crb", step, by=team()[0], at=at, **facts)


def refused(app, step, at, **facts):
    with pytest.raises(StepRefused) as refusal:
        go(app, step, at, **facts)
    return [reason.sentence for reason in refusal.value.reasons]


def test_no_form_goes_before_papers_were_seen_and_the_update_service_was_asked_about():
    app = advance(application(), "crb.with_applicant")
    now = START + 60 * DAY
    go(app, "decide_level", now, level="enhanced", basis="frequent", fee="paid_role")
    assert refused(app, "submit", now, level="enhanced") == [
        "See the papers first, and ask about the Update Service: it can turn weeks into minutes"
    ]
    assert refused(app, "see_papers", now, **{**PAPERS, "route": "2"}) == ["Say why route 1 was not possible: it is kept for 2 years"]
    go(app, "see_papers", now, **PAPERS)
    go(app, "submit", now, level="enhanced")


def test_whoever_agreed_is_looked_up_in_the_update_service_and_needs_no_form():
    app = advance(application(), "crb.with_applicant")
    now = START + 60 * DAY
    seen = {"content": "clear", "seen": "update_service", "number": "001234567890", "issued_on": START.date(), "same_person": True}
    go(app, "decide_level", now, level="enhanced", basis="frequent", fee="paid_role")
    go(app, "see_papers", now, **PAPERS)
    held = {"level": "enhanced", "workforce": "adult", "original": True}
    assert refused(app, "record_result", now, **seen) == ["They have not agreed that we check the Update Service", NOT_SEEN]
    assert refused(app, "see_certificate", now, **held) == ["They have not agreed that we check the Update Service, or not any more"]
    go(app, "see_papers", now, **{**PAPERS, "update_service": "consent"})
    assert refused(app, "record_result", now, **seen) == [NOT_SEEN]
    go(app, "see_certificate", now, **held)
    go(app, "record_result", now, **seen)
    go(app, "decide", now)
    told: Any = gather("checks_decision", app, at=now)
    assert told.number_kept
    go(app, "check_status", now + 90 * DAY, status="same")
    record = DisclosureRecord.objects.get(current=True)
    assert (record.status, record.status_on) == ("same", (now + 90 * DAY).date())
    purge(at=now + 400 * DAY)
    assert DisclosureRecord.objects.get().number == "001234567890"  # with consent it is kept, and nothing else
    assert DisclosureRecord.objects.get().content == ""
    assert HeldCertificate.objects.get().inner is None


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"level": "standard"}, NOT_THE_LEVEL),
        ({"level": "enhanced_barred"}, NOT_THE_LEVEL),
        ({"workforce": "child"}, NOT_THE_WORKFORCE),
        ({"workforce": "both"}, NOT_THE_WORKFORCE),
        ({"original": False}, "See the paper original first"),
    ],
)
def test_a_certificate_is_used_again_only_at_its_level_for_its_workforce_and_seen_in_the_original(told, sentence):
    app, now = asked_for("enhanced")
    assert refused(app, "see_certificate", now, **{"level": "enhanced", "workforce": "adult", "original": True, **told}) == [sentence]


def test_a_level_decided_anew_asks_for_another_certificate():
    app, now = asked_for("enhanced")
    go(app, "see_certificate", now, level="enhanced", workforce="adult", original=True)
    go(app, "decide_level", now, level="enhanced_barred", basis="regulated", fee="paid_role")
    seen = {"content": "clear", "seen": "update_service", "number": "001234567890", "issued_on": START.date(), "same_person": True}
    assert refused(app, "record_result", now, **seen) == [NOT_SEEN]


def test_the_certificate_they_had_stands_when_a_step_outside_the_record_is_undone():
    app, now = asked_for("enhanced")
    go(app, "see_certificate", now, level="enhanced", workforce="adult", original=True)
    sent = go(app, "send_form", now)
    undo(app, sent.pk, by=team()[0], at=now)
    assert HeldCertificate.objects.get(current=True).level == "enhanced"


def test_that_somebody_had_a_certificate_stands_in_the_restricted_record_alone():
    one, other = (asked_for("enhanced") for _ in "ab")
    go(one[0], "see_certificate", one[1], level="enhanced", workforce="adult", original=True)
    go(one[0], "send_form", one[1] + HOUR)
    go(other[0], "send_form", other[1] + HOUR)
    told = [list(app.moves.filter(kind="crb").values_list("step", "party", "effective_at", "due_on")) for app, _now in (one, other)]
    assert told[0] == told[1]
    check(one[0].pk)


def asked_for(level):
    """Somebody in the Update Service who agreed, at a role of this level, and when."""
    app = advance(application(), "crb.with_applicant")
    now = START + 60 * DAY
    go(app, "decide_level", now, level=level, basis="frequent", fee="paid_role")
    go(app, "see_papers", now, **{**PAPERS, "update_service": "consent"})
    return app, now


def test_without_consent_no_status_is_checked():
    app = advance(application(), "crb.closed")
    assert refused(app, "check_status", START + 90 * DAY, status="same") == [
        "They have not agreed that we check the Update Service, or not any more"
    ]


def test_looking_at_the_tracker_changes_no_turn_and_keeps_the_day_a_stage_was_first_seen(away):
    app, sent = away
    before = list(app.waits.values_list("party", "started_at", "due_on"))
    for days, stage in ((10, "3"), (20, "4"), (30, "4")):
        go(app, "look_at_tracker", sent + days * DAY, shown=stage)
    shown = Tracking.objects.get(stage__application=app, current=True)
    assert (shown.stage_shown, shown.since, shown.looked_on) == ("4", (sent + 20 * DAY).date(), (sent + 30 * DAY).date())
    assert list(app.waits.values_list("party", "started_at", "due_on")) == before
    check(app.pk)


def test_nobody_is_asked_to_hurry_before_60_days_at_stage_4_and_then_every_14(away):
    app, sent = away
    go(app, "look_at_tracker", sent + 10 * DAY, shown="4")
    early = "The DBS is asked to hurry only after 60 days at stage 4: before that we look at the tracker"
    assert refused(app, "escalate", sent + 69 * DAY) == [early]
    go(app, "escalate", sent + 70 * DAY)
    assert refused(app, "escalate", sent + 83 * DAY) == ["The DBS was asked less than 14 days ago"]
    go(app, "escalate", sent + 84 * DAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (13, "Day 13 at the DBS. 8 in 10 are back within 14 days."),
        (14, "Day 14 at the DBS. Past 14 days: look at the tracker."),
        (28, "Day 28 at the DBS. Past 28 days: look at the tracker, and ask who sent the form on."),
    ],
)
def test_staff_read_the_day_of_the_published_standard(away, days, words):
    app, sent = away
    assert standards_of(app, at=sent + days * DAY) == [words]


def test_staff_read_what_the_tracker_showed_and_when_it_may_be_hurried(away):
    app, sent = away
    go(app, "look_at_tracker", sent + 5 * DAY, shown="4")
    assert standards_of(app, at=sent + 65 * DAY) == [
        "Day 65 at the DBS. 60 days at stage 4 are over: the DBS can be asked to hurry.",
        f"We looked at the DBS tracker on {(sent + 5 * DAY).day} {sent + 5 * DAY:%B}: stage 4 of 5.",
    ]
    go(app, "certificate_posted", sent + 66 * DAY)
    assert standards_of(app, at=sent + 67 * DAY) == []


def test_a_lost_certificate_waits_at_the_body_again(away):
    app, sent = away
    go(app, "look_at_tracker", sent + DAY, shown="5")
    go(app, "certificate_posted", sent + 2 * DAY)
    go(app, "replace_certificate", sent + 9 * DAY, reason="lost")
    assert app.stages.get(kind="crb").state == "with_body"
    assert app.moves.latest("number").code == "lost"
    assert not Tracking.objects.filter(stage__application=app, current=True).exists()
    check(app.pk)


def test_elsewhere_than_in_england_and_wales_there_is_no_tracker(away):
    app, sent = away
    type(app.opportunity).objects.update(nation="SCT")
    app = Application.objects.get(pk=app.pk)
    assert refused(app, "look_at_tracker", sent + DAY, shown="4") == [NO_TRACKER]


def test_why_another_route_was_taken_is_kept_for_2_years():
    app = advance(application(), "crb.with_body", facts={"crb.see_papers": {"route": "3", "why": "too_dear"}})
    seen = app.moves.filter(kind="crb", step="see_papers").get().recorded_at
    purge(at=seen + 729 * DAY)
    assert SeenPapers.objects.get().why == "too_dear"
    purge(at=seen + 730 * DAY)
    assert (SeenPapers.objects.get().why, SeenPapers.objects.get().route) == ("", "3")
