"""Which checks a pathway asks for is changed by its next version: seen first, refused where the law, the house or a day is broken."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.actions.change_checks import change_checks
from onboarding.actions.leave_out_rule import OVER
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, Body, Pathway
from onboarding.queries import choices, pathway_draft
from onboarding.queries.pathway_draft import Wanted
from onboarding.stages import pathway_rules
from tests.making import advance, application, opportunity, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/pathways/B/checks/"


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


def newest(code: str = "B") -> Pathway:
    return Pathway.objects.filter(code=code).latest("version")


def form(row: Pathway, *, without: tuple[str, ...] = (), more: tuple[str, ...] = (), **after: list[str]) -> dict[str, Any]:
    """The form as it stands, some checks ticked or not, some opening after others."""
    found: dict[str, Any] = {}
    for one in pathway_draft.choices(row):
        if (one.asked or one.kind in more) and one.kind not in without and not one.fixed:
            found[f"ask.{one.kind}"] = "on"
        found[f"after.{one.kind}"] = after.get(one.kind, list(one.after))
        found[f"body.{one.kind}"] = one.body or ""
    return found


def wanted(row: Pathway, *, without: tuple[str, ...] = (), **after: tuple[str, ...]) -> list[Wanted]:
    asked = [one for one in pathway_draft.choices(row) if (one.asked or one.kind in after) and one.kind not in without]
    return [Wanted(one.kind, after.get(one.kind, one.after), one.body) for one in asked]


def test_what_would_differ_is_shown_before_anything_is_made(admin):
    row = newest()
    opportunity(f"B{row.version}")
    content = admin.post(URL, {**form(row, more=("committee",), crb=["identity"]), "look": "1"}).content.decode()
    for words in ("Asks for: Committee, after Selection", "The rule is back: Committee", "Peer worker, Peer support",
                  "DBS check (CRB): after Selection now, then after Proof of identity", f"Make version {row.version + 1}"):  # fmt: skip
        assert words in content, words
    assert newest() == row
    content = admin.post(URL, {**form(row), "look": "1"}).content.decode()
    assert "Nothing differs from the version that holds now" in content
    assert "Make version" not in content


def test_the_next_version_holds_for_who_comes_later_and_waits_for_a_peer(admin):
    row, role = newest(), opportunity(f"B{newest().version}")
    before = application(f"B{row.version}")
    who = Body.objects.create(party="occupational_health", name="Fit and Well")
    Body.objects.create(party="occupational_health", name="Another")
    data = form(row, more=("committee",), crb=["identity", "selection"])
    answer = admin.post(URL, {**data, "body.occupational_health": who.pk, "roles_follow": "on"}, follow=True)
    assert "It waits for a peer to sign it off" in answer.content.decode()
    made = newest()
    assert (made.version, made.signed_on, made.peer_sign_off) == (row.version + 1, None, "Not signed off yet")
    assert made.stage("crb")["opens_after"] == ["selection", "identity"]
    assert made.stage("reference") == row.stage("reference")
    assert made.stage("committee") == {"kind": "committee", "slots": 1, "opens_after": ["selection"]}
    assert "committee" not in made.rules_left_out
    role.refresh_from_db()
    before.refresh_from_db()
    assert (role.pathway, before.pathway) == (made, row)
    codes = json.loads(AuditEvent.objects.get(type="pathway_changed").envelope)["codes"]
    assert (codes["added"], codes["removed"], codes["opens"]) == (["committee"], [], {"crb": ["selection", "identity"]})
    assert codes["bodies"] == {"occupational_health": who.pk}
    later = advance(application(f"B{made.version}"), "identity.with_applicant")
    assert {stage.kind: stage.state for stage in later.stages.all()}["crb"] == "not_open"
    assert [words for _pk, words in choices.rows("body", later, "occupational_health", at=NOW)] == ["Fit and Well (as usual)", "Another"]


@pytest.mark.parametrize(
    ("code", "without", "sentence"),
    [
        ("B", ("crb",), "DBS check (CRB): the law asks for it on every pathway, so it stays"),
        ("B", ("right_to_work",), "Right to work: the law asks for it on every pathway, so it stays"),
        ("B", ("identity",), "Proof of identity is a rule of the house: two people leave it out"),
        ("B", ("training",), "Placement could never open: it waits for Training, which is not asked for before it"),
        ("C", ("reference",), "Work history is a part of “Reference”, which is not asked for"),
    ],
)
def test_what_may_not_be_taken_away_is_refused_with_its_sentence(admin, code, without, sentence):
    row = newest(code)
    for do in ({"look": "1"}, {}):
        assert sentence in admin.post(f"/staff/pathways/{code}/checks/", {**form(row, without=without), **do}).content.decode()
    assert newest(code) == row


def test_the_rules_that_no_form_offers_to_break_hold_for_the_action_too(admin):
    row = newest()
    breaks: list[tuple[list[Wanted], str]] = [
        (wanted(row, without=("selection",)), pathway_rules.NOT_WITHOUT_SELECTION),
        (wanted(row, without=("placement",)), pathway_rules.NOT_WITHOUT_PLACEMENT),
        (wanted(row, occupational_health=("application",)), pathway_rules.HEALTH_AFTER_OFFER),
        (wanted(row, identity=("application",)), "the offer comes first"),
        (wanted(row, identity=("application", "selection")), "could never open"),
        (wanted(row, identity=()), "select what it opens after"),
        (wanted(row, identity=("training",)), "waits for Training, which is not asked for before it"),
        (wanted(row, training=("selection",)), "the offer has no words for it"),
        ([*wanted(row), Wanted("astrology", ("selection",))], "There is no such check"),
        ([*wanted(row), Wanted("membership", ("selection",))], "There is no such check"),
        ([*wanted(row), wanted(row)[0]], "There is no such check"),
        ([*wanted(row, without=("crb",)), Wanted("crb", ("selection",), 999)], "this organisation does something else"),
    ]
    for draft, sentence in breaks:
        with pytest.raises(StepRefused, match=sentence):
            change_checks(row, draft, roles_follow=True, by=admin.user, at=NOW)
    assert newest() == row
    with pytest.raises(StepRefused, match="asks for no checks"):
        change_checks(newest("0"), [], roles_follow=True, by=admin.user, at=NOW)
    with pytest.raises(StepRefused, match=OVER[:20]):
        change_checks(Pathway.objects.get(code="B", version=1), wanted(row), roles_follow=True, by=admin.user, at=NOW)
    with pytest.raises(StepRefused, match="may not change this"):
        change_checks(row, wanted(row), roles_follow=True, by=staff("Dee Hart", "hr"), at=NOW)


def test_a_state_that_can_be_reached_and_in_which_nothing_is_open_is_found():
    stages = [{"kind": "selection", "opens_after": ["application"]}, {"kind": "crb", "opens_after": ["placement"]},
              {"kind": "placement", "opens_after": ["crb"]}]  # fmt: skip
    assert pathway_rules.dead_end(stages) == ["selection"]
    for row in Pathway.objects.all():
        assert pathway_rules.dead_end(row.stages) is None


def test_who_may_not_finds_no_page(signed_in, admin):
    assert Client().get(URL).status_code == 302
    for role in ("hr", "coordinator", "manager", "host"):
        assert signed_in(role, name=f"A {role}").get(URL).status_code == 404
    assert [admin.get(f"/staff/pathways/{code}/checks/").status_code for code in ("0", "Z", "A", "E")] == [404, 404, 200, 200]
    assert admin.put(URL).status_code == 405
    content = admin.get("/staff/pathways/").content.decode()
    assert content.count("Change the checks") == 5


def test_the_page_asks_the_database_as_often_with_many_organisations(admin, django_assert_num_queries):
    admin.get(URL)  # the first page also writes the session
    with CaptureQueriesContext(connection) as few:
        admin.get(URL)
    for number in range(12):
        Body.objects.create(party="occupational_health", name=f"Service {number}")
    with django_assert_num_queries(len(few)):
        admin.get(URL)
