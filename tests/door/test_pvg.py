"""Scotland: PVG joined or held already, shared by the person within 14 days, received before anybody meets who uses the service."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, compliance, take
from onboarding.door.held import look
from onboarding.door.offered import why_not
from onboarding.models import Application, Eligibility, Move, Opportunity
from onboarding.queries.application_page import ApplicationPage
from onboarding.queries.letter_facts import gather
from onboarding.queries.level import level_words
from onboarding.queries.progress import progress
from onboarding.stages.clearances import disclosure_decided
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, applicant, application, dates_ahead, team

pytestmark = pytest.mark.django_db
IN_SCOTLAND: dict[str, dict[str, Any]] = {"crb.decide_level": {"pvg": "join"}, "crb.see_papers": {"update_service": "none"}}
LEVEL: dict[str, Any] = {"level": "enhanced_barred", "basis": "regulated", "fee": "paid_role"}
TOLD = "For a regulated role in Scotland say whether they are in the PVG scheme; for others leave it empty"
NOT_IN_TIME = "In Scotland a result counts once the person has shared it with us, within 14 days: after that ask for it again"
BEFORE_WORK = "In Scotland this work may start only after the PVG result has been received"


def scottish(upto: str) -> Application:
    app = application(who=applicant("Isla", "Reid"))
    Opportunity.objects.filter(pk=app.opportunity_id).update(nation="SCT")
    return advance(Application.objects.get(pk=app.pk), upto, facts=IN_SCOTLAND)


def in_england(upto: str) -> Application:
    return advance(application("A", who=applicant("Ann", "Webb")), upto)


def go(app: Application, step: str, at: dt.datetime, kind: str = "crb", **facts: Any) -> Any:
    return take(app, kind, step, by=team()[0], at=at, **facts)


def refused(app: Application, step: str, at: dt.datetime, kind: str = "crb", **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as refusal:
        go(app, step, at, kind, **facts)
    return [reason.sentence for reason in refusal.value.reasons]


def sent(app: Application) -> dt.datetime:
    return app.moves.filter(kind="crb", step="submit").get().effective_at


def result(app: Application, **more: Any) -> dict[str, Any]:
    issued = sent(app).date()
    return {"content": "clear", "seen": "shared", "number": "001234567890", "issued_on": issued, "same_person": True, **more}


def letter(code: str, app: Application, move: Move) -> Any:
    return gather(code, app, at=move.recorded_at, move=move.pk)


def test_whether_they_are_a_member_is_asked_for_a_regulated_role_in_scotland_alone():
    app = scottish("crb.with_applicant")
    now = START + 60 * DAY
    assert refused(app, "decide_level", now, **LEVEL) == [TOLD]
    assert refused(app, "decide_level", now, level="basic", basis="no_contact", fee="paid_role", pvg="join") == [TOLD]
    go(app, "decide_level", now, **LEVEL, pvg="member")
    assert Eligibility.objects.get(current=True).pvg == "member"
    move = go(app, "send_form", now)
    assert letter("check_invitation", app, move).pvg == "member"
    english = in_england("crb.with_applicant")
    assert refused(english, "decide_level", now, **LEVEL, pvg="join") == [TOLD]


def test_a_result_is_shared_by_the_day_the_law_sets():
    app = scottish("crb.with_body")
    assert refused(app, "certificate_posted", sent(app) + DAY) == [
        "In Scotland nothing is posted: record that the result is ready to share"
    ]
    ready = go(app, "result_ready", sent(app) + 8 * DAY)
    assert ready.due_on == (sent(app) + 22 * DAY).date()
    assert letter("certificate_request", app, ready).show_by == ready.due_on
    now = progress(app, at=ready.effective_at + HOUR)
    assert [act.label for turn in now.turns for act in turn.acts if turn.kind == "crb"] == ["I have shared my result"]
    check(app.pk)


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (14, True), (15, False)])
def test_a_result_counts_for_14_days_after_it_was_ready(days, in_time):
    app = scottish("crb.with_body")
    ready = sent(app) + 8 * DAY
    go(app, "result_ready", ready)
    if not in_time:
        assert refused(app, "record_result", ready + days * DAY, **result(app)) == [NOT_IN_TIME]
        return
    go(app, "record_result", ready + days * DAY, **result(app))
    check(app.pk)


def test_a_membership_that_runs_out_is_warned_of_stops_the_work_and_can_be_renewed():
    app = scottish("crb.with_body")
    ready = sent(app) + 8 * DAY
    go(app, "result_ready", ready)
    go(app, "record_result", ready + DAY, **result(app))
    go(app, "decide", ready + 2 * DAY)
    done, member = ready + 3 * DAY, "record_membership"
    last = done.date() + 5 * 365 * DAY
    assert refused(app, member, done, until=last + 9 * DAY) == ["The membership must end ahead, and within 5 years"]
    move = go(app, member, done, until=last)
    assert (move.outcome, move.expires_on) == ("satisfied", last)
    (warned,) = dates_ahead(last - 60 * DAY)
    assert (warned.words, warned.band) == ("PVG check", "60")
    gone = done + (last - done.date()) + DAY
    assert [disclosure_stands(app, at) for at in (gone - DAY, gone)] == [True, False]
    go(app, member, gone, until=last + 365 * DAY)
    assert disclosure_stands(app, gone)
    check(app.pk)


def disclosure_stands(app: Application, at: dt.datetime) -> bool:
    """Whether nothing about the check stands in the way of meeting people who use the service."""
    reasons = {reason.sentence for reason in why_not(look(app), "placement", "start", at=at)}
    return disclosure_decided.sentence not in reasons


def test_only_a_member_has_a_membership():
    english = advance(in_england("crb.with_body"), "crb.closed")
    later = english.moves.latest("number").recorded_at + DAY
    assert refused(english, "record_membership", later, until=(later + DAY).date()) == [
        "Sharing is how PVG works in Scotland only", "They are no member of the PVG scheme for this role",
    ]  # fmt: skip


def test_staff_read_what_was_decided_about_the_check_in_the_words_of_the_nation():
    app = scottish("crb.with_applicant")
    assert level_words(look(app)) == []
    go(app, "decide_level", START + 60 * DAY, **LEVEL, pvg="member")
    why = "A regulated role: health care directed by a registered professional"
    assert level_words(look(app)) == [
        f"This role allows: PVG, for a regulated role with protected adults. {why}.",
        "Fee: the role is paid.",
        "They are in the PVG scheme already.",
    ]
    none = in_england("crb.with_applicant")
    go(none, "decide_level", START + 60 * DAY, level="no_check", basis="no_contact", fee="free")
    assert level_words(look(none)) == ["No check is allowed for this role."]


def test_a_result_that_nobody_shared_is_asked_for_again():
    app = scottish("crb.with_body")
    ready = sent(app) + 8 * DAY
    assert refused(app, "record_result", ready, **result(app)) == [NOT_IN_TIME]
    go(app, "result_ready", ready)
    assert refused(app, "share_lapsed", ready + 14 * DAY) == ["The 14 days to share are not over yet"]
    go(app, "share_lapsed", ready + 15 * DAY)
    assert app.stages.get(kind="crb").state == "with_body"
    assert refused(app, "record_result", ready + 16 * DAY, **result(app)) == [NOT_IN_TIME]
    go(app, "result_ready", ready + 20 * DAY)
    go(app, "record_result", ready + 21 * DAY, **result(app))
    check(app.pk)


def test_a_paper_is_no_pvg_result_and_sharing_is_for_scotland_only():
    app = scottish("crb.with_body")
    ready = sent(app) + DAY
    go(app, "result_ready", ready)
    wrong = ["How it was seen does not fit the nation: a PVG result is shared online, others are not"]
    assert refused(app, "record_result", ready, **result(app, seen="paper")) == wrong
    english = in_england("crb.with_body")
    assert refused(english, "record_result", ready + 99 * DAY, **result(app)) == wrong
    assert refused(english, "result_ready", ready + 99 * DAY) == ["Sharing is how PVG works in Scotland only"]


def test_a_role_that_came_to_lie_in_scotland_needs_its_pvg_result_before_more_contact():
    """A waiver that held in England is no receipt: two people look at what was, and the work stops."""
    app = advance(application(), "crb.with_applicant")
    now = app.moves.latest("number").recorded_at + HOUR
    go(app, "decide_level", now, level="enhanced", basis="frequent", fee="paid_role")
    waiver: dict[str, Any] = {"authoriser": team()[1].pk, "reason": "carried", "evidence": "policy", "until": (now + 300 * DAY).date()}
    go(app, "waive", now, **waiver)
    app = advance(app, "placement.on_placement")
    later = app.moves.latest("number").recorded_at + HOUR
    session: dict[str, Any] = {"minutes": 60, "one_to_one": 5}
    go(app, "log_session", later, "placement", **session)
    Opportunity.objects.update(nation="SCT")
    app = Application.objects.get(pk=app.pk)
    assert BEFORE_WORK in refused(app, "log_session", later + DAY, "placement", **session)
    assert {one.rule.name for one in compliance.exceptions(look(app))} == {"pvg_received"}


def test_staff_read_that_the_law_asks_for_the_result_first():
    app = scottish("crb.with_body")
    page = ApplicationPage(app, by=team()[0], at=sent(app) + DAY)
    reasons = [(reason.law, reason.mend) for gate in page.gates for reason, _row in gate.reasons if reason.sentence == BEFORE_WORK]
    assert reasons
    assert set(reasons) == {(True, "crb")}
