"""The team's yes as a check of its own: while the training goes on, with reasons about the team, and no team asked twice."""

from typing import Any

import pytest

from onboarding.access import placements_for
from onboarding.door import StepRefused, take
from onboarding.models import Application, Match, Move, Stage, Wait
from tests.making import advance, applicant, application, site, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def grace() -> Application:
    return advance(application("D", who=applicant("Grace", "Lin")), "host_acceptance.choosing")


def go(app: Application, kind: str, step: str, **facts: Any) -> Any:
    return take(app, kind, step, by=team()[0], at=Move.objects.latest("number").recorded_at, **facts)


def about(where: str = "Croydon community team") -> dict[str, Any]:
    first, second = team()
    return {"site": site(where).pk, "supervisor": first.pk, "deputy": second.pk}


def state(app: Application, kind: str) -> str:
    return Stage.objects.get(application=app, kind=kind).state


def test_the_team_is_asked_while_the_training_waits(grace):
    assert state(grace, "training") == "waiting_for_course"
    go(grace, "host_acceptance", "ask_team", **about())
    assert Wait.objects.get(application=grace, kind="host_acceptance", ended_at=None).party == "host_team"
    host = site().host
    assert host is not None
    assert set(placements_for(host)) == {grace}


def test_a_no_is_about_the_team_and_another_one_is_asked(grace):
    go(grace, "host_acceptance", "ask_team", **about("Ward 4"))
    with pytest.raises(StepRefused, match="Select why"):
        go(grace, "host_acceptance", "team_says_no", reason="not the right person")
    go(grace, "host_acceptance", "team_says_no", reason="no_room")
    assert not Match.objects.filter(current=True).exists()
    go(grace, "host_acceptance", "ask_team", **about())
    go(grace, "host_acceptance", "team_says_yes")
    assert state(grace, "host_acceptance") == "closed"


def test_the_team_that_said_yes_is_not_asked_again_at_placement(grace):
    app = advance(grace, "placement.matching")
    go(app, "placement", "keep_team")
    assert state(app, "placement") == "with_applicant"
    mine = Match.objects.get(stage__kind="placement", current=True)
    assert (mine.site.name, mine.supervisor) == ("Croydon community team", team()[0])
    go(app, "placement", "sign_agreement")
    go(app, "placement", "start")
    go(app, "placement", "log_session", minutes=180, one_to_one=15)


def test_after_a_change_of_team_the_old_yes_does_not_count(grace):
    app = advance(grace, "placement.matching")
    go(app, "placement", "keep_team")
    go(app, "placement", "sign_agreement")
    go(app, "placement", "change_team")
    with pytest.raises(StepRefused, match="No team has said yes yet, or they have changed team since"):
        go(app, "placement", "keep_team")
    go(app, "placement", "ask_host", **about())
    go(app, "placement", "host_says_yes")
    go(app, "placement", "sign_agreement")
    go(app, "placement", "start")


def test_no_team_can_be_kept_where_the_yes_is_no_check_of_its_own():
    app = advance(application("C"), "placement.matching")
    with pytest.raises(StepRefused, match="No team has said yes yet"):
        go(app, "placement", "keep_team")


def test_nobody_practises_with_a_team_that_has_not_said_yes(grace):
    app = advance(grace, "training.in_classes")
    go(app, "host_acceptance", "reopen")
    with pytest.raises(StepRefused) as refusal:
        go(app, "training", "start_practice", site=site().pk, supervisor=team()[0].pk, team_agreed=True)
    assert "The team has not said yes to this person yet" in [reason.sentence for reason in refusal.value.reasons]
