"""A rule of the house is left out by two people, one with lived experience, with a reason; it holds for who applies from then on."""

import pytest
from django.test import Client

from onboarding.actions.leave_out_rule import confirm, drop, propose, stages_without
from onboarding.conf.checks import pathway_gaps
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, Opportunity, Pathway, RuleProposal, Stage
from onboarding.stages.clearances import HOUSE_RULES
from tests.making import advance, application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL, FORM = "/staff/pathways/", "/staff/pathways/C/leave-out/"
WHY = {"rule": "committee", "reason": "The trust has agreed to all our roles once"}


def newest(code="C"):
    return Pathway.objects.filter(code=code).latest("version")


@pytest.fixture
def peer():
    return staff("Jo Peer", "manager", shares_lived_experience=True)


@pytest.fixture
def proposed(hr):
    assert hr.post(FORM, WHY).status_code == 302
    return RuleProposal.objects.get()


def at(proposal):
    return f"/staff/pathways/proposals/{proposal.pk}/"


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def test_two_people_leave_a_rule_out_and_new_applications_are_not_asked(hr, peer, proposed):
    before = advance(application("C2"), "selection.closed")
    assert newest().version == 2
    page = as_(peer).get(at(proposed)).content.decode()
    assert WHY["reason"] in page
    assert as_(peer).post(at(proposed), {"do": "confirm"}).status_code == 302
    assert (newest().version, newest().peer_sign_off, newest().signed_by) == (3, "Jo Peer", peer)
    assert WHY in newest().left_out
    assert "committee" not in newest().kinds
    assert Opportunity.objects.get(pk=before.opportunity_id).pathway == newest()
    assert Stage.objects.filter(application=before, kind="committee").exists()
    assert not Stage.objects.filter(application=advance(application("C3"), "selection.closed"), kind="committee").exists()
    assert WHY["reason"] in hr.get(URL).content.decode()
    assert list(AuditEvent.objects.filter(type__startswith="rule_").values_list("type", flat=True)) == ["rule_proposed", "rule_left_out"]


def test_who_proposed_it_cannot_confirm_it_and_two_without_lived_experience_cannot_either(hr, proposed):
    page = hr.post(at(proposed), {"do": "confirm"})
    assert page.status_code == 422
    assert "A second person confirms it" in page.content.decode()
    other = as_(staff("Mo Manager", "manager")).post(at(proposed), {"do": "confirm"})
    assert "One of the two must be somebody who is open" in other.content.decode()
    assert newest().version == 2


def test_the_one_who_proposes_may_be_the_one_with_lived_experience(peer):
    made = propose(newest(), "committee", "Agreed once", by=peer, at=NOW)
    assert confirm(made.pk, by=staff("Mo Manager", "manager"), at=NOW).peer_sign_off == "Jo Peer"


def test_a_rule_that_is_kept_is_settled_and_can_be_proposed_again(hr, peer, proposed):
    assert as_(peer).post(at(proposed), {"do": "drop"}).status_code == 302
    assert newest().version == 2
    assert as_(peer).get(at(proposed)).status_code == 404
    assert hr.post(FORM, WHY).status_code == 302
    for settle in (confirm, drop):
        with pytest.raises(StepRefused, match="settled a moment ago"):
            settle(proposed.pk, by=peer, at=NOW)


def test_what_cannot_be_left_out_is_refused_with_every_sentence(hr, peer, proposed):
    assert "proposed this already" in hr.post(FORM, WHY).content.decode()
    assert "Enter why it is left out" in hr.post(FORM, {"rule": "identity", "reason": " "}).content.decode()
    assert "Select which rule is left out" in hr.post(FORM, {"rule": "crb", "reason": "Quicker"}).content.decode()
    for rule, reason, words in (
        ("crb", "Quicker", "Select which rule"), ("selection", "Quicker", "nobody is made an offer"),
        ("identity", "x" * 201, "200 characters"),
    ):  # fmt: skip
        with pytest.raises(StepRefused, match=words):
            propose(newest(), rule, reason, by=peer, at=NOW)
    with pytest.raises(StepRefused, match="leaves that rule out already"):
        propose(newest("B"), "committee", "Again", by=peer, at=NOW)
    with pytest.raises(StepRefused, match="as it is now"):
        propose(Pathway.objects.get(code="B", version=1), "identity", "Old", by=peer, at=NOW)


def test_what_was_proposed_for_a_version_that_is_over_cannot_be_confirmed(peer, proposed):
    other = propose(newest(), "identity", "Seen by the trust", by=staff("Mo Manager", "manager"), at=NOW)
    confirm(proposed.pk, by=peer, at=NOW)
    with pytest.raises(StepRefused, match="settled a moment ago"):
        confirm(other.pk, by=peer, at=NOW)


@pytest.mark.parametrize("rule", [rule for rule in HOUSE_RULES if rule != "selection"])
@pytest.mark.parametrize("code", "ABCDE")
def test_a_pathway_without_any_one_rule_is_whole(code, rule):
    row = newest(code)
    assert pathway_gaps(code, stages_without(row.stages, rule), [*row.rules_left_out, rule]) == []


def test_refusals_signed_out_wrong_role_nothing_there_wrong_method(hr, signed_in, proposed):
    nobody = signed_in("oh_liaison", name="Olu Liaison")
    for url in (URL, FORM, at(proposed)):
        assert Client().get(url).status_code == 302
        assert nobody.get(url).status_code == 404
        assert hr.put(url).status_code == 405
    assert hr.get("/staff/pathways/Z/leave-out/").status_code == 404
    assert hr.get("/staff/pathways/proposals/0/").status_code == 404
    for settle in (confirm, drop):
        with pytest.raises(StepRefused, match="may not leave rules out"):
            settle(proposed.pk, by=nobody.user, at=NOW)
    with pytest.raises(StepRefused, match="You may not"):
        propose(newest(), "identity", "Quicker", by=nobody.user, at=NOW)
