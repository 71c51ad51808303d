"""Taking the ball back is everybody's who may hold it, the applicant's too; giving it to them again is ours alone."""

import datetime as dt

import pytest

from onboarding.access import ROLES
from onboarding.actions.chase import chase_everybody
from onboarding.actions.messages import write
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Applicant, AuditEvent, OutboxItem, Wait
from onboarding.stages import STAGE_KINDS
from tests.deep.promises_kept import check
from tests.making import advance, applicant, application, staff, team


def test_who_may_hand_over_may_also_take_back():
    assert all("ask_us" in permissions for permissions in ROLES.values() if "hand_over" in permissions)


def test_an_applicant_may_take_back_and_not_hand_over():
    assert "ask_us" in ROLES["applicant"]
    assert "hand_over" not in ROLES["applicant"]


def waiting_for_them(kind):
    return {state.code for state in STAGE_KINDS[kind].states if state.party == "applicant"}


@pytest.mark.parametrize("kind", [kind for kind in STAGE_KINDS if waiting_for_them(kind)])
def test_every_stage_that_waits_for_a_person_can_be_taken_back(kind):
    steps, waiting = STAGE_KINDS[kind].steps, waiting_for_them(kind)
    assert steps["take_back"].permission == "ask_us"
    assert steps["give_again"].permission == "hand_over"
    assert waiting <= set(steps["take_back"].source)


def ask_for_time(client):
    return client.post(f"/progress/{client.app.reference}/ask/selection/time/", {"key": "once"}, follow=True)


def test_2_more_weeks_are_granted_at_once_and_twice_is_once(person):
    client = person("selection.with_applicant")
    assert "You have 2 more weeks" in ask_for_time(client).content.decode()
    ask_for_time(client)
    until = Applicant.objects.get(pk=client.app.applicant_id).quiet_until
    assert until == clock.today("Europe/London") + dt.timedelta(days=14)
    assert AuditEvent.objects.filter(application=client.app, type="more_time").count() == 1


def test_no_reminder_comes_before_the_2_weeks_are_over_even_if_the_step_is_theirs_again(person):
    client = person("selection.with_applicant")
    OutboxItem.objects.all().delete()
    ask_for_time(client)
    now = clock.now()
    take(client.app, "selection", "give_again", by=team()[0], at=now)
    chase_everybody(at=now + dt.timedelta(days=14))
    assert not OutboxItem.objects.filter(kind="reminder").exists()
    chase_everybody(at=now + dt.timedelta(days=15))
    assert OutboxItem.objects.filter(kind="reminder").count() == 1


def test_the_reminder_leads_to_a_page_that_offers_2_more_weeks(person):
    client = person("selection.with_applicant")
    assert "Give me 2 more weeks" in client.get(f"/progress/{client.app.reference}/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "party"), [("question", "applicant"), ("help", "hr")])
def test_an_answer_gives_back_what_was_asked_about_and_nothing_else(reason, party):
    sol = staff("Sol Pereira", "hr")
    app = advance(application(who=applicant("Sam", "Okafor", signs_in=True), owner=sol), "readiness.with_applicant")
    at = app.moves.latest("number").recorded_at + dt.timedelta(hours=1)
    take(app, "readiness", "invite", by=sol, at=at)
    assert app.applicant.user
    take(app, "readiness", "take_back", by=app.applicant.user, at=at + dt.timedelta(hours=1), reason=reason)
    write(app, "Bring nothing but yourself.", by=sol, at=at + dt.timedelta(hours=2), key="one")
    write(app, "Bring nothing but yourself.", by=sol, at=at + dt.timedelta(hours=2), key="one")
    assert Wait.objects.get(application=app, kind="readiness", ended_at=None).party == party
    check(app.pk)


@pytest.mark.django_db
def test_an_answer_during_a_break_is_sent_and_gives_nothing_back():
    sol = staff("Sol Pereira", "hr")
    app = advance(application(who=applicant("Sam", "Okafor", signs_in=True), owner=sol), "readiness.with_applicant")
    at = app.moves.latest("number").recorded_at + dt.timedelta(hours=1)
    take(app, "readiness", "invite", by=sol, at=at)
    assert app.applicant.user
    take(app, "readiness", "take_back", by=app.applicant.user, at=at + dt.timedelta(hours=1), reason="question")
    take(app, None, "pause", by=sol, at=at + dt.timedelta(hours=2), asked="phone", may_tell=True)
    write(app, "Bring nothing but yourself.", by=sol, at=at + dt.timedelta(hours=3), key="one")
    assert not app.moves.filter(step="give_again").exists()
