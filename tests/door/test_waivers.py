"""Doing without a check: who, on what evidence, until when; what nobody may do without; what happens when it runs out."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.held import look
from onboarding.door.offered import why_not
from onboarding.models import Application, Opportunity, Service, Waiver
from onboarding.queries.choices import choices_of
from onboarding.queries.desk.dates import band
from onboarding.stages import STAGE_KINDS
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, application, dates_ahead, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY
TODAY = NOW.date()


def waiver(days: int = 90, **more: Any) -> dict[str, Any]:
    until = TODAY + dt.timedelta(days=days)
    return {"authoriser": team()[1].pk, "reason": "carried", "evidence": "seen_elsewhere", "until": until, **more}


def go(app: Application, stage: str, step: str, at: dt.datetime = NOW, **facts: Any) -> Any:
    return take(app, stage, step, by=team()[0], at=at, **facts)


def refused(app: Application, stage: str, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as found:
        go(app, stage, "waive", **facts)
    return [reason.sentence for reason in found.value.reasons]


def test_a_waiver_keeps_who_agreed_on_what_evidence_and_until_when():
    app = advance(application(), "identity.with_applicant")
    move = go(app, "identity", "waive", **waiver())
    assert (move.outcome, move.expires_on, move.code) == ("waived", TODAY + 90 * DAY, "carried")
    kept = Waiver.objects.get(stage__application=app, current=True)
    assert (kept.authoriser, kept.evidence, kept.until) == (team()[1], "seen_elsewhere", TODAY + 90 * DAY)
    check(app.pk)


def test_a_waiver_without_evidence_by_oneself_or_without_an_end_is_none():
    app = advance(application(), "identity.with_applicant")
    assert refused(app, "identity", **waiver(evidence=None)) == ["Select what it is based on"]
    assert refused(app, "identity", **waiver(authoriser=team()[0].pk)) == [
        "The authoriser of a waiver must not be the person who records it"
    ]
    assert refused(app, "identity", **waiver(days=400)) == ["A waiver needs an end: ahead, and within 12 months"]


def test_only_who_has_the_right_is_named_as_having_agreed():
    app = advance(application(), "identity.with_applicant")
    ada, far = staff("Ada", "administrator"), staff("Far", "manager", service=Service.objects.create(name="Far"))
    for nobody in (ada, far):
        assert refused(app, "identity", **waiver(authoriser=nobody.pk)) == ["Select who agreed to it, from those who may"]
    (who,) = (ask for ask in STAGE_KINDS["identity"].steps["waive"].asks if ask.name == "authoriser")
    assert {name for _pk, name in choices_of(who, app, "identity", at=NOW)} == {user.name for user in team()}


def test_nobody_may_do_without_the_right_to_work_of_somebody_paid():
    paid, unpaid = (advance(application(code), "right_to_work.with_applicant") for code in "BA")
    assert refused(paid, "right_to_work", **waiver()) == ["This is a paid role: the right to work must be checked"]
    assert go(unpaid, "right_to_work", "waive", **waiver()).outcome == "waived"


LEVELS = {"enhanced_barred": "regulated", "enhanced": "frequent"}


@pytest.mark.parametrize("level", LEVELS)
def test_nobody_may_do_without_the_barred_list_check_in_regulated_activity(level):
    app = advance(application(), "crb.with_applicant")
    assert "The level of check is not decided" in refused(app, "crb", **waiver())[0]
    go(app, "crb", "decide_level", level=level, basis=LEVELS[level], fee="paid_role")
    if level == "enhanced_barred":
        sentence = "Regulated activity needs the barred-list check: nobody may do without it"
        assert refused(app, "crb", **waiver()) == [sentence]
    else:
        assert go(app, "crb", "waive", **waiver()).outcome == "waived"


def test_nobody_may_do_without_pvg_in_scotland():
    app = application()
    Opportunity.objects.filter(pk=app.opportunity_id).update(nation="SCT")
    app = advance(app, "crb.with_applicant")
    go(app, "crb", "decide_level", level="enhanced", basis="frequent", fee="paid_role")
    assert refused(app, "crb", **waiver()) == ["In Scotland the PVG result must be received: nobody may do without it"]


def test_after_the_form_has_gone_no_waiver_takes_the_place_of_a_result():
    app = advance(application(), "crb.with_applicant")
    go(app, "crb", "decide_level", level="enhanced", basis="frequent", fee="paid_role")
    go(app, "crb", "send_form")
    go(app, "crb", "see_papers", route="1", papers="passport", why=None, update_service="no")
    go(app, "crb", "submit", level="enhanced")
    go(app, "crb", "certificate_posted")
    assert refused(app, "crb", **waiver()) == ["The form has gone off: wait for its answer"]


def test_a_waiver_that_ran_out_keeps_people_from_contact_again():
    app = advance(application(), "placement.ready")
    go(app, "identity", "reopen")
    go(app, "identity", "waive", NOW + HOUR, **waiver(30))
    assert why_not(look(app), "placement", "start", at=NOW + 30 * DAY) == []
    (reason,) = why_not(look(app), "placement", "start", at=NOW + 31 * DAY)
    assert reason.sentence == "The proof of identity was not seen"


def test_a_new_check_before_the_old_one_runs_out_holds_from_then_on():
    app = advance(application(), "placement.ready", facts={"right_to_work.record_check": {"until": TODAY + 10 * DAY}})
    again: dict[str, Any] = {"why": "renewed", "route": "share_code", "until": TODAY + 700 * DAY}
    assert why_not(look(app), "placement", "start", at=NOW + 11 * DAY) != []
    go(app, "right_to_work", "check_again", **again)
    assert why_not(look(app), "placement", "start", at=NOW + 11 * DAY) == []
    check(app.pk)


def test_a_new_name_is_seen_in_role_too_and_the_check_stays_closed():
    app = advance(application(), "placement.closed")
    move = go(app, "identity", "replace_paper", why="name", route="in_person", papers="two_photo_one_address")
    assert (move.source, move.target, move.code) == ("closed", "closed", "name")
    go(app, "identity", "replace_paper", NOW + HOUR, why="lost", route="visit", papers="other_route")
    check(app.pk)


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "run_out"), (0, "7"), (7, "7"), (8, "30"), (30, "30"), (31, "60"), (60, "60"), (61, "")]
)
def test_warnings_come_60_30_and_7_days_before(days, expected):
    assert band(TODAY + days * DAY, TODAY) == expected


def ahead(today: dt.date) -> list[tuple[str, str]]:
    return [(one.words, one.band) for one in dates_ahead(today)]


def test_what_runs_out_is_on_the_list_until_it_is_mended():
    app = advance(application(), "identity.with_applicant")
    go(app, "identity", "waive", **waiver(90))
    assert ahead(TODAY + 29 * DAY) == []
    assert ahead(TODAY + 30 * DAY) == [("Proof of identity, done without", "60")]
    assert ahead(TODAY + 91 * DAY) == [("Proof of identity, done without", "run_out")]
    go(app, "identity", "replace_paper", NOW + HOUR, why="renewed", route="in_person", papers="other_route")
    assert ahead(TODAY + 91 * DAY) == []


def test_what_runs_out_is_nobodys_work_once_the_person_has_stopped():
    app = advance(application(), "identity.with_applicant")
    go(app, "identity", "waive", **waiver(10))
    assert ahead(TODAY) == [("Proof of identity, done without", "30")]
    take(app, None, "withdraw", by=team()[0], at=NOW + HOUR)
    assert ahead(TODAY) == []


def test_the_end_of_a_reserve_list_is_on_the_list_a_month_before():
    app = advance(application(), "selection.deciding")
    go(app, "selection", "reserve", expires_on=TODAY + 183 * DAY)
    assert ahead(TODAY + 152 * DAY) == []
    assert ahead(TODAY + 153 * DAY) == [("Reserve list", "30")]
    assert ahead(TODAY + 190 * DAY) == [("Reserve list", "run_out")]


def test_who_went_on_is_asked_after_3_6_and_12_months_only_if_they_wish():
    wished, not_wished = (advance(application(), "placement.closed") for _ in "ab")
    for app, may in ((wished, True), (not_wished, False)):
        take(app, None, "move_on", by=team()[0], at=NOW, where="study", may_ask=may)
    assert ahead(TODAY + 80 * DAY) == []
    assert ahead(TODAY + 90 * DAY) == [("Ask what they do now, 3 months later", "7")]
    take(wished, None, "record_destination", by=team()[0], at=NOW + 91 * DAY, months="3", where="study")
    assert ahead(TODAY + 100 * DAY) == []
    assert ahead(TODAY + 180 * DAY) == [("Ask what they do now, 6 months later", "7")]
