"""What the pages never send is refused behind them too: without the right, for a group, after the end, for nobody's address."""

import pytest

from onboarding.actions.ask_call import ask_call, call_done, leave_number
from onboarding.actions.begin import RoleClosed
from onboarding.actions.needs import change_needs
from onboarding.actions.save_answers import save_part
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.models import Answer, AuditEvent, Opportunity
from onboarding.stages.application_form import BY_CODE
from tests.making import application, staff
from tests.pages.apply.conftest import WORDS

pytestmark = pytest.mark.django_db
HEARD = BY_CODE["heard"]


@pytest.fixture
def sam(begun):
    return begun()


def refused(sentence, act, *args, **named):
    with pytest.raises(StepRefused, match=sentence):
        act(*args, at=clock.now(), **named)


def test_nobody_without_the_right_saves_a_part_or_ticks_a_call_off(sam):
    ada = staff("Ada Audit", "auditor")
    refused("You may not do this", save_part, sam.app, HEARD, {"how": "friend"}, by=ada, expected_version=0)
    refused("You may not do this", call_done, sam.app, by=ada)
    assert not Answer.objects.filter(part="heard").exists()


def test_a_group_has_no_parts(sam):
    group = application("0", who=sam.app.applicant)
    refused("You may not do this", save_part, group, HEARD, {"how": "friend"}, by=sam.app.applicant.user, expected_version=0)


def test_what_does_not_fit_the_questions_is_refused_with_every_sentence(sam):
    by = sam.app.applicant.user
    refused("does not ask for “health”", save_part, sam.app, HEARD, {"health": "x"}, by=by, expected_version=0)
    refused("Type your phone number", save_part, sam.app, BY_CODE["reach"], {"channel": "phone", "leave": "no"}, by=by, expected_version=0)


def test_a_form_that_was_sent_is_the_persons_to_read_and_no_more_to_write(sam):
    sam.fills_in()
    sam.post(f"/form/{sam.app.reference}/check/")
    by = sam.app.applicant.user
    refused("This was sent already", save_part, sam.app, HEARD, {"how": "online"}, by=by, expected_version=1)
    refused("This was sent already", ask_call, sam.app, by=by)


def test_a_call_that_nobody_asked_for_is_ticked_off_without_a_trace(sam):
    call_done(sam.app, by=staff("Priya Shah", "hr"), at=clock.now())
    assert not AuditEvent.objects.filter(type="call_done").exists()


def test_a_number_for_a_role_that_closed_meanwhile_is_not_kept(role):
    Opportunity.objects.update(is_open=False)
    with pytest.raises(RoleClosed):
        leave_number(role.pk, first_name="Sam", surname="Okafor", mobile="07700 900123", leave="no", at=clock.now())


def test_only_what_is_a_persons_own_is_changed(sam):
    with pytest.raises(TypeError, match="date_of_birth"):
        change_needs(sam.app.applicant, by=sam.app.applicant.user, at=clock.now(), date_of_birth=None)
    assert str(Answer.objects.earliest("pk")).startswith("answer ")
    assert set(WORDS) < set(BY_CODE)
