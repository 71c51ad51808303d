"""A police certificate from abroad: asked where the pathway asks, of everybody alike, and judged with the DBS result as one."""

from typing import Any

import pytest

from onboarding.door import StepRefused, take
from onboarding.models import Abroad, Application, DisclosureRecord, Move
from tests.deep.promises_kept import check
from tests.making import DAY, START, advance, applicant, application, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY
RESULT: dict[str, Any] = {"content": "clear", "seen": "paper", "number": "001234567890", "same_person": True}


def with_form(pathway: str = "C2") -> Application:
    """The form is filled in, and nobody has asked about other countries yet."""
    app = advance(application(pathway, who=applicant("Amir", "Rahimi")), "crb.with_applicant")
    go(app, "decide_level", level="enhanced_barred", basis="regulated", fee="paid_role")
    go(app, "send_form")
    go(app, "see_papers", route="1", papers="passport", update_service="no")
    return app


def away(told: str = "lived_abroad") -> Application:
    app = with_form()
    go(app, told)
    go(app, "submit", level="enhanced_barred")
    return app


def go(app: Application, step: str, **facts: Any) -> Any:
    return take(app, "crb", step, by=team()[0], at=NOW, **facts)


def result(app: Application, **more: Any) -> Any:
    sent = app.moves.get(kind="crb", step="submit").effective_at.date()
    return go(app, "record_result", **{**RESULT, "issued_on": sent, **more})


def refused(call: Any) -> list[str]:
    with pytest.raises(StepRefused) as refusal:
        call()
    return [reason.sentence for reason in refusal.value.reasons]


def test_everybody_is_asked_the_same_before_the_form_goes_off_for_it_takes_months():
    app = with_form()
    assert refused(lambda: go(app, "submit", level="enhanced_barred")) == [
        "Record first whether they have lived abroad"
    ]
    go(app, "not_abroad")
    go(app, "submit", level="enhanced_barred")
    result(app)
    check(app.pk)


def test_no_result_is_recorded_of_a_form_that_went_off_before_anybody_asked():
    app = with_form()
    go(app, "not_abroad")
    go(app, "submit", level="enhanced_barred")
    Abroad.objects.update(current=False)
    assert refused(lambda: result(app)) == ["Record first whether they have lived abroad"]


def test_who_lived_abroad_shows_its_certificate_before_the_result_counts():
    app = away()
    assert refused(lambda: result(app)) == ["The police certificate from abroad was not seen yet"]
    result(app, abroad="seen", content="disclosed")
    assert DisclosureRecord.objects.get(current=True).content == "disclosed"
    check(app.pk)


@pytest.mark.parametrize("paper", ["one_gives_none", "none_given"])
def test_a_country_that_gives_none_keeps_nobody_out(paper):
    app = away()
    result(app, abroad=paper)
    assert app.stages.get(kind="crb").state == "being_considered"


def test_it_goes_on_beside_the_form_and_takes_nobodys_turn():
    app = with_form()
    before = app.waits.get(kind="crb", ended_at=None)
    go(app, "lived_abroad")
    after = app.waits.get(kind="crb", ended_at=None)
    assert (after.party, after.started_at, after.due_on) == (before.party, before.started_at, before.due_on)


def test_a_pathway_that_does_not_ask_has_no_such_step_and_no_such_rule():
    app = with_form("B2")
    assert refused(lambda: go(app, "lived_abroad")) == ["This pathway asks for no police certificate from abroad"]
    go(app, "submit", level="enhanced_barred")
    result(app)


def test_whoever_began_on_an_older_version_is_not_asked():
    assert advance(application("C"), "crb.closed").stages.get(kind="crb").state == "closed"


def test_where_somebody_lived_and_what_it_said_have_no_column():
    away()
    assert {field.name for field in Abroad._meta.concrete_fields} == {"id", "stage", "move", "current", "lived"}
    assert Move.objects.get(step="lived_abroad").code == ""
