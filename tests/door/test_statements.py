"""The statements that Django writes once: what they read and write is what Django itself reads and writes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onboarding.door.held import LOCKED, STAGES
from onboarding.door.waits import THERE
from onboarding.models import Application, Closure, Stage, Wait
from onboarding.models.statements import Insert, Select, Update
from tests import making

pytestmark = pytest.mark.django_db


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def maya():
    return making.advance(making.application(), "crb.with_body")


def test_rows_are_read_as_django_reads_them_with_what_is_joined(maya):
    [found] = LOCKED.objects(maya.pk)
    assert values(found) == values(Application.objects.get(pk=maya.pk))
    pathway = values(maya.pathway)
    with CaptureQueriesContext(connection) as asked:
        assert values(found.pathway) == pathway
        assert (found.opportunity.nation, found.applicant.called) == ("ENG", "Maya")
    assert len(asked) == 0
    assert found._state.adding is False


def test_a_stage_is_read_as_the_proxy_of_its_kind(maya):
    again = {stage.pk: stage for stage in Stage.objects.filter(application=maya)}
    for stage in STAGES.objects(maya.pk):
        assert type(stage) is type(again[stage.pk])
        assert values(stage) == values(again[stage.pk])


def test_values_are_turned_as_django_turns_them(maya):
    columns = ("stage_id", "party", "body_id", "started_at", "began_by_id", "ended_at", "due_on", "pk")
    assert set(THERE.rows(maya.pk)) == set(Wait.objects.filter(application=maya).values_list(*columns))


def test_each_person_gets_their_own_rows(maya):
    tom = making.application(who=making.applicant("Tom", "Baines"))
    assert [app.pk for app in LOCKED.objects(tom.pk)] == [tom.pk]
    assert {stage.application_id for stage in STAGES.objects(tom.pk)} == {tom.pk}
    assert THERE.rows(tom.pk) == []
    assert LOCKED.objects(0) == []


def test_a_statement_is_written_once():
    written = []

    def build(key):
        written.append(key)
        return Closure.objects.values_list("day")

    days = Select(build)
    assert days.rows() == days.rows() == []
    assert len(written) == 1


def test_a_row_is_inserted_with_its_id_and_then_changed_in_the_columns_named():
    closed = Closure(day=making.START.date(), words="Away day")
    Insert(Closure)(closed)
    assert values(Closure.objects.get(pk=closed.pk)) == values(closed)
    closed.words, closed.day = "Team day", closed.day + making.DAY
    Update(Closure, "words")(closed)
    kept = Closure.objects.get(pk=closed.pk)
    assert (kept.words, kept.day) == ("Team day", making.START.date())
