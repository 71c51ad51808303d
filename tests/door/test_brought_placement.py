"""Somebody who was on placement already when the spreadsheet was brought in: what was agreed is seen, and work goes on."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.bring_in import Brought, bring_in
from onboarding.models import Application, Match, StaffRole
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, application, site, staff, team

pytestmark = pytest.mark.django_db
CLOSED = ("selection", "identity", "right_to_work", "readiness", "occupational_health", "crb", "training")
SESSION: dict[str, Any] = {"minutes": 60, "one_to_one": 5}


def now(app: Application) -> dt.datetime:
    return app.moves.latest("number").recorded_at + HOUR


@pytest.fixture
def placed():
    app = application(telling=False)
    rows = [
        Brought("application", "in_progress", START),
        *(Brought(kind, "closed", START + DAY) for kind in CLOSED),
        Brought("placement", "on_placement", START + 2 * DAY),
    ]
    bring_in(app, rows, by=team()[0], at=START + 5 * DAY, run=1, sheet_row=2)
    return Application.objects.get(pk=app.pk)


def agreed(**more: Any) -> dict[str, Any]:
    first, second = team()
    people = {"site": site().pk, "supervisor": first.pk, "deputy": second.pk}
    return {**people, "team_agreed": True, "agreement_seen": True, **more}


def go(app: Application, kind: str, step: str, **facts: Any) -> Any:
    return take(app, kind, step, by=team()[0], at=facts.pop("at", now(app)), **facts)


def refused(app: Application, kind: str, step: str, **facts: Any) -> set[str]:
    with pytest.raises(StepRefused) as said:
        go(app, kind, step, **facts)
    return {reason.sentence for reason in said.value.reasons}


def confirm_all(app: Application) -> None:
    for kind in CLOSED:
        go(app, kind, "confirm_evidence")


def test_once_the_evidence_is_seen_the_next_session_is_recorded_with_the_same_team(placed):
    confirm_all(placed)
    go(placed, "placement", "confirm_agreed", **agreed())
    go(placed, "placement", "log_session", **SESSION)
    go(placed, "placement", "hold_review", outcome="going_well", held_by=team()[0].pk, weeks=None)
    go(placed, "placement", "confirm")
    placed.refresh_from_db()
    assert placed.state == "in_role"
    check(placed.pk)


def test_without_it_nothing_counts(placed):
    confirm_all(placed)
    assert refused(placed, "placement", "log_session", **SESSION) == {
        "The team has not said yes to this person",
        "No supervisor is named",
        "The role and boundaries agreement is not signed",
    }


def test_what_was_agreed_stands_in_for_no_clearance(placed):
    go(placed, "placement", "confirm_agreed", **agreed())
    said = refused(placed, "placement", "log_session", **SESSION)
    assert {"The DBS result is not decided", "The right to work was not checked before the first paid hour"} <= said


def test_a_session_before_it_was_seen_is_refused(placed):
    confirm_all(placed)
    go(placed, "placement", "confirm_agreed", **agreed())
    assert refused(placed, "placement", "log_session", **SESSION, effective_at=START + 3 * DAY)


@pytest.mark.parametrize("missing", ["team_agreed", "agreement_seen"])
def test_both_are_needed(placed, missing):
    assert refused(placed, "placement", "confirm_agreed", **agreed(**{missing: None}))
    assert not Match.objects.exists()


def test_another_team_asks_and_signs_anew(placed):
    confirm_all(placed)
    go(placed, "placement", "confirm_agreed", **agreed())
    go(placed, "placement", "change_team")
    first, second = team()
    go(placed, "placement", "ask_host", site=site("Purley team").pk, supervisor=first.pk, deputy=second.pk)
    go(placed, "placement", "host_says_yes")
    go(placed, "placement", "sign_agreement")
    assert placed.moves.filter(step="confirm_agreed").count() == 1
    go(placed, "placement", "start")
    assert refused(placed, "placement", "confirm_agreed", **agreed()) == {
        "This placement was not brought in from a spreadsheet, so there is nothing to confirm"
    }


def test_it_stands_among_the_evidence_to_confirm_until_it_is(client, placed):
    client.force_login(staff("Priya Shah", "hr"))
    stage = placed.stages.get(kind="placement")
    link = f"/staff/people/{placed.reference}/?do={stage.pk}.confirm_agreed#step"
    assert link in client.get("/staff/").content.decode()
    page = client.get(f"/staff/people/{placed.reference}/?do={stage.pk}.confirm_agreed").content.decode()
    assert "I have seen the signed agreement" in page
    go(placed, "placement", "confirm_agreed", **agreed())
    assert link not in client.get("/staff/").content.decode()


def test_only_who_may_confirm_evidence_does(placed):
    other = staff("Cora Coordinator", "coordinator")
    assert StaffRole.objects.filter(user=other).count() == 1
    with pytest.raises(StepRefused, match="You may not do this: I have seen what was agreed"):
        take(placed, "placement", "confirm_agreed", by=other, at=now(placed), **agreed())
