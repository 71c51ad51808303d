"""Moving somebody to another role on its own page, and carrying over what stands; the pages of both lead to each other."""

import pytest

from onboarding.models import Application, Opportunity
from tests.making import START, advance, applicant, application, opportunity
from tests.pages.hr.test_steps import at, person, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya(db):
    return advance(application(who=applicant("Maya", "Collins")), "identity.closed", at=START)


@pytest.fixture
def role(db):
    like = opportunity("B")
    return Opportunity.objects.create(title="Ward peer worker", service=like.service, pathway=like.pathway)


def moved(client, app, role):
    page = client.get(at(app, None, "transfer")).content.decode()
    assert "Ward peer worker" in page
    assert f'value="{app.opportunity_id}"' not in page
    client.post(at(app, None, "transfer"), sent(app, None, to=str(role.pk), agreed="on"), follow=True)
    return Application.objects.get(came_from=app)


def test_a_move_starts_an_application_there_and_each_page_leads_to_the_other(hr, maya, role):
    there = moved(hr, maya, role)
    assert "The application they moved to" in hr.get(person(maya)).content.decode()
    page = hr.get(person(there)).content.decode()
    assert "The application before this" in page
    assert maya.reference in page


def test_what_was_checked_there_can_be_chosen_here_and_is_carried(signed_in, hr, maya, role):
    there = moved(hr, maya, role)
    manager = signed_in("manager", name="Mo Manager")
    offer = str(maya.stages.get(kind="selection").pk)
    manager.post(at(there, "selection", "carry"), sent(there, "selection", earlier=offer, consent="on"))
    seen = maya.stages.get(kind="identity").pk
    page = hr.get(at(there, "identity", "carry")).content.decode()
    assert f"{maya.reference}, Peer worker: 2 March 2026" in page
    data = sent(there, "identity", earlier=str(seen), consent="on", key="k2")
    assert (
        "Saved: Carry over from an earlier application."
        in hr.post(at(there, "identity", "carry"), data, follow=True).content.decode()
    )
    assert there.stages.get(kind="identity").state == "closed"


def test_who_may_not_end_an_application_moves_nobody(signed_in, maya, role):
    client = signed_in("coordinator")
    client.post(at(maya, None, "transfer"), sent(maya, None, to=str(role.pk), agreed="on"), follow=True)
    assert not Application.objects.filter(came_from=maya).exists()
