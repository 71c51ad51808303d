"""What a fresh database ships, and that a later version changes nothing that is there."""

import pytest

from onboarding.actions.basics import lay_basics
from onboarding.actions.shipped import PATHWAYS
from onboarding.models import Opportunity, Pathway, Stage
from tests.making import advance, application

pytestmark = pytest.mark.django_db
VERSIONS = [("0", 1), ("A", 1), ("A", 2), ("B", 1), ("B", 2), ("C", 1), ("C", 2), ("D", 1), ("D", 2), ("E", 1), ("E", 2)]


def newest(code):
    return Pathway.objects.filter(code=code).latest("version")


def test_a_fresh_database_has_every_pathway_and_each_names_its_sign_off():
    rows = Pathway.objects.order_by("code", "version")
    assert list(rows.values_list("code", "version")) == VERSIONS
    assert all(row.peer_sign_off for row in rows)


@pytest.mark.parametrize("code", "ABCDE")
def test_the_newest_version_of_every_pathway_asks_for_two_references(code):
    assert newest(code).stage("reference")["slots"] == 2
    assert "reference" not in newest(code).rules_left_out


def test_an_older_database_gets_the_new_versions_and_keeps_its_own_as_they_are():
    app = application("B")
    Opportunity.objects.exclude(pk=app.opportunity_id).delete()
    Pathway.objects.exclude(pk=app.pathway_id).delete()
    Pathway.objects.update(title="As our group calls it")
    lay_basics()
    assert list(Pathway.objects.order_by("code", "version").values_list("code", "version")) == VERSIONS
    assert Pathway.objects.get(code="B", version=1).title == "As our group calls it"
    lay_basics()
    assert Pathway.objects.count() == len(PATHWAYS)


def test_who_began_on_version_1_stays_on_it():
    app = advance(application("B"), "selection.closed")
    assert (app.pathway.version, newest("B").version) == (1, 2)
    assert not Stage.objects.filter(application=app, kind="reference").exists()
    assert advance(app, "placement.closed").state == "in_role"


@pytest.mark.parametrize("pathway", ["A2", "B2", "C2", "D2", "E", "E2"])
def test_somebody_goes_the_whole_way_on_each_new_version(pathway):
    app = advance(application(pathway), "placement.closed")
    assert app.state == "in_role"
    assert Stage.objects.filter(application=app, kind="reference", state="closed").count() == 2


def test_what_is_brought_in_stands_on_the_version_without_references():
    found = Opportunity.objects.filter(title__startswith="Imported: ").order_by("title")
    assert [str(row.pathway) for row in found] == [
        "Sessional paid role in a charity (version 1)", "Volunteer in a charity or user-led group (version 1)",
    ]  # fmt: skip
