"""One step for several people: offered where it is nobody's private matter, taken through the door for each, with a result each."""

from typing import Any

import pytest

from onboarding.models import Move, Opportunity, Service
from onboarding.queries import bulk
from onboarding.stages import STAGE_KINDS
from tests.making import DAY, advance, applicant, application, cohort
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/together/training/offer_place/"


@pytest.fixture
def jo(signed_in) -> Any:
    return signed_in("coordinator", name="Jo Reid")


@pytest.fixture
def three() -> list[Any]:
    """Three people who have waited for a course for so long that it is overdue."""
    names = (("Maya", "Collins"), ("Dee", "Harwood"), ("Tom", "Baines"))
    apps = [application(who=applicant(*name), at=NOW - 130 * DAY) for name in names]
    return [advance(app, "training.waiting_for_course", at=NOW - 129 * DAY) for app in apps]


def given(client: Any, course: Any, **more: Any) -> dict[str, Any]:
    """What the form holds when it is shown, everybody ticked, and the course chosen."""
    form = client.get(URL).context["form"]
    values = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    everybody = [value for value, _name in form.fields["people"].choices]
    return {**values, **form.initial, "people": everybody, "cohort": course.pk, **more}


def test_the_worklist_offers_it_where_two_or_more_wait_for_the_same(jo, three):
    content = jo.get("/staff/").content.decode()
    assert "Offer a training place: 3 people" in content
    assert URL in content


def test_nobody_is_ticked_to_begin_with(jo, three):
    assert " checked" not in jo.get(URL).content.decode().split('name="people"')[1].split("</fieldset>")[0]


def test_each_is_taken_and_a_result_says_what_became_of_each(jo, three):
    course = cohort((NOW + 20 * DAY).date(), seats=2)
    content = jo.post(URL, given(jo, course)).content.decode()
    assert "2 saved, 1 not" in content
    assert "The last place on this course has gone" in content
    assert sorted(app.stages.get(kind="training").state for app in three) == ["waiting_for_course", "with_applicant", "with_applicant"]
    assert Move.objects.filter(step="offer_place").count() == 2


def test_a_double_click_takes_nothing_twice(jo, three):
    values = given(jo, cohort((NOW + 20 * DAY).date()))
    jo.post(URL, values)
    jo.post(URL, values)
    assert Move.objects.filter(step="offer_place").count() == 3


def test_only_who_is_ticked_and_nobody_else(jo, three):
    one = three[1].stages.get(kind="training")
    jo.post(URL, given(jo, cohort((NOW + 20 * DAY).date()), people=[str(one.pk)]))
    assert [move.stage_id for move in Move.objects.filter(step="offer_place")] == [one.pk]
    content = jo.post(URL, {**given(jo, cohort((NOW + 20 * DAY).date())), "people": []}).content.decode()
    assert "Select at least one person" in content


def test_who_moved_on_meanwhile_is_said_and_not_overrun(jo, three):
    values = given(jo, cohort((NOW + 20 * DAY).date()))
    stage = three[0].stages.get(kind="training")
    values[f"version_{stage.pk}"] = stage.version - 1
    assert "2 saved, 1 not" in jo.post(URL, values).content.decode()


def test_only_people_of_one_nation_stand_together(jo, three):
    other = application(who=applicant("Eilidh", "Kerr"), at=NOW - 130 * DAY, service=Service.objects.create(name="Borders"))
    advance(other, "training.waiting_for_course", at=NOW - 129 * DAY)
    Opportunity.objects.filter(pk=other.opportunity_id).update(nation="SCT")
    people = {one.name for one in bulk.together(jo.user, "training", "offer_place", at=NOW).people}
    assert people in ({"Maya Collins", "Dee Harwood", "Tom Baines"}, {"Eilidh Kerr"})


def test_nothing_grave_private_or_decided_by_two_is_taken_for_several():
    together = {(k.code, s.name) for k in STAGE_KINDS.values() for s in k.steps.values() if bulk.may_be_taken_together(k.code, s)}
    assert {("training", "offer_place"), ("selection", "invite")} <= together
    assert not {kind for kind, _step in together} & {"crb", "occupational_health"}
    assert not {("selection", "offer"), ("placement", "confirm")} & together
    assert ("readiness", "not_yet") not in together


def test_strangers_others_wrong_methods_and_steps_taken_one_by_one(client, jo, signed_in):
    assert client.get(URL).status_code == 302
    assert signed_in("host", name="Ho").get(URL).status_code == 404
    assert signed_in("disclosure_handler", name="Di").get(URL).status_code == 404
    assert jo.delete(URL).status_code == 405
    for address in ("crb/record_result", "nothing/at_all", "training/nothing", "readiness/not_yet"):
        assert jo.get(f"/staff/together/{address}/").status_code == 404
    assert "This comes next for nobody now" in jo.get(URL).content.decode()
