"""Scores: two people each by themselves, then together; nobody else, nowhere else; the person's own copy has them; erased in time."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from onboarding.actions.interests import declare
from onboarding.actions.purge import purge
from onboarding.actions.scores import (
    BOTH,
    ENDED,
    ENOUGH,
    NOT_BOTH,
    NOT_ONE_OF_TWO,
    NOT_YET,
    NOT_YOURS,
    WHOLE,
    Mark,
    agree,
    save_score,
)
from onboarding.door import StepRefused, take
from onboarding.models import AgreedScore, Application, AuditEvent, Criterion, Interest, PanelMember, Score, User
from onboarding.queries.my_data import my_data
from onboarding.queries.scores import criteria_of, scores
from tests.making import DAY, HOUR, advance, applicant, application, opportunity, staff, team
from tests.pages.hr.conftest import NOW
from tests.selecting import selection_day

pytestmark = pytest.mark.django_db
MET_ON = NOW.date() - DAY


@pytest.fixture
def met() -> Application:
    """Somebody who was met yesterday, by two people who do not know them."""
    who = applicant(signs_in=True)
    app = advance(application(who=who, at=NOW - 30 * DAY), "selection.with_applicant")
    slot = selection_day(MET_ON).slots.earliest("starts_at")
    take(app, "selection", "choose_slot", by=team()[0], at=NOW - 5 * DAY, slot=slot.pk)
    for person in team():
        declare(app, stands_down=False, by=person, at=NOW - 2 * DAY)
    return app


def marks(app: Application, score: int = 3, *shown: str) -> dict[int, Mark]:
    return {one.pk: Mark(score, shown or ("talk",)) for one in criteria_of(app.opportunity_id)}


def save(app: Application, by: User, score: int = 3) -> None:
    save_score(app, marks(app, score), by=by, at=NOW)


def posted(app: Application, score: int = 3) -> dict[str, Any]:
    return {f"{name}_{one.pk}": value for one in criteria_of(app.opportunity_id) for name, value in (("score", score), ("shown", ["talk"]))}


def address(app: Application) -> str:
    day = PanelMember.objects.latest("pk").day_id
    return f"/staff/selection/{day}/person/{app.reference}/score/"


def as_(user: User) -> Any:
    client = Client()
    client.force_login(user)
    return client


def refused(words: str) -> Any:
    return pytest.raises(StepRefused, match=words.replace("(", r"\("))


def test_two_score_each_by_themselves_then_agree(met):
    first, second = team()
    save(met, first, 3)
    own = scores(met, by=second)
    assert (own.own, own.lines, own.both) == ({}, [], False)
    save(met, first, 4)
    save(met, second, 2)
    with refused(BOTH):
        save(met, first, 1)
    seen = scores(met, by=first)
    assert seen.lines[0].scores == ["4, very well (in the talk)", "2, in part (in the talk)"]
    for _twice in range(2):
        agree(met, marks(met, 3, "form"), by=second, at=NOW)
    assert scores(met).lines[0].agreed == "3, well (in the form)"
    assert AuditEvent.objects.filter(application=met, type="score_agreed").count() == 1
    assert "3" not in json.loads(AuditEvent.objects.filter(application=met, type="scored").latest("seq").envelope)["codes"]


def test_who_may_not_score_hears_why(met):
    first, second = team()
    third = staff("Pat Peer", "panel_member")
    with refused(NOT_YOURS):
        save(met, third)
    PanelMember.objects.create(day_id=PanelMember.objects.latest("pk").day_id, user=third)
    with refused(NOT_YOURS):
        save(met, third)
    declare(met, stands_down=False, by=third, at=NOW)
    save(met, first)
    with refused(NOT_BOTH):
        agree(met, marks(met), by=first, at=NOW)
    with refused(WHOLE):
        save_score(met, {}, by=second, at=NOW)
    with refused(WHOLE):
        save_score(met, marks(met, 5), by=second, at=NOW)
    save(met, second)
    with refused(ENOUGH):
        save(met, third)
    with refused(NOT_ONE_OF_TWO):
        agree(met, marks(met), by=third, at=NOW)


def test_nobody_is_scored_before_the_meeting_or_after_the_end():
    first = team()[0]
    app = advance(application(at=NOW - 30 * DAY), "selection.with_applicant")
    day = selection_day(NOW.date() + DAY)
    take(app, "selection", "choose_slot", by=first, at=NOW, slot=day.slots.earliest("starts_at").pk)
    declare(app, stands_down=False, by=first, at=NOW)
    with refused(NOT_YET):
        save(app, first)
    later = NOW + 3 * DAY
    take(app, None, "withdraw", by=first, at=later, reason=None)
    with refused(ENDED):
        save_score(app, marks(app), by=first, at=later)


def test_who_stands_down_afterwards_scores_no_more(met):
    declare(met, stands_down=True, by=team()[0], at=NOW)
    with refused(NOT_YOURS):
        save(met, team()[0])


def test_a_role_can_have_a_line_of_its_own_and_a_line_can_go(met):
    before = len(criteria_of(met.opportunity_id))
    Criterion.objects.create(words="Can drive a minibus", opportunity=met.opportunity)
    Criterion.objects.create(words="Knows the ward", opportunity=opportunity("A"))
    assert len(criteria_of(met.opportunity_id)) == before + 1
    Criterion.objects.update(in_use=False)
    assert criteria_of(met.opportunity_id) == []


def test_the_page_is_for_the_panel_and_shows_the_other_only_when_both_have_saved(met):
    first, second = (as_(person) for person in team())
    assert Client().get(address(met)).status_code == 302
    assert as_(staff("Mo", "manager")).get(address(met)).status_code == 404
    assert as_(staff("Ed", "auditor")).get(address(met)).status_code == 404
    assert "Select a score for each line" in first.post(address(met), {}).content.decode()
    assert first.post(address(met), posted(met, 1)).status_code == 302
    words = second.get(address(met)).content.decode()
    assert "What each of you scored" not in words
    second.post(address(met), posted(met, 4))
    words = first.get(address(met)).content.decode()
    assert "1, a little (in the talk)" in words
    assert "4, very well (in the talk)" in words
    first.post(address(met), posted(met, 3))
    assert AgreedScore.objects.get(application=met).by == team()[0]


def test_who_decides_reads_them_and_is_witnessed_and_nobody_else_does(met):
    for person in team():
        save(met, person)
    page, mo = f"/staff/people/{met.reference}/scores/", staff("Mo", "manager")
    words = as_(mo).get(page).content.decode()
    assert "3, well (in the talk)" in words
    assert AuditEvent.objects.filter(application=met, type="scores_read").count() == 1
    for role in ("coordinator", "disclosure_handler", "auditor", "panel_member", "trainer", "administrator"):
        assert as_(staff(f"{role} only", role)).get(page).status_code == 404
    assert as_(mo).post(page).status_code == 405
    Interest.objects.create(user=mo, application=met, stands_down=True, said_at=NOW)
    assert as_(mo).get(page).status_code == 404


def test_no_list_or_page_of_others_tells_a_score(met):
    for person in team():
        save(met, person, 4)
    jo: Any = as_(staff("Jo Coordinator", "coordinator"))
    for page in ("/staff/", "/staff/people/", f"/staff/people/{met.reference}/", "/staff/selection/"):
        assert "very well" not in jo.get(page).content.decode().lower()
    own: Any = as_(met.applicant.user)
    assert "very well" not in own.get(f"/progress/{met.reference}/").content.decode().lower()


def test_the_persons_own_copy_holds_them(met):
    save(met, team()[0], 4)
    found = my_data(met.applicant.user)["applications"][0]["scores"]
    assert found[0]["by"] == "Jo One"
    assert set(found[0]["scores"].values()) == {"4, very well (in the talk)"}


@pytest.mark.parametrize(("days", "left"), [(364, 2), (365, 0)])
def test_a_year_after_an_ending_they_are_erased(met, days, left):
    for person in team():
        save(met, person)
    agree(met, marks(met), by=team()[0], at=NOW)
    take(met, None, "withdraw", by=team()[0], at=NOW + HOUR, reason=None)
    purge(at=NOW + dt.timedelta(days=days, hours=2))
    assert Score.objects.count() == left
    assert AgreedScore.objects.count() == left // 2
    assert Interest.objects.count() == left
