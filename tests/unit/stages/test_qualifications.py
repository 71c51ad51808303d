"""Qualifications: not applicable is said outright, by a pathway for all or by a person for one; else what was seen, and no number."""

import pytest

from onboarding.door import StepRefused, take
from onboarding.models import Application, Move, Pathway, Qualification
from tests.making import DAY, START, advance, applicant, application, site, team

pytestmark = pytest.mark.django_db
NOW = START + 30 * DAY


@pytest.fixture
def amir() -> Application:
    return advance(application("E2", who=applicant("Amir", "Rahimi")), "selection.closed")


def go(app, step, **facts):
    return take(app, "qualifications", step, by=team()[0], at=NOW, **facts)


def test_every_pathway_asks_for_them_or_says_that_they_do_not_apply():
    for pathway in Pathway.objects.all():
        said = {item["rule"]: item["reason"] for item in pathway.left_out}
        assert ("qualifications" in pathway.kinds) != said.get("qualifications", "").startswith("Not applicable")


def test_what_was_seen_is_kept_and_no_number(amir):
    go(amir, "ask", what="school")
    move = go(amir, "record_seen", what="school", how="original")
    assert (move.target, move.outcome, move.expires_on) == ("closed", "satisfied", None)
    columns = {field.name for field in Qualification._meta.concrete_fields}
    assert columns == {"id", "stage", "move", "current", "what", "how", "until"}


def test_for_one_person_it_does_not_apply_and_that_is_a_move(amir):
    move = go(amir, "not_applicable", why="experience")
    assert (move.target, move.outcome, move.code) == ("closed", "satisfied", "experience")
    assert not Qualification.objects.exists()


def test_an_entry_in_a_register_runs_out_and_is_looked_at_again(amir):
    move = go(amir, "record_seen", what="register", how="online", until=NOW.date() + 90 * DAY)
    assert move.expires_on == NOW.date() + 90 * DAY
    again = go(amir, "record_again", why="renewed", what="register", how="online", until=NOW.date() + 400 * DAY)
    assert again.expires_on == NOW.date() + 400 * DAY


def test_a_day_that_is_over_cannot_be_its_end(amir):
    with pytest.raises(StepRefused, match="The day it holds until must be ahead"):
        go(amir, "record_seen", what="register", how="online", until=NOW.date())


def test_contact_waits_for_it_where_the_pathway_asks(amir):
    app = advance(amir, "training.in_classes")
    when = Move.objects.latest("recorded_at").recorded_at
    take(app, "qualifications", "reopen", by=team()[0], at=when)
    with pytest.raises(StepRefused) as refusal:
        take(
            app,
            "training",
            "start_practice",
            by=team()[0],
            at=when,
            site=site().pk,
            supervisor=team()[0].pk,
            team_agreed=True,
        )
    assert "The certificate that the role asks for was not seen" in [
        reason.sentence for reason in refusal.value.reasons
    ]
