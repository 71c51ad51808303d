"""Somebody whose criminal record check was under way already when the spreadsheet was brought in: a way on, within the law."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.bring_in import Brought, bring_in
from onboarding.models import Application, DisclosureRecord, Eligibility, Proposal
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, applicant, application, staff, team

pytestmark = pytest.mark.django_db
LEVEL: dict[str, Any] = {"level": "enhanced_barred", "basis": "regulated", "fee": "paid_role", "asked_seen": True}


def now(app: Application) -> dt.datetime:
    return app.moves.latest("number").recorded_at + HOUR


@pytest.fixture
def sent():
    """On the sheet: selected, fit, and the DBS form sent."""
    app = application(telling=False, who=applicant(signs_in=True))
    rows = [
        Brought("application", "in_progress", START),
        Brought("selection", "closed", START + DAY),
        Brought("occupational_health", "with_body", START + DAY),
        Brought("crb", "with_body", START + 2 * DAY),
    ]
    bring_in(app, rows, by=team()[0], at=START + 5 * DAY, run=1, sheet_row=2)
    return Application.objects.get(pk=app.pk)


def certificate(app: Application) -> dict[str, Any]:
    day = now(app).date()
    return {"content": "clear", "seen": "paper", "number": "001234567890", "issued_on": day, "same_person": True}


def go(app: Application, kind: str, step: str, by: Any = None, **facts: Any) -> Any:
    return take(app, kind, step, by=by or team()[0], at=now(app), **facts)


def refused(app: Application, kind: str, step: str, **facts: Any) -> set[str]:
    with pytest.raises(StepRefused) as said:
        go(app, kind, step, **facts)
    return {reason.sentence for reason in said.value.reasons}


def test_two_people_record_the_level_and_then_the_result_and_the_decision(sent):
    go(sent, "selection", "confirm_evidence")
    assert refused(sent, "crb", "record_result", **certificate(sent)) == {
        "The level of check is not decided: record which check this role allows"
    }
    assert isinstance(go(sent, "crb", "record_level", **LEVEL), Proposal)
    assert not Eligibility.objects.exists()
    go(sent, "crb", "record_level", by=team()[1], **LEVEL)
    assert sent.waits.get(ended_at=None, kind="crb").party == "disclosure_body"
    go(sent, "crb", "record_result", **certificate(sent))
    go(sent, "crb", "decide")
    assert sent.stages.get(kind="crb").state == "closed"
    assert DisclosureRecord.objects.get(current=True).decision == "proceed"
    check(sent.pk)


def test_one_person_alone_cannot_record_it(sent):
    go(sent, "selection", "confirm_evidence")
    go(sent, "crb", "record_level", **LEVEL)
    with pytest.raises(StepRefused, match="Another person must confirm it"):
        go(sent, "crb", "record_level", **LEVEL)


def test_the_law_holds_for_a_form_that_went_off_before_us_too(sent):
    law = {
        "The applicant has not said yes to the conditional offer yet",
        "The barred list is for regulated activity only",
        "A role that is paid pays the fee: a free check is for volunteers",
    }
    assert refused(sent, "crb", "record_level", **{**LEVEL, "basis": "frequent", "fee": "free"}) == law
    go(sent, "selection", "confirm_evidence")
    assert refused(sent, "crb", "record_level", **{**LEVEL, "asked_seen": None})


def test_a_form_for_a_check_that_the_role_does_not_allow_is_taken_back(sent):
    go(sent, "selection", "confirm_evidence")
    go(sent, "crb", "form_returned", reason="taken_back")
    go(sent, "crb", "decide_level", level="no_check", basis="no_contact", fee="paid_role")
    go(sent, "crb", "close_without_check")
    assert sent.stages.get(kind="crb").state == "closed"


def test_a_level_decided_here_is_not_recorded_a_second_time():
    app = advance(application(), "crb.with_body")
    assert refused(app, "crb", "record_level", **LEVEL) == {
        "The form went off from here, after the level was decided",
        "The level of check is decided already",
    }


def test_nobody_does_without_a_check_whose_form_had_gone_off_before_us(sent):
    go(sent, "selection", "confirm_evidence")
    go(sent, "crb", "form_returned", reason="address")
    go(sent, "crb", "decide_level", level="enhanced", basis="frequent", fee="paid_role")
    facts = {"authoriser": team()[1].pk, "reason": "carried", "evidence": "policy", "until": START.date() + 90 * DAY}
    assert refused(sent, "crb", "waive", **facts) == {"The form has gone off: wait for its answer"}


def test_the_answer_of_occupational_health_can_be_recorded_at_once_the_offer_is_seen(sent):
    go(sent, "selection", "confirm_evidence")
    go(sent, "occupational_health", "record_result", outcome="fit")
    assert sent.stages.get(kind="occupational_health").state == "being_considered"


def test_the_page_says_first_the_level_and_then_the_result(client, sent):
    go(sent, "selection", "confirm_evidence")
    stage = sent.stages.get(kind="crb").pk
    client.force_login(staff("Hana Handler", "disclosure_handler"))
    address = f"/staff/people/{sent.reference}/"
    first, then = f"?do={stage}.record_level#step", f"?do={stage}.record_result#step"
    page = client.get(address).content.decode()
    assert first in page
    assert then not in page
    go(sent, "crb", "record_level", **LEVEL)
    go(sent, "crb", "record_level", by=team()[1], **LEVEL)
    page = client.get(address).content.decode()
    assert first not in page
    assert then in page


def test_the_person_can_tell_us_that_the_certificate_came(client, sent):
    go(sent, "selection", "confirm_evidence")
    go(sent, "crb", "certificate_posted")
    client.force_login(sent.applicant.user)
    assert "My certificate came" in client.get(f"/progress/{sent.reference}/").content.decode()
    go(sent, "crb", "certificate_came", by=sent.applicant.user)
    assert refused(sent, "crb", "record_result", **certificate(sent)) == {
        "The level of check is not decided: record which check this role allows"
    }
    go(sent, "crb", "decide_level", level="enhanced", basis="frequent", fee="paid_role")
    go(sent, "crb", "record_result", **certificate(sent))
