"""Words by nation: a person reads those of the nation their role is in; somebody looks at each every half year, by name."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from onboarding.actions.review_words import review_words
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, AuditPayload, NationWords, Opportunity
from onboarding.queries import letter_facts, nation_words
from onboarding.queries.frame import house
from onboarding.stages.nation_words import KINDS, LOOK_AGAIN_AFTER, NATIONS, SHIPPED
from tests.making import advance, applicant, application, opportunity, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
PAGE, NORTH = "/staff/settings/words/", "/staff/settings/words/NIR/crisis_help/"
LIFELINE, WORDS = "0808 808 8000", "Call Lifeline on 0808 808 8000. It is free."
TODAY = NOW.date()


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


def in_nation(nation: str, who: Any) -> Any:
    """An application for a role in a nation."""
    found = application(who=who)
    role = found.opportunity
    role.pk, role.nation = None, nation
    role.save()
    found.opportunity = role
    found.save(update_fields=["opportunity"])
    return found


def test_a_fresh_database_has_every_word_of_every_nation_and_nobody_has_looked():
    every = {(nation, kind) for nation in NATIONS for kind in KINDS}
    assert set(NationWords.objects.values_list("nation", "kind")) == every == set(SHIPPED)
    assert not nation_words.looked_at()
    assert [one.nation for one in nation_words.stale_words(today=TODAY)] == ["ENG"] * 3


def test_looking_at_words_keeps_who_and_when_and_is_witnessed(admin):
    assert "nobody here has looked at it yet" in admin.get(PAGE).content.decode()
    assert admin.get(NORTH).status_code == 200
    assert admin.post(NORTH, {"words": f"  {WORDS} "}).status_code == 302
    row = NationWords.objects.get(nation="NIR", kind="crisis_help")
    assert (row.words, row.reviewed_on, row.reviewed_by) == (WORDS, TODAY, admin.user)
    event = AuditEvent.objects.get(type="words_reviewed")
    assert json.loads(event.envelope)["codes"] == {"nation": "NIR", "kind": "crisis_help", "changed": True}
    assert WORDS in AuditPayload.objects.get(event=event).words
    admin.post(NORTH, {"words": WORDS})
    assert AuditEvent.objects.filter(type="words_reviewed").count() == 1
    content = admin.get(PAGE).content.decode()
    assert "15 April 2026, by Ada Admin. Again by 15 October 2026" in content


def test_words_that_are_right_as_they_are_are_only_looked_at(admin):
    admin.post(f"{PAGE}SCT/check_names/", {"words": "Something else"})
    row = NationWords.objects.get(nation="SCT", kind="check_names")
    assert (row.words, row.reviewed_on) == (SHIPPED["SCT", "check_names"], TODAY)
    content = admin.get(f"{PAGE}SCT/check_names/").content.decode()
    assert "PVG check, from Disclosure Scotland" in content
    assert "<textarea" not in content


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        ("crisis_help", "", "Enter the words"),
        ("crisis_help", "Call somebody you trust.", "Give at least one number to call"),
        ("crisis_help", "Call 111 " + "now " * 90, "300 characters or fewer"),
        ("crisis_help", "Call 111 and then " + "on and " * 9 + "on.", "20 words at most"),
        ("benefits_advice", " ", "Enter the words"),
    ],
)
def test_what_nobody_could_use_is_refused(admin, kind, words, sentence):
    assert sentence in admin.post(f"{PAGE}ENG/{kind}/", {"words": words}).content.decode()
    assert NationWords.objects.get(nation="ENG", kind=kind).reviewed_on is None


def test_a_person_reads_the_words_of_the_nation_their_role_is_in(admin, client):
    nia = in_nation("NIR", applicant("Nia", "Evans", signs_in=True))
    client.force_login(nia.applicant.user)
    assert LIFELINE in client.get("/help/").content.decode()
    assert LIFELINE not in Client().get("/help/").content.decode()
    facts = letter_facts.gather("application_received", nia, at=NOW)
    assert "Lifeline" in facts.organisation.crisis_help
    assert facts.organisation.benefits_advice.startswith("Advice NI")
    assert letter_facts.gather("host_request", nia, at=NOW).organisation.crisis_help == ""


def test_two_applications_in_two_nations_each_have_their_own_help(client, signed_in):
    who = applicant("Nia", "Evans", signs_in=True)
    here, there = advance(application(who=who), "selection.shortlisting"), advance(in_nation("NIR", who), "selection.shortlisting")
    client.force_login(who.user)
    pages = [client.get(f"/progress/{one.reference}/").content.decode() for one in (here, there)]
    assert [LIFELINE in page for page in pages] == [False, True]
    hr = signed_in("hr")
    seen = [hr.get(f"/staff/people/{one.reference}/as-seen/").content.decode() for one in (here, there)]
    assert [LIFELINE in page for page in seen] == [False, True]


def test_who_looks_at_a_role_reads_the_help_of_its_nation_and_nobody_elses_reference_tells(client):
    role = opportunity()
    Opportunity.objects.filter(pk=role.pk).update(nation="NIR")
    assert house(role=role.pk).crisis_help == SHIPPED["NIR", "crisis_help"]
    nia, sam = in_nation("NIR", applicant("Nia", "Evans")), applicant("Sam", "Lee", signs_in=True)
    assert sam.user
    assert house(reader=sam.user.pk, reference=nia.reference).crisis_help == SHIPPED["ENG", "crisis_help"]


def test_one_statement_reads_the_house_with_its_words(django_assert_num_queries):
    who = applicant("Nia", "Evans", signs_in=True)
    application(who=who)
    assert who.user
    with django_assert_num_queries(1):
        assert house(reader=who.user.pk).benefits_advice


def test_what_is_half_a_year_old_lies_on_the_desk_of_who_keeps_it(admin, signed_in):
    keeper = signed_in("administrator", "coordinator", name="Kim Keeper")
    NationWords.objects.update(reviewed_on=TODAY - LOOK_AGAIN_AFTER + dt.timedelta(days=1), reviewed_by=admin.user)
    assert "Words to look at again" not in admin.get("/staff/settings/").content.decode()
    NationWords.objects.filter(nation="ENG", kind="crisis_help").update(reviewed_on=TODAY - LOOK_AGAIN_AFTER)
    NationWords.objects.filter(nation="SCT").update(reviewed_on=None)
    for page in ("/staff/settings/", "/staff/"):
        content = keeper.get(page).content.decode()
        assert "Words to look at again" in content
        assert "Help right now, England" in content
        assert "Help right now, Scotland" not in content
    assert "Words to look at again" not in signed_in("coordinator", name="Jo Reid").get("/staff/").content.decode()
    assert nation_words.looked_at()


def test_who_may_not_finds_no_page(signed_in, admin):
    assert Client().get(PAGE).status_code == 302
    for role in ("hr", "coordinator", "manager", "auditor"):
        somebody = signed_in(role, name=f"A {role}")
        assert [somebody.get(page).status_code for page in (PAGE, NORTH)] == [404, 404]
    assert [admin.get(f"{PAGE}{rest}").status_code for rest in ("XXX/crisis_help/", "ENG/nothing/")] == [404, 404]
    assert (admin.post(PAGE).status_code, admin.put(NORTH).status_code) == (405, 405)
    with pytest.raises(StepRefused, match="may not change this"):
        review_words("ENG", "crisis_help", WORDS, by=staff("Dee Hart", "hr"), at=NOW)
