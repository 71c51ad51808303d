"""Forms that wait to be read: without a name, two people each by themselves, standing down; nobody is invited before."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.actions.shortlist import CHOOSE, NOT_YOURS, OVER, STANDS_DOWN, save_reading
from onboarding.door import StepRefused, take
from onboarding.models import Application, AuditEvent, Reading, Service
from onboarding.queries.my_data import my_data
from onboarding.queries.shortlist import neutral
from tests.making import DAY, advance, applicant, application, staff, team
from tests.pages.hr.conftest import NOW
from tests.selecting import written

pytestmark = pytest.mark.django_db
URL = "/staff/selection/forms/"


@pytest.fixture
def jo(signed_in):
    return signed_in("coordinator", name="Jo Coordinator")


def sent(first: str = "Maya", **fields: Any) -> Application:
    """Somebody who wrote a form and sent it."""
    app = application(who=applicant(first, "Collins", **fields), at=NOW - 9 * DAY)
    written(app)
    return advance(app, "selection.shortlisting")


def page(app: Application) -> str:
    return f"{URL}{neutral(app.pk)}/"


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_signed_out_and_wrong_roles_find_no_page(signed_in):
    app = sent()
    for address in (URL, page(app)):
        assert Client().get(address).status_code == 302
        for role in ("manager", "panel_member", "auditor", "host", "trainer", "administrator"):
            assert signed_in(role, name=f"{role} {address}").get(address).status_code == 404
    assert signed_in("hr", name="Priya", service=Service.objects.create(name="Sutton")).get(page(app)).status_code == 404


def test_the_pages_are_pressed_with_a_token_and_in_their_own_way(jo):
    app = sent()
    strict: Any = Client(enforce_csrf_checks=True)
    strict.force_login(jo.user)
    assert jo.post(URL).status_code == 405
    assert jo.get(f"{page(app)}stand-down/").status_code == 405
    assert strict.post(page(app)).status_code == 403
    assert strict.post(f"{page(app)}stand-down/").status_code == 403
    assert jo.get(f"{URL}ZZZZZ/").status_code == 404


def test_no_name_reference_or_contact_stands_on_the_list_or_the_form(jo):
    app = sent(mobile="07700900123", known_as="May")
    for words in (text(jo, URL), text(jo, page(app))):
        for word in ("Maya", "Collins", "May<", app.reference, "07700900123", app.applicant.email):
            assert word not in words
        assert neutral(app.pk) in words
    assert "I would like to give something back" in text(jo, page(app))
    assert AuditEvent.objects.filter(application=app, type="answers_read").count() == 2


def test_two_people_read_each_by_themselves_and_then_the_person_can_be_invited(jo, signed_in):
    app, ann = sent(), signed_in("hr", name="Ann Reader")
    line = "id_shown_0"
    assert line in text(jo, page(app))
    with pytest.raises(StepRefused, match="Two people have not read their form yet"):
        take(app, "selection", "invite", by=jo.user, at=NOW)
    assert CHOOSE in jo.post(page(app), {}).content.decode()
    assert jo.post(page(app), {"verdict": "invite"}).status_code == 302
    assert "Jo Coordinator" not in text(ann, page(app))
    assert "1 of 2" in text(ann, URL)
    ann.post(page(app), {"verdict": "not_sure"})
    words = text(ann, page(app))
    assert "Jo Coordinator: Invite them" in words
    assert f"/staff/people/{app.reference}/" in words
    take(app, "selection", "invite", by=jo.user, at=NOW)
    assert jo.get(page(app)).status_code == 404


def test_who_was_brought_in_or_told_us_in_another_way_is_invited_without_a_reading():
    app = advance(application(), "selection.shortlisting")
    take(app, "selection", "invite", by=team()[0], at=NOW)


def test_a_pathway_can_leave_the_rule_out():
    app = sent()
    app.pathway.left_out = [*app.pathway.left_out, {"rule": "shortlisting", "reason": "We are two people in all"}]
    app.pathway.save()
    take(Application.objects.get(pk=app.pk), "selection", "invite", by=team()[0], at=NOW)


def test_who_thinks_that_they_know_somebody_stands_down_and_reads_no_more(jo):
    app = sent()
    assert jo.post(f"{page(app)}stand-down/").url == URL
    assert jo.get(page(app)).status_code == 404
    assert neutral(app.pk) not in text(jo, URL)
    with pytest.raises(StepRefused, match=STANDS_DOWN):
        save_reading(app, "invite", [], by=jo.user, at=NOW)


def test_the_same_reading_is_saved_once_and_can_be_changed_while_the_form_waits(jo):
    app = sent()
    for verdict in ("invite", "invite", "not_now"):
        save_reading(app, verdict, [999], by=jo.user, at=NOW)
    assert Reading.objects.get().verdict == "not_now"
    assert AuditEvent.objects.filter(application=app, type="form_judged").count() == 2
    with pytest.raises(StepRefused, match=NOT_YOURS):
        save_reading(app, "invite", [], by=staff("Mo", "manager"), at=NOW)
    later = advance(application(who=applicant("Dee")), "selection.with_applicant")
    with pytest.raises(StepRefused, match=OVER):
        save_reading(later, "invite", [], by=jo.user, at=NOW)


def test_the_persons_own_copy_says_what_readers_said(jo):
    app = sent(signs_in=True)
    save_reading(app, "not_sure", [], by=jo.user, at=NOW)
    user: Any = app.applicant.user
    assert my_data(user)["applications"][0]["what_readers_said"][0]["said"] == "Not yet sure"


def test_the_list_asks_the_database_the_same_whoever_waits(jo):
    counts: list[int] = []
    text(jo, URL)
    for names in (("Maya",), ("Dee", "Tom", "Amir")):
        for name in names:
            sent(name)
        with CaptureQueriesContext(connection) as asked:
            text(jo, URL)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_of_selection_says_how_many_are_to_be_read(jo, signed_in):
    sent()
    assert "</a>: 1 for you to read, without names." in text(jo, "/staff/selection/")
    assert "Forms to read" not in text(signed_in("panel_member", name="Pat"), "/staff/selection/")
