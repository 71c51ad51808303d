"""Selection days in pages: who finds them, arranging one, its panel, who comes, declaring an interest before reading."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.actions.interests import declare
from onboarding.door import take
from onboarding.models import Answer, AuditEvent, Interest, PanelMember, SelectionDay, Service
from tests.making import DAY, HOUR, advance, applicant, application, opportunity, team
from tests.pages.hr.conftest import NOW
from tests.selecting import selection_day, written

pytestmark = pytest.mark.django_db
URL = "/staff/selection/"
WHEN = NOW.date() + 20 * DAY


@pytest.fixture
def jo(signed_in):
    return signed_in("coordinator", name="Jo Coordinator")


def coming(day: SelectionDay, first: str = "Maya", **fields: Any) -> Any:
    """Somebody with the first free time of a day."""
    app = advance(application(who=applicant(first, **fields), at=NOW - 30 * DAY), "selection.with_applicant")
    slot = next(one for one in day.slots.order_by("starts_at") if one.free_places)
    take(app, "selection", "choose_slot", by=team()[0], at=NOW - HOUR, slot=slot.pk)
    return app


def seated(client: Any, day: SelectionDay) -> None:
    PanelMember.objects.create(day=day, user=client.user)


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_signed_out_and_wrong_roles_find_no_page(signed_in):
    day = selection_day(WHEN)
    for address in (URL, f"{URL}arrange/", f"{URL}{day.pk}/", f"{URL}{day.pk}/time/", f"{URL}{day.pk}/panel/"):
        assert Client().get(address).status_code == 302
        for role in ("auditor", "administrator", "host", "trainer", "disclosure_handler"):
            assert signed_in(role, name=f"{role} {address}").get(address).status_code == 404


def test_a_day_of_another_service_or_on_whose_panel_one_does_not_sit_is_a_404(signed_in):
    day = selection_day(WHEN)
    elsewhere = signed_in("coordinator", name="Ed", service=Service.objects.create(name="Sutton"))
    panel = signed_in("panel_member", name="Pat")
    for client in (elsewhere, panel):
        assert client.get(f"{URL}{day.pk}/").status_code == 404
    seated(panel, day)
    assert "Who comes" in text(panel, f"{URL}{day.pk}/")
    for address in ("arrange/", f"{day.pk}/time/", f"{day.pk}/panel/"):
        assert panel.get(URL + address).status_code == 404


def test_buttons_are_pressed_with_a_token_and_by_post_only(jo):
    day = selection_day(WHEN)
    app = coming(day)
    strict: Any = Client(enforce_csrf_checks=True)
    strict.force_login(jo.user)
    person = f"{URL}{day.pk}/person/{app.reference}/"
    for address in (f"{URL}{day.pk}/open/", f"{URL}{day.pk}/peer/", f"{person}interest/", f"{URL}{day.pk}/panel/{jo.user.pk}/remove/"):
        assert jo.get(address).status_code == 405
        assert strict.post(address).status_code == 403
    for address in (URL, f"{URL}{day.pk}/", f"{person}form/"):
        assert jo.post(address).status_code == 405
    assert jo.post(f"{URL}{day.pk}/explode/").status_code == 404


def test_a_coordinator_arranges_a_day_seats_a_panel_and_lets_people_choose(jo, signed_in):
    pat = signed_in("panel_member", name="Pat Peer")
    first = {"roles": [opportunity("B").pk], "day_0": "", "day_day": 20, "day_month": 5, "day_year": 2026, "how": "in_person",
             "place": "14 Mill Lane", "first": "10am", "every": 60, "count": 3, "places": 2}  # fmt: skip
    answer = jo.post(f"{URL}arrange/", first)
    day = SelectionDay.objects.get()
    assert answer.url == f"{URL}{day.pk}/"
    assert [slot.starts_at.hour for slot in day.slots.order_by("starts_at")] == [9, 10, 11]  # British summer time
    jo.post(f"{URL}{day.pk}/open/")
    assert "Two people or more must be on the panel" in text(jo, f"{URL}{day.pk}/")
    for user in (jo.user, pat.user):
        jo.post(f"{URL}{day.pk}/panel/", {"member": user.pk})
    pat.post(f"{URL}{day.pk}/peer/", {"here": "1"})
    jo.post(f"{URL}{day.pk}/open/")
    jo.post(f"{URL}{day.pk}/time/", {"time": "2pm", "places": 1})
    words = text(jo, f"{URL}{day.pk}/")
    assert "0 of 7 taken, 7 free" in words
    assert "Pat Peer, here with lived experience" in words
    assert "Wednesday 20 May 2026" in text(jo, URL)


def test_what_is_missing_of_a_day_is_said_beside_its_question(jo):
    words = jo.post(f"{URL}arrange/", {}).content.decode()
    for sentence in ("Select a role", "Select how you meet", "Enter the time, like 10am"):
        assert sentence in words


def test_who_comes_stands_with_their_needs_and_only_those_who_may_open_them_have_the_way(jo, signed_in):
    day = selection_day(WHEN)
    app = coming(day, formats=["bsl", "no_message"], points=18)
    panel = signed_in("panel_member", name="Pat")
    seated(panel, day)
    staff_words, panel_words = text(jo, f"{URL}{day.pk}/"), text(panel, f"{URL}{day.pk}/")
    for words in (staff_words, panel_words):
        assert "Maya Collins" in words
        assert "British Sign Language video, 18 point print" in words
        assert "Do not leave" not in words
    assert f"/staff/people/{app.reference}/" in staff_words
    assert f"/staff/people/{app.reference}/" not in panel_words


def test_a_panel_member_reads_only_after_saying_that_they_do_not_know_the_person(signed_in):
    day = selection_day(WHEN)
    app = coming(day)
    written(app)
    panel = signed_in("panel_member", name="Pat")
    seated(panel, day)
    form, interest = (f"{URL}{day.pk}/person/{app.reference}/{what}/" for what in ("form", "interest"))
    assert panel.get(form).status_code == 404
    panel.post(interest, {"stands_down": "0"})
    words = text(panel, form)
    assert "Maya" not in words
    assert "What they wrote" in words
    assert AuditEvent.objects.filter(application=app, type="answers_read").count() == 1
    panel.post(interest, {"stands_down": "1"})
    assert panel.get(form).status_code == 404
    assert "You see nothing that they wrote" in text(panel, f"{URL}{day.pk}/")
    panel.post(interest, {"stands_down": "0"})
    assert Interest.objects.get(user=panel.user).stands_down
    assert panel.post(interest, {"stands_down": "7"}).status_code == 404


def test_who_may_choose_and_stands_down_reads_the_form_nowhere(jo):
    day = selection_day(WHEN)
    app = coming(day)
    written(app)
    assert jo.get(f"/staff/people/{app.reference}/answers/").status_code == 200
    seated(jo, day)
    assert jo.get(f"/staff/people/{app.reference}/answers/").url == URL
    declare(app, stands_down=True, by=jo.user, at=NOW)
    for page in ("answers", "form", "form/why"):
        assert jo.get(f"/staff/people/{app.reference}/{page}/").status_code == 404
    assert Answer.objects.filter(application=app).exists()


def test_nobody_meets_themselves_and_who_has_ended_is_not_there(signed_in):
    day = selection_day(WHEN, count=3)
    panel = signed_in("panel_member", name="Pat")
    seated(panel, day)
    own = coming(day, first="Pat", user=panel.user)
    gone = coming(day, first="Tom")
    take(gone, None, "withdraw", by=team()[0], at=NOW, reason=None)
    words = text(panel, f"{URL}{day.pk}/")
    assert "Pat Collins" not in words
    assert "Tom Collins" not in words
    for app in (own, gone):
        assert panel.post(f"{URL}{day.pk}/person/{app.reference}/interest/", {"stands_down": "0"}).status_code == 404


def test_the_pages_ask_the_database_the_same_whoever_comes(jo):
    day = selection_day(WHEN, places=4)
    counts: list[int] = []
    text(jo, URL)
    for names in (("Maya",), ("Dee", "Tom", "Amir")):
        for name in names:
            coming(day, first=name)
        for address in (URL, f"{URL}{day.pk}/"):
            with CaptureQueriesContext(connection) as asked:
                text(jo, address)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_staff_book_a_time_for_somebody_who_rings(jo):
    day = selection_day(WHEN)
    app = advance(application(who=applicant("Dee"), at=NOW - 9 * DAY), "selection.with_applicant")
    stage = app.stages.get(kind="selection")
    words = text(jo, f"/staff/people/{app.reference}/?do={stage.pk}.choose_slot")
    assert "Room 1" in words
    assert day.slots.count() == 2


def test_the_list_says_how_many_wait_for_us_to_find_a_time(jo):
    day = selection_day(WHEN, count=1)
    coming(day)
    advance(application(who=applicant("Dee"), at=NOW - 9 * DAY), "selection.with_applicant")
    assert "1 person waits for us to find a time" in text(jo, URL)
