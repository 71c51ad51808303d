"""Saved views: one's own people by when we last spoke, and whatever a list is narrowed to, kept under a name for oneself alone."""


import pytest

from onboarding.actions.contact import log_contact
from onboarding.actions.saved_views import MOST, save_view
from onboarding.door import StepRefused
from onboarding.models import User
from tests.making import DAY, advance, applicant, application
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
SAVE, PEOPLE = "/staff/views/", "/staff/people/"
MINE = f"{PEOPLE}?whose=mine&order=spoken"


def kept(client):
    return User.objects.get(pk=client.user.pk).views


def test_my_people_stand_by_how_long_ago_we_spoke(hr):
    spoke = {"Maya": 3, "Dee": 12, "Tom": None}
    for first, days in spoke.items():
        app = advance(application(who=applicant(first), owner=hr.user, at=NOW - 30 * DAY), "selection.deciding", at=NOW - 29 * DAY)
        if days:
            log_contact(app, who="person", how="phone", about="other", line="", happened_at=NOW - days * DAY, by=hr.user, at=NOW)
    advance(application(who=applicant("Omar", "Said"), at=NOW - 30 * DAY), "selection.deciding", at=NOW - 29 * DAY)
    content = hr.get(MINE).content.decode()
    rows = content.partition("<tbody")[2]
    assert [rows.index(name) for name in ("Tom", "Dee", "Maya")] == sorted(rows.index(name) for name in spoke)
    for words in ("Not yet", "12 days ago", "3 days ago"):
        assert words in rows
    assert "Omar" not in rows
    assert "My people: last spoke" in content


def test_what_a_list_is_narrowed_to_is_saved_opened_and_taken_away(hr):
    assert "Save this view as" not in hr.get(PEOPLE).content.decode()
    assert "Save this view as" in hr.get(f"{PEOPLE}?name=maya").content.decode()
    answer = hr.post(SAVE, {"page": "people", "query": "name=maya", "name": "Maya"}, follow=True)
    assert answer.redirect_chain == [(f"{PEOPLE}?name=maya", 302)]
    assert f'href="{PEOPLE}?name=maya"' in hr.get("/staff/").content.decode()
    for _click in range(2):
        assert hr.post(f"{SAVE}remove/", {"name": "Maya"}).status_code == 302
    assert kept(hr) == []


def test_the_worklist_is_saved_too_and_the_same_name_takes_its_place(hr):
    content = hr.get("/staff/?show=mine&step=crb&whole=ready").content.decode()
    assert 'name="query" value="show=mine&amp;step=crb"' in content
    hr.post(SAVE, {"page": "worklist", "query": "show=mine", "name": "Mine"})
    hr.post(SAVE, {"page": "worklist", "query": "party=us", "name": "Mine"})
    assert kept(hr) == [{"name": "Mine", "page": "worklist", "query": "party=us"}]


def test_nobody_sees_or_removes_the_views_of_another(hr, signed_in):
    save_view(hr.user, "people", "Secret list", "name=x")
    other = signed_in("hr", name="Other Person", email="other@brightwater.example")
    assert "Secret list" not in other.get(PEOPLE).content.decode()
    other.post(f"{SAVE}remove/", {"name": "Secret list"})
    assert len(kept(hr)) == 1


@pytest.mark.parametrize(
    ("page", "name", "query", "sentence"),
    [
        ("nowhere", "X", "name=x", "You cannot open this list"),
        ("people", "  ", "name=x", "Enter a name for the view"),
        ("people", "x" * 41, "name=x", "Use 40 characters or fewer"),
        ("people", "X", "", "Narrow the list first"),
    ],
)
def test_what_cannot_be_saved_is_said(hr, page, name, query, sentence):
    answer = hr.post(SAVE, {"page": page, "name": name, "query": query}, follow=True)
    assert sentence in answer.content.decode()
    assert kept(hr) == []


def test_there_are_only_so_many(hr):
    for number in range(MOST):
        save_view(hr.user, "people", f"View {number}", "name=x")
    with pytest.raises(StepRefused, match="Take one away first"):
        save_view(hr.user, "people", "One more", "name=x")


def test_a_view_leads_nowhere_else(hr):
    answer = hr.post(SAVE, {"page": "people", "query": "name=x&next=//evil.example", "name": "X"})
    assert answer.headers["Location"].startswith(PEOPLE)


def test_strangers_others_and_wrong_methods(client, hr, signed_in):
    assert client.post(SAVE).status_code == 302
    assert signed_in("host", name="Ho").post(SAVE).status_code == 404
    assert hr.get(SAVE).status_code == 405
    assert hr.get(f"{SAVE}remove/").status_code == 405
