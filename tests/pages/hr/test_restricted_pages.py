"""The page of a restricted record: what is done inside it has one address, and is there for those who know only."""

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.letters.words import full_day
from onboarding.models import AuditEvent, DisclosureRecord, InnerMove, Proposal
from onboarding.queries.looks import READ, looks
from onboarding.stages import STAGE_KINDS
from onboarding.stages.disclosure import KEPT_DAYS
from tests.making import DAY, HOUR, advance, applicant, application, considered, team, weighed
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})


@pytest.fixture
def known():
    """The browsers of the two who know."""
    browsers = []
    for user in team():
        client = Client()
        client.force_login(user)
        browsers.append(client)
    return browsers


def address(app, kind="crb"):
    return f"/staff/people/{app.reference}/restricted/{kind}/"


def sent(app, step, **answers):
    version = app.stages.get(kind="crb").version
    return {"inner": step, "key": f"{step}-{NOW}", "expected_version": version, "happened": "today", **answers}


def do(client, app, step, **answers):
    return client.post(address(app), sent(app, step, **answers), follow=True).content.decode()


def record(app):
    return DisclosureRecord.objects.get(stage__application=app, current=True)


def test_the_whole_of_it_is_done_at_one_address(maya, known):
    first, second = known
    assert "Saved in the restricted record." in do(first, maya, "name_people", second=team()[1].pk)
    do(first, maya, "offer_talk")
    do(first, maya, "record_talk", talked="held")
    do(first, maya, "weigh", **weighed("for"))
    do(first, maya, "agree_safeguards", safeguards=["pairs", "review"])
    page = first.get(address(maya)).content.decode()
    for words in ("Speaks for going on", "Works in a pair for the first 12 weeks; We look at it together", "Who knows", "Jo One, Alex Two"):
        assert words in page
    assert "Proposed. A second person must confirm it." in do(first, maya, "decide_not", reasons="on")
    assert "Confirm: Decide not to go on" in second.get(f"/staff/people/{maya.reference}/").content.decode()
    answer = second.post(f"/staff/people/{maya.reference}/proposal/{Proposal.objects.latest('pk').pk}/", follow=True)
    assert "Saved in the restricted record." in answer.content.decode()
    assert record(maya).decision == "not_proceed"


def test_a_step_is_chosen_first_and_its_form_names_what_the_person_will_read(maya, known):
    do(known[0], maya, "name_people", second=team()[1].pk)
    page = known[0].post(address(maya), {"inner": "offer_talk"}).content.decode()
    assert "will read on their own private page: “We would like to talk with you in private." in page
    assert not InnerMove.objects.filter(step="offer_talk").exists()


def test_a_missing_answer_and_a_refusal_are_said_on_the_form(maya, known):
    assert "Select what came of the talk" in do(known[0], maya, "record_talk")
    do(known[0], maya, "name_people", second=team()[1].pk)
    assert "The private talk was not offered yet" in do(known[0], maya, "record_talk", talked="held")
    assert "Select at least one safeguard" in do(known[0], maya, "agree_safeguards")


def test_a_form_sent_twice_with_other_answers_is_refused(maya, known):
    do(known[0], maya, "name_people", second=team()[1].pk)
    do(known[0], maya, "offer_talk")
    do(known[0], maya, "record_talk", talked="missed")
    assert "sent twice with different answers" in do(known[0], maya, "record_talk", talked="held")


def test_who_was_not_named_reads_nothing_and_leaves_no_reading(maya, signed_in):
    clear = advance(application(who=applicant("Dee", "Baines")), "crb.being_considered")
    client = signed_in("manager", "disclosure_handler")
    shown = []
    for app in (maya, clear):
        page = client.get(address(app)).content.decode()
        assert "You were not named for this record" in page
        assert "Something to talk about" not in page
        shown.append(page.replace(app.reference, "").replace(app.applicant.first_name, "").replace(app.applicant.surname, "").count("<"))
    assert shown[0] == shown[1]
    assert not AuditEvent.objects.filter(type="read_restricted").exists()


def test_a_handler_may_take_over_from_that_page_and_then_reads(maya, signed_in):
    client = signed_in("disclosure_handler")
    assert "Take over from who recorded it" in client.get(address(maya)).content.decode()
    assert "Something to talk about" in do(client, maya, "take_over", why="away")


def test_a_proposal_of_those_who_know_is_not_there_for_others(maya, known, signed_in):
    considered(maya, at=NOW - DAY, gap=HOUR)
    do(known[0], maya, "decide_not", reasons="on")
    other = signed_in("manager")
    assert "Confirm" not in other.get(f"/staff/people/{maya.reference}/").content.decode()
    assert other.get(f"/staff/people/{maya.reference}/proposal/{Proposal.objects.latest('pk').pk}/").status_code == 404


def test_the_record_says_who_looked_and_when_it_will_be_erased(known):
    app = advance(application(who=applicant("Dee", "Baines")), "crb.closed")
    page = known[0].get(address(app)).content.decode()
    assert "Who has looked" in page
    assert "Jo One" in page
    assert "Erased on" in page
    assert full_day(record(app).decided_on + KEPT_DAYS * DAY) in page


def test_a_letter_to_confirm_that_tells_of_a_record_is_a_look_at_it_for_who_may_read_it(maya, known, signed_in):
    first, second = team()
    take(maya, "crb", "name_people", by=first, at=NOW, second=second.pk, third=None)
    take(maya, None, "withdraw_offer", by=first, at=NOW, met=True)
    proposed = f"/staff/people/{maya.reference}/proposal/{Proposal.objects.get().pk}/"
    hr = signed_in("hr")
    assert "The letter that goes to" not in hr.get(proposed).content.decode()
    assert looks(maya) == []
    assert "The letter that goes to" in known[1].get(proposed).content.decode()
    assert [look.by for look in looks(maya, "crb")] == [second.name]


def test_looks_of_one_person_on_one_day_are_one_line_and_every_look_is_witnessed(maya, known):
    take(maya, "crb", "name_people", by=team()[0], at=NOW, second=team()[1].pk, third=None)
    for client in (known[0], known[0], known[1], known[0]):
        client.get(address(maya))
    assert [look.times for look in looks(maya)] == [1, 1, 2]
    assert AuditEvent.objects.filter(application=maya, type=READ).count() == 4
    assert "Jo One, 2 times on that day" in known[0].get(address(maya)).content.decode()


def test_no_step_inside_a_record_has_an_address_of_its_own(maya, known):
    stage = maya.stages.get(kind="crb").pk
    for step in ("offer_talk", "decide_not", "legal_stop"):
        assert known[0].get(f"/staff/people/{maya.reference}/step/{stage}/{step}/").status_code == 404
        assert step not in known[0].get(f"/staff/people/{maya.reference}/").content.decode()


def test_strangers_and_those_without_the_right_find_nothing(maya, known, signed_in):
    assert Client().post(address(maya), {"inner": "offer_talk"}).status_code == 302
    assert known[0].put(address(maya)).status_code == 405
    for role in ("hr", "coordinator", "oh_liaison", "host", "auditor"):
        assert signed_in(role, name=role).post(address(maya), sent(maya, "take_over", why="away")).status_code == 404
    assert known[0].post(address(maya), {"inner": "decide"}).status_code == 404
    assert known[0].post(address(maya), {"inner": "nonsense"}).status_code == 404
    assert known[0].post(address(maya, "training"), {"inner": "offer_talk"}).status_code == 404


def test_every_step_inside_has_a_form_that_draws(maya, known):
    demands = {"occupational_health.refer": {"demands": ["vaccines"]}}
    app = advance(maya, "occupational_health.being_considered", facts=demands)
    done = advance(application(who=applicant("Dee", "Baines")), "crb.closed")
    assert "Update Service" in known[0].post(address(done), {"inner": "check_status"}).content.decode()
    for kind in ("crb", "occupational_health"):
        for step in STAGE_KINDS[kind].steps.values():
            here = "being_considered" in step.source and step.permission != "safeguard_disclosure"
            if step.inner and here:
                assert known[0].post(address(app, kind), {"inner": step.name}).status_code == 200, step.name


def test_the_page_of_a_decision_leads_to_the_record_for_who_may_read_it_and_names_it_to_nobody_else(signed_in):
    app = advance(application(), "occupational_health.being_considered")
    stage = app.stages.get(kind="occupational_health").pk
    page, record = f"/staff/people/{app.reference}/step/{stage}/decide/", f"/staff/people/{app.reference}/restricted/occupational_health/"
    assert record in signed_in("hr", name="H").get(page).content.decode()
    assert record not in signed_in("coordinator", name="C").get(page).content.decode()
