"""The second of two people reads the letter that a yes would send, before they say it; nothing of the look stays."""

import pytest

from onboarding.models import Application, AuditEvent, Feedback, Move, OutboxItem, Proposal
from tests.making import FEEDBACK, START, advance, applicant, application, support_agreed
from tests.pages.hr.conftest import NOW
from tests.pages.hr.test_steps import at, person, sent

pytestmark = pytest.mark.django_db
ANSWERS = {**FEEDBACK, "offered_talk": "on"}


@pytest.fixture
def maya(db):
    return advance(application(who=applicant("Maya", "Collins")), "selection.deciding", at=START)


def kept(app):
    """Everything a look must leave as it was."""
    rows = (Move, OutboxItem, AuditEvent, Proposal)
    state = Application.objects.values_list("state", "version", "tally", "promise_on", "chain_seq").get(pk=app.pk)
    return state, [list(model.objects.filter(application=app).values()) for model in rows]


def test_both_people_read_the_letter_before_the_second_says_yes(signed_in, maya):
    first, second = signed_in("manager", name="First Manager"), signed_in("manager", name="Second Manager")
    page = first.post(at(maya, None, "not_this_time"), sent(maya, None, **ANSWERS), follow=True).content.decode()
    assert "A second person must confirm it" in page
    assert "The letter that goes to Maya" in page
    assert "You listened well." in page
    address = f"{person(maya)}proposal/{Proposal.objects.get().pk}/"
    before = kept(maya)
    page = second.get(address).content.decode()
    for words in ("You listened well.", "You were warm and honest.", "Other people met more of what this role asks for."):
        assert words in page
    assert kept(maya) == before
    assert not Feedback.objects.exists()
    second.post(address)
    assert Application.objects.get(pk=maya.pk).state == "not_this_time"
    assert OutboxItem.objects.get(application=maya, kind="not_this_time").status == "waiting"


def test_what_is_in_the_way_by_now_is_said_instead_of_a_letter(signed_in, maya):
    first, second = signed_in("manager", name="First Manager"), signed_in("manager", name="Second Manager")
    first.post(at(maya, None, "not_this_time"), sent(maya, None, **ANSWERS))
    advance(maya, "selection.offered")
    page = second.get(f"{person(maya)}proposal/{Proposal.objects.get().pk}/").content.decode()
    assert "This is in the way now" in page
    assert "An offer was made: taking it back is a step of its own, by two people" in page


def test_a_step_without_a_letter_shows_none(signed_in):
    helped = {"outcome": "fit_with_adjustments", "adjustments": "Later starts"}
    app = advance(application(), "occupational_health.being_considered", facts={"occupational_health.record_result": helped})
    support_agreed(app, at=NOW)
    client = signed_in("hr", "oh_liaison")
    page = client.post(at(app, "occupational_health", "decide"), sent(app, "occupational_health"), follow=True)
    assert "A second person must confirm it" in page.content.decode()
    assert "The letter that goes to" not in page.content.decode()
