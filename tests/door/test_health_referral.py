"""Work and health support begins with a referral: what the role asks for, and nothing about the person."""

import datetime as dt

import pytest

from onboarding import letters
from onboarding.door import StepRefused, take
from onboarding.models import Referral
from onboarding.queries import letter_facts
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import Party
from tests.making import DAY, advance, application, team

pytestmark = pytest.mark.django_db
REFER = STAGE_KINDS["occupational_health"].steps["refer"]


def referred(**answers):
    return advance(application(), "occupational_health.with_body", facts={"occupational_health.refer": answers})


def letter(app, **more):
    at = app.moves.latest("number").recorded_at + DAY
    return letters.write("health_referral", letter_facts.gather("health_referral", app, at=at, **more)).text


def test_the_referral_says_what_the_role_asks_for_and_since_when():
    app = referred(demands=["stairs", "nights"], hoped_start=dt.date(2026, 10, 5))
    words = letter(app)
    for told in ("Nights, or shifts that change.", "Places with stairs and no lift.", "They may start on", "5 October 2026"):
        assert told in words
    assert "Driving" not in words


def test_a_role_without_more_says_what_every_role_asks():
    words = letter(referred())
    assert "Sessions of up to 3 hours, with breaks." in words
    assert "They may start on" not in words


def test_a_new_referral_says_the_new_demands_and_the_letter_of_the_first_still_its_own():
    app = referred(demands=["driving"])
    first = app.moves.get(step="refer")
    later = app.moves.latest("number").recorded_at + DAY
    take(app, "occupational_health", "ask_again", by=team()[0], at=later)
    take(app, "occupational_health", "refer", by=team()[0], at=later + DAY, demands=["ward"])
    assert Referral.objects.get(stage__application=app, current=True).demands == ["ward"]
    assert "Work on a hospital ward." in letter(app)
    assert "Driving for the work." in letter(app, move=first.pk)


def test_nothing_can_be_written_about_the_person():
    assert {ask.form for ask in REFER.asks} == {"row", "several", "date"}
    with pytest.raises(StepRefused):
        referred(demands=["seems unwell"])


def test_the_service_answers_by_its_link_and_never_says_what_it_found():
    steps = STAGE_KINDS["occupational_health"].steps.values()
    by_link = {step.name for step in steps if step.reply and Party.OCCUPATIONAL_HEALTH in step.reply.parties}
    days = {"appointment_made", "appointment_missed"}
    assert by_link == {"form_arrived", "ask_again", "report_sent", "need_until", "not_theirs", *days}
    assert {step.name for step in steps if step.reply and (step.inner or step.restricted)} == days
