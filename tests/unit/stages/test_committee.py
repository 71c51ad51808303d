"""A committee's yes is to a role at a site: asked once, due at its meeting, used again until it ends."""

from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, Approval, Body, Move, Stage, Wait
from onboarding.queries.choices import rows
from tests.making import DAY, START, advance, applicant, application, site, team

pytestmark = pytest.mark.django_db
NOW = START + 30 * DAY
MEETS = NOW.date() + 20 * DAY
UNTIL = NOW.date() + 365 * DAY


@pytest.fixture
def maya() -> Application:
    return advance(application("C", who=applicant("Maya", "Collins")), "selection.closed")


def paper(**more: Any) -> dict[str, Any]:
    body, _new = Body.objects.get_or_create(party="committee", name="Professions committee")
    return {"body": body.pk, "site": site().pk, "meets_on": MEETS, **more}


def go(app: Application, step: str, at: Any = NOW, **facts: Any) -> Any:
    return take(app, "committee", step, by=team()[0], at=at, **facts)


def said(app: Application, step: str, at: Any = NOW, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as refusal:
        go(app, step, at, **facts)
    return [reason.sentence for reason in refusal.value.reasons]


def wait(app: Application) -> Wait:
    return Wait.objects.get(application=app, kind="committee", ended_at=None)


def agreed(app: Application) -> Approval:
    go(app, "put_on_agenda", **paper())
    go(app, "agreed", until=UNTIL, condition="none")
    return Approval.objects.get(stage__application=app, current=True)


def test_the_turn_is_due_on_the_day_of_the_meeting(maya):
    go(maya, "put_on_agenda", **paper())
    assert (wait(maya).party, wait(maya).due_on, wait(maya).body) == ("committee", MEETS, Body.objects.get(party="committee"))


def test_a_break_does_not_move_the_meeting(maya):
    go(maya, "put_on_agenda", **paper())
    take(maya, None, "pause", by=team()[0], at=NOW + DAY, asked="self")
    take(maya, None, "resume", by=team()[0], at=NOW + 9 * DAY)
    assert wait(maya).due_on == MEETS


def test_it_is_put_off_once_and_due_at_the_next_meeting(maya):
    go(maya, "put_on_agenda", **paper())
    go(maya, "put_off", at=NOW + 20 * DAY, meets_on=MEETS + 30 * DAY)
    assert wait(maya).due_on == MEETS + 30 * DAY
    (sentence,) = said(maya, "put_off", at=NOW + 50 * DAY, meets_on=MEETS + 60 * DAY)
    assert sentence.startswith("It was put off once already")
    go(maya, "wants_changes", at=NOW + 50 * DAY, reason="description")
    assert wait(maya).party == "coordinator"


def test_the_next_person_for_the_same_role_waits_for_no_committee(maya):
    given = agreed(maya)
    dee = advance(application("C", who=applicant("Dee", "Baines")), "selection.closed")
    assert rows("approval", dee, "committee", at=NOW) == [
        (given.pk, f"Croydon community team: agreed by Professions committee, holds until {UNTIL.day} {UNTIL:%B %Y}")
    ]
    move = go(dee, "use_approval", approval=given.pk)
    assert (move.outcome, move.expires_on) == ("satisfied", UNTIL)


def test_an_approval_that_ran_out_is_not_offered_and_not_taken(maya):
    given = agreed(maya)
    dee = advance(application("C", who=applicant("Dee", "Baines")), "selection.closed")
    later = NOW + 400 * DAY
    assert rows("approval", dee, "committee", at=later) == []
    assert said(dee, "use_approval", at=later, approval=given.pk) == ["This approval is for another role, or has run out"]
    assert said(dee, "use_approval", at=later, approval=given.pk + 999) == ["Select the approval"]


def test_an_approval_for_another_role_is_not_taken(maya):
    given = agreed(maya)
    dee = advance(application("D", who=applicant("Dee", "Baines")), "selection.closed")
    assert rows("approval", dee, "committee", at=NOW) == []
    assert said(dee, "use_approval", approval=given.pk) == ["This approval is for another role, or has run out"]


def test_an_answer_that_is_undone_is_nobodys_approval(maya):
    given = agreed(maya)
    undo(maya, Move.objects.latest("number").pk, by=team()[0], at=NOW)
    dee = advance(application("C", who=applicant("Dee", "Baines")), "selection.closed")
    assert rows("approval", dee, "committee", at=NOW) == []
    assert said(dee, "use_approval", approval=given.pk) == ["This approval is for another role, or has run out"]


def test_placement_is_at_the_site_that_was_approved(maya):
    app = advance(maya, "placement.matching")
    first, second = team()
    other = site("Ward 4")
    now = Move.objects.latest("number").recorded_at
    take(app, "placement", "ask_host", by=first, at=now, site=other.pk, supervisor=first.pk, deputy=second.pk)
    for step in ("host_says_yes", "sign_agreement"):
        take(app, "placement", step, by=first, at=now)
    with pytest.raises(StepRefused, match="The committee has not agreed to this team"):
        take(app, "placement", "start", by=first, at=now)


def test_when_the_approval_runs_out_contact_stops_until_it_is_asked_again(maya):
    app = advance(maya, "placement.on_placement")
    after = START + 1500 * DAY
    with pytest.raises(StepRefused) as refusal:
        take(app, "placement", "log_session", by=team()[0], at=after, minutes=60, one_to_one=5)
    assert "The committee has not agreed to this role" in [reason.sentence for reason in refusal.value.reasons]
    go(app, "reopen", at=after)
    assert Stage.objects.get(application=app, kind="committee").state == "preparing"
