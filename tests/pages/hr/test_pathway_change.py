"""A pathway's targets are changed by its next version: seen first, signed off by a peer, and only for who comes later."""

from typing import Any

import pytest

from onboarding.actions.change_pathway import change_pathway
from onboarding.door import StepRefused
from onboarding.door.due import target_of
from onboarding.models import Application, AuditEvent, Pathway
from onboarding.queries import pathway_change
from tests.making import advance, application, opportunity
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/pathways/C/change/"


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


@pytest.fixture
def newest() -> Pathway:
    return Pathway.objects.filter(code="C").latest("version")


def form(row: Pathway, **more: Any) -> dict[str, Any]:
    days = {turn.code: turn.days for turn in pathway_change.turns(row)}
    slots = {f"slots.{one.kind}": one.number for one in pathway_change.several(row)}
    return {**days, **slots, **more}


def test_what_would_differ_is_shown_before_anything_is_made(admin, newest):
    assert "Change targets and numbers" in admin.get("/staff/pathways/").content.decode()
    opportunity(f"C{newest.version}")
    content = admin.post(URL, form(newest, **{"identity.with_applicant": 9, "slots.reference": 3, "look": "1"})).content.decode()
    assert "5 working days now, then 9" in content
    assert "2 now, then 3" in content
    assert "Peer worker, Peer support" in content
    assert Pathway.objects.filter(code="C").latest("version") == newest
    assert "<p>Nothing.</p>" in admin.post(URL, form(newest, look="1")).content.decode()


def test_the_next_version_holds_for_who_comes_later_and_waits_for_a_peer(admin, newest):
    role = opportunity(f"C{newest.version}")
    before = application(f"C{newest.version}")
    answer = admin.post(URL, form(newest, **{"identity.with_applicant": 9, "slots.reference": 3, "roles_follow": "on"}), follow=True)
    assert f"Version {newest.version + 1} of" in answer.content.decode()
    made = Pathway.objects.filter(code="C").latest("version")
    assert made.stage("identity")["targets"] == {"with_applicant": [9, "working_days"]}
    assert (made.stage("reference")["slots"], made.signed_on, made.left_out) == (3, None, newest.left_out)
    role.refresh_from_db()
    assert (role.pathway, Application.objects.get(pk=before.pk).pathway) == (made, newest)
    later = advance(application(f"C{made.version}"), "identity.with_applicant")
    assert later.stages.filter(kind="reference").count() == 3
    theirs, ours = (target_of(later, "identity", "with_applicant", party) for party in ("applicant", "hr"))
    assert theirs is not None
    assert ours is not None
    assert (theirs.days, ours.days < 9) == (9, True)
    assert AuditEvent.objects.filter(type="pathway_changed").count() == 1


def test_roles_stay_where_that_is_wanted(admin, newest):
    role = opportunity(f"C{newest.version}")
    admin.post(URL, form(newest, **{"identity.with_applicant": 9}))
    role.refresh_from_db()
    assert role.pathway == newest


def test_a_double_click_makes_one_version(admin, newest):
    values = form(newest, **{"identity.with_applicant": 9})
    admin.post(URL, values)
    content = admin.post(URL, values).content.decode()
    assert "Nothing differs from the version that holds now" in content
    assert Pathway.objects.filter(code="C").latest("version").version == newest.version + 1


@pytest.mark.parametrize(
    ("days", "slots", "sentence"),
    [
        ({"identity.with_applicant": 0}, {}, "use a whole number from 1 to 250"),
        ({"identity.with_applicant": 9}, {"reference": 9}, "use a whole number from 1 to 5"),
        ({"dance.with_applicant": 9}, {}, "There is no such step"),
        ({"identity.with_applicant": 9}, {"crb": 2}, "There is no such step"),
        ({}, {}, "Nothing differs"),
    ],
)
def test_what_cannot_be_is_refused(admin, newest, days, slots, sentence):
    with pytest.raises(StepRefused, match=sentence):
        change_pathway(newest, days, slots, roles_follow=True, by=admin.user, at=NOW)


def test_only_the_newest_version_has_a_next_one_and_only_an_administrator_makes_it(admin, newest, signed_in):
    old = Pathway.objects.filter(code="C").earliest("version")
    with pytest.raises(StepRefused):
        change_pathway(old, {"identity.with_applicant": 9}, {}, roles_follow=True, by=admin.user, at=NOW)
    hr = signed_in("hr", name="Hr")
    assert hr.get(URL).status_code == 404
    assert hr.post(URL, form(newest)).status_code == 404
    with pytest.raises(StepRefused, match="You may not change this"):
        change_pathway(newest, {"identity.with_applicant": 9}, {}, roles_follow=True, by=hr.user, at=NOW)


def test_wrong_numbers_stay_on_the_form_and_strangers_do_not_get_in(admin, newest, client):
    content = admin.post(URL, form(newest, **{"identity.with_applicant": "soon"})).content.decode()
    assert "use a whole number from 1 to 250" in content
    assert "soon" in content
    assert client.get(URL).status_code == 302
    assert admin.put(URL).status_code == 405
    assert admin.get("/staff/pathways/Z/change/").status_code == 404
