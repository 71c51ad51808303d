"""Every card that is the person's: something to press beside more time and a question, or who, where and how."""

import pytest

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Stage, Wait
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import Party
from onboarding.templatetags.portal import turn_actions
from tests.making import TRACKS, pathway_with, team

PLACES = [
    (kind, state.code)
    for kind, found in STAGE_KINDS.items()
    for state in found.states
    if state.party == Party.APPLICANT and kind in TRACKS
]


def cards(progress, kind):
    """What each card of a kind has to press, without more time and a question."""
    for turn in progress.turns:
        if turn.kind == kind:
            yield [act for act in turn_actions(progress, turn) if "/ask/" not in act["url"]]


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_every_card_has_something_to_press_at_every_step_of_the_way(person, shown, kind, state):
    client = person(f"{kind}.{state}", pathway_with(kind), days_ago=60)
    row = Stage.objects.filter(application=client.app, kind=kind).order_by("slot")[0]
    if not Wait.objects.filter(stage=row, ended_at=None, party=Party.APPLICANT).exists():
        take(client.app, row, "give_again", by=team()[0], at=clock.now())
    seen = 0
    for step, answers in TRACKS[kind]:
        for found in cards(shown(client), kind):
            seen += 1
            assert found, f"{kind}.{state} before {step}"
        row.refresh_from_db()
        if row.state != state:
            break
        now = clock.now()
        if row.state in STAGE_KINDS[kind].steps[step].source and step not in ("record_result", "met"):
            take(client.app, row, step, by=team()[0], at=now, **answers(now))
    assert seen


def page(client):
    return client.get(f"/progress/{client.app.reference}/").content.decode()


def opened(person, kind, step):
    client = person("selection.closed")
    take(client.app, kind, step, by=team()[0], at=clock.now())
    return client


@pytest.mark.parametrize(("kind", "link"), [("identity", "Tell us how you want to show them"), ("right_to_work", "Ask us what to bring")])
def test_papers_are_brought_to_an_address_at_hours_or_we_come(person, kind, link):
    html = page(opened(person, kind, "ask"))
    assert "Where: " in html
    assert "When: Monday to Friday, 9am to 5pm" in html
    assert "We can come to you" in html
    assert link in html
    assert 'href="/messages/' in html


def test_the_form_of_occupational_health_is_said_to_come_from_them(person):
    html = page(opened(person, "occupational_health", "refer"))
    assert "This opens" not in html
    assert "Occupational Health sends you its own form." in html
    assert "Tell us that no form came" in html


def test_a_certificate_in_the_post_has_no_day(person):
    client = person("crb.with_body")
    take(client.app, "crb", "certificate_posted", by=team()[0], at=clock.now())
    html = page(client)
    assert "Your certificate is in the post" in html
    assert "Please do it by" not in html
    assert "Nothing has to be done until it is there." in html
