"""A group for mutual support: its own words, its own door; nothing is sent, counted or chased, and it leaves with one file."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from onboarding.actions.add_person import NewPerson, add_person
from onboarding.actions.group import group_data, write_agreement
from onboarding.actions.start_telling import start_telling
from onboarding.door import StepRefused, take
from onboarding.models import (
    Application,
    AuditEvent,
    GroupAgreement,
    Opportunity,
    OutboxItem,
    Pathway,
    Promise,
    Service,
)
from onboarding.queries import chases
from onboarding.reports.spells import read_pasts
from tests.making import DAY, HOUR, advance, application, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/groups/"
WORDS = "We listen.\nWhat is said here stays here.\n\nAnybody may stop at any time."


@pytest.fixture
def group() -> Service:
    return Service.objects.create(name="Tuesday group")


@pytest.fixture
def jo() -> Any:
    client: Any = Client()
    client.user = staff("Jo Reid", "coordinator")
    client.force_login(client.user)
    return client


def at(group: Service) -> str:
    return f"{URL}{group.pk}/"


def joined(group: Service, jo: Any) -> Application:
    write_agreement(group, WORDS, is_open=True, by=jo.user, at=NOW)
    role = Opportunity.objects.get(service=group, pathway__code="0")
    person = NewPerson("Sam", "Okafor", role.pk, email="sam@people.example")
    return add_person(person, by=staff("Hana Hr", "hr"), at=NOW, send=True)


def test_the_page_says_that_nobody_needs_it(jo, group):
    page = jo.get(URL).content.decode()
    assert "You do not need this system for mutual support." in page
    assert "This group does not use the system." in page
    assert URL in jo.get("/staff/pathways/").content.decode()


def test_a_group_writes_its_own_words_and_opens_its_door(jo, group):
    assert jo.post(at(group), {"words": WORDS, "is_open": "on"}).status_code == 302
    assert GroupAgreement.objects.get().words == WORDS
    assert Opportunity.objects.get(service=group).is_open
    page = jo.get(URL).content.decode()
    assert "choose “Member of Tuesday group”" in page
    assert "Anybody may stop at any time." in jo.get(at(group)).content.decode()
    assert AuditEvent.objects.filter(application=None, type="group_written").count() == 1


def test_a_new_text_stands_beside_the_old_one_and_the_same_text_is_no_new_one(jo, group):
    for words in (WORDS, WORDS, "We listen."):
        jo.post(at(group), {"words": words})
    assert list(GroupAgreement.objects.order_by("pk").values_list("words", flat=True)) == [WORDS, "We listen."]
    assert not Opportunity.objects.get(service=group).is_open


def test_a_group_that_has_closed_its_door_takes_nobody_in(jo, group):
    app = joined(group, jo)
    jo.post(at(group), {"words": WORDS})
    with pytest.raises(StepRefused, match="Select the role"):
        add_person(NewPerson("Dee", "Baines", app.opportunity_id), by=staff("Ola Hr", "hr"), at=NOW, send=True)


def test_somebody_is_welcomed_agrees_and_is_a_member_without_any_check(jo, group):
    app = joined(group, jo)
    assert [stage.kind for stage in app.stages.all()] == ["membership"]
    take(app, "membership", "welcome", by=jo.user, at=NOW + HOUR)
    take(app, "membership", "agree", by=jo.user, at=NOW + 2 * HOUR)
    assert Application.objects.get(pk=app.pk).state == "in_role"
    assert "Members here: 1." in jo.get(URL).content.decode()


def test_nothing_is_sent_promised_chased_or_counted(jo, group):
    """Somebody who applies for a role on the same day is: so the questions are the right ones."""
    app, other = joined(group, jo), advance(application("B"), "selection.with_applicant", at=NOW)
    take(app, "membership", "welcome", by=jo.user, at=NOW + HOUR)
    for found, rows in (
        (OutboxItem, OutboxItem.objects.values_list("application", flat=True)),
        (Promise, Promise.objects.values_list("application", flat=True)),
        (chases, [due.application for due in chases.due(at=NOW + 40 * DAY)]),
        (read_pasts, [past.id for past in read_pasts()]),
    ):
        assert other.pk in rows, found
        assert app.pk not in rows, found
    assert app.waits.get(ended_at=None).due_on is None
    with pytest.raises(StepRefused, match="writes to its members itself"):
        start_telling(app, by=team()[0], at=NOW)


def test_staff_pages_show_a_member_without_the_gates_of_a_role(jo, group):
    app = joined(group, jo)
    page = jo.get(f"/staff/people/{app.reference}/").content.decode()
    assert "Joining the group" in page
    for words in ("Start telling", "Why can I not", "Not this time", "They chose the group", "Transferred"):
        assert words not in page
    assert "Welcome them" in jo.get("/staff/").content.decode()
    assert "Not being told yet" not in jo.get("/staff/people/").content.decode()


def test_a_member_leaves_without_a_reason_and_nobody_else_leaves_a_group(jo, group):
    app = joined(group, jo)
    take(app, "membership", "welcome", by=jo.user, at=NOW + HOUR)
    take(app, "membership", "agree", by=jo.user, at=NOW + 2 * HOUR)
    move: Any = take(app, None, "leave_group", by=jo.user, at=NOW + 3 * HOUR)
    assert (move.target, move.code) == ("moved_on", "")
    other = advance(application("B"), "placement.closed", at=NOW)
    with pytest.raises(StepRefused, match="Only a member of a group leaves it"):
        take(other, None, "leave_group", by=team()[0], at=NOW + 90 * DAY)


def test_a_group_leaves_with_all_its_data_in_one_file(jo, group, tmp_path, capsys):
    app = joined(group, jo)
    take(app, "membership", "welcome", by=jo.user, at=NOW + HOUR)
    take(app, "membership", "agree", by=jo.user, at=NOW + 2 * HOUR)
    write_agreement(group, "We listen.", is_open=True, by=jo.user, at=NOW + DAY)
    advance(application("A", service=group), "selection.booked")
    file = tmp_path / "group.json"
    call_command("group_data", "Tuesday group", str(file))
    kept = json.loads(file.read_text())
    assert kept == json.loads(json.dumps(group_data(group)))
    assert [text["words"] for text in kept["agreements"]] == [WORDS, "We listen."]
    (member,) = kept["members"]
    assert (member["first_name"], member["email"], member["agreed_to"]) == ("Sam", "sam@people.example", WORDS)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="there already"):
        call_command("group_data", "Tuesday group", str(file))
    with pytest.raises(CommandError, match="no group called"):
        call_command("group_data", "Nobody", str(tmp_path / "other.json"))


def test_what_is_wrong_is_said(jo, group):
    assert "Write what the group agreed on first" in jo.post(at(group), {"words": " "}).content.decode()
    assert "Use 3000 characters or fewer" in jo.post(at(group), {"words": "x" * 3001}).content.decode()
    with pytest.raises(StepRefused, match="3000 characters"):
        write_agreement(group, "x" * 3001, is_open=True, by=jo.user, at=NOW)
    assert not GroupAgreement.objects.exists()


def test_refusals_signed_out_wrong_role_another_service_wrong_method(jo, group, signed_in):
    nobody = signed_in("oh_liaison", name="Olu Liaison")
    bound: Any = Client()
    bound.force_login(staff("Bea Bound", "coordinator", service=Service.objects.exclude(pk=group.pk).earliest("pk")))
    for url in (URL, at(group)):
        assert Client().get(url).status_code == 302
        assert nobody.get(url).status_code == 404
        assert jo.put(url).status_code == 405
    assert bound.get(at(group)).status_code == 404
    assert bound.post(at(group), {"words": "Ours now"}).status_code == 404
    assert "Tuesday group" not in bound.get(URL).content.decode()
    assert jo.get(f"{URL}0/").status_code == 404
    with pytest.raises(StepRefused, match="may not write for this group"):
        write_agreement(group, WORDS, is_open=True, by=nobody.user, at=NOW)


def test_a_fresh_database_has_the_pathway_and_no_open_door():
    assert Pathway.objects.get(code="0").kinds == ["membership"]
    assert not Opportunity.objects.filter(pathway__code="0").exists()


def test_who_may_not_welcome_people_is_shown_no_way_there(signed_in):
    manager = signed_in("manager", name="Mo Manager")
    assert URL not in manager.get("/staff/pathways/").content.decode()
    assert manager.get(URL).status_code == 404
