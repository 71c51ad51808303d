"""Setting up the organisation in pages: every kind of row added and changed, witnessed, and never over what another wrote."""

from typing import Any

import pytest

from onboarding.actions.review_words import review_words
from onboarding.actions.set_up import CHANGED, remove, save
from onboarding.door import StepRefused
from onboarding.models import (
    AuditEvent,
    AuditPayload,
    Body,
    Closure,
    Cohort,
    Opportunity,
    Organisation,
    Pathway,
    Service,
)
from onboarding.queries import setup as known
from onboarding.stages.nation_words import KINDS, SHIPPED
from tests.making import advance, applicant, application, cohort, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/settings/"


@pytest.fixture
def admin(signed_in) -> Any:
    return signed_in("administrator", name="Ada Admin")


SUPPORT = {"sessions_a_week": "3", "places": "6", "supervision_weeks": "1", "supervision_weeks_later": "4", "first_review": "2",
           "second_review": "6", "last_review": "12"}  # fmt: skip


def day(name: str, text: str) -> dict[str, str]:
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split(), strict=True))


def given(code: str, **more: Any) -> dict[str, Any]:
    """A whole form of a kind of row."""
    service = Service.objects.earliest("pk").pk
    teacher = Body.objects.get_or_create(party="training_provider", name="Croydon College")[0].pk
    forms: dict[str, dict[str, Any]] = {
        "services": {"name": "Sutton"},
        "bodies": {"party": "committee", "name": "Professions", "email": "sec@body.example", "nation": "ENG"},
        "sites": {"name": "Maple ward", "service": service, "session_minutes": "180", "one_to_one_minutes": "15",
                  **SUPPORT},
        "courses": {"name": "Spring", "body": teacher, **day("starts_on", "25 1 2027"), "seats": "12", "place": "Room 4", "times": "Noon"},
        "roles": {"title": "Peer worker, nights", "service": service, "pathway": Pathway.objects.filter(code="B").latest("version").pk,
                  "nation": "ENG", "hours": "8", "pay_words": "£12.60 an hour", "is_open": "on"},
        "closures": {**day("day", "24 12 2026"), "words": "Christmas Eve"},
        "signposts": {"name": "Mill Lane Advice", "purpose": "money", "place": "Croydon", "phone": "01632 960 200", "wanted": "on"},
    }  # fmt: skip
    return {**forms[code], **more}


@pytest.mark.parametrize("code", ["services", "bodies", "sites", "courses", "roles", "closures", "signposts"])
def test_every_kind_of_row_is_added_listed_changed_and_witnessed(admin, code):
    assert f"Add {known.SETUPS[code].a_one}" in admin.get(f"{URL}{code}/").content.decode()
    assert admin.get(f"{URL}{code}/add/").status_code == 200
    answer = admin.post(f"{URL}{code}/add/", given(code))
    assert answer.status_code == 302, answer.content.decode()
    setup = known.SETUPS[code]
    row = max(known.all_of(setup), key=lambda one: one.pk)
    assert str(row) in admin.get(f"{URL}{code}/").content.decode()
    page = f"{URL}{code}/{row.pk}/"
    assert admin.get(page).status_code == 200
    name = {"closures": "words", "roles": "title"}.get(code, "name")
    assert admin.post(page, given(code, **{name: "Another name"})).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == "Another name"
    events = AuditEvent.objects.filter(type="set_up").order_by("seq")
    assert len(events) == 2
    assert "Another name" in AuditPayload.objects.get(event=events[1]).words
    assert "Another name" not in events[1].envelope


def test_the_organisation_itself_is_one_form_and_its_chain_holds(admin, settings):
    row = Organisation.objects.get()
    page = f"{URL}organisation/{row.pk}/"
    assert admin.get(f"{URL}organisation/").headers["Location"] == page
    form = admin.get(page).context["form"]
    values = {**form.initial, "name": "Brightwater Peers", "phone": "01632 960 001", "email": "hello@b.example",
              "address": "1 Mill Lane", "footer_line": "A charity"}  # fmt: skip
    answer = admin.post(page, values)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    event = AuditEvent.objects.filter(application=None).latest("seq")
    assert (row.name, row.chain_seq, row.chain_head) == ("Brightwater Peers", event.seq, event.hash)
    assert admin.get(f"{URL}organisation/add/").status_code == 404


def test_the_same_again_changes_nothing(admin):
    setup = known.SERVICES
    pk = save(setup, None, {"name": "Sutton"}, by=admin.user, at=NOW)
    save(setup, pk, {"name": "Sutton"}, by=admin.user, at=NOW)
    assert AuditEvent.objects.filter(type="set_up").count() == 1


def test_two_people_change_one_row_and_neither_is_lost(admin):
    row = Service.objects.create(name="Sutton")
    seen = admin.get(f"{URL}services/{row.pk}/").context["form"].initial["seen"]
    Service.objects.filter(pk=row.pk).update(name="Sutton and Cheam")
    content = admin.post(f"{URL}services/{row.pk}/", {"name": "Sutton East", "seen": seen}).content.decode()
    assert CHANGED in content
    assert "Sutton East" in content
    row.refresh_from_db()
    assert row.name == "Sutton and Cheam"


@pytest.mark.parametrize(
    ("code", "more", "sentence"),
    [
        ("services", {"name": ""}, "Enter: name of the service"),
        ("bodies", {"party": ""}, "Select what they do"),
        ("bodies", {"email": "nothing"}, "enter an e-mail address, like name@example.com"),
        ("sites", {"one_to_one_minutes": "60", "session_minutes": "30"}, "cannot be longer than the session"),
        ("sites", {"second_review": "12"}, "Each review comes later than the one before"),
        ("sites", {"session_minutes": "9"}, "must be between 30 and 480"),
        ("courses", day("starts_on", "1 2 2026"), "The first day must be ahead"),
        ("roles", {"pathway": ""}, "Select the pathway"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(admin, code, more, sentence):
    values = given(code, **more)
    before = len(known.all_of(known.SETUPS[code]))
    content = admin.post(f"{URL}{code}/add/", values).content.decode()
    assert sentence in content
    assert len(known.all_of(known.SETUPS[code])) == before


def test_a_second_one_of_the_same_name_is_refused(admin):
    for code in ("services", "bodies", "sites", "courses", "closures"):
        admin.post(f"{URL}{code}/add/", given(code))
        assert "There is already a" in admin.post(f"{URL}{code}/add/", given(code)).content.decode()


def test_a_row_that_was_not_offered_is_refused(admin):
    old = Pathway.objects.filter(code="B").earliest("version").pk
    values = {"title": "X", "service": 1, "pathway": old, "nation": "ENG", "hours": 8, "is_open": True}
    with pytest.raises(StepRefused, match="Select the pathway"):
        save(known.ROLES, None, values, by=admin.user, at=NOW)


def test_a_role_keeps_the_pathway_it_has_when_a_newer_version_comes(admin):
    service = Service.objects.earliest("pk")
    old = Pathway.objects.filter(code="B").earliest("version")
    row = Opportunity.objects.create(title="Old role", service=service, pathway=old, pay_words="x")
    values = {**known.values_of(known.ROLES, row), "hours": 9}
    save(known.ROLES, row.pk, values, by=admin.user, at=NOW)
    row.refresh_from_db()
    assert (row.hours, row.pathway) == (9, old)


def test_a_course_does_not_move_under_those_who_hold_a_seat_and_keeps_their_seats(admin):
    for name in ("Maya", "Dee"):
        app = advance(application("B", who=applicant(name)), "training.in_classes")
    held = Cohort.objects.get(seats_held__stage__application=app)
    values = {**known.values_of(known.COURSES, held), "seats": 2}
    with pytest.raises(StepRefused, match="2 people hold a seat and were told the first day"):
        save(known.COURSES, held.pk, {**values, "starts_on": NOW.date().replace(year=2027)}, by=admin.user, at=NOW)
    with pytest.raises(StepRefused, match="There cannot be fewer seats"):
        save(known.COURSES, held.pk, {**values, "seats": 1}, by=admin.user, at=NOW)
    save(known.COURSES, held.pk, values, by=admin.user, at=NOW)
    free = cohort(NOW.date().replace(year=2028), seats=10)
    later = {**known.values_of(known.COURSES, free), "starts_on": NOW.date().replace(year=2029)}
    save(known.COURSES, free.pk, later, by=admin.user, at=NOW)


def test_an_organisation_that_steps_name_does_not_change_what_it_does(admin):
    advance(application("C"), "committee.with_committee")
    body = Body.objects.filter(party="committee").latest("pk")
    values = {**known.values_of(known.BODIES, body), "party": "umbrella_body"}
    with pytest.raises(StepRefused, match="Steps name this organisation already"):
        save(known.BODIES, body.pk, values, by=admin.user, at=NOW)


def test_a_day_of_closing_is_taken_away_once_and_nothing_else_is(admin):
    row = Closure.objects.create(day="2026-12-24", words="Christmas Eve")
    assert "Take it away" in admin.get(f"{URL}closures/{row.pk}/").content.decode()
    for _click in range(2):
        assert admin.post(f"{URL}closures/{row.pk}/remove/").status_code == 302
    assert not Closure.objects.exists()
    assert AuditEvent.objects.filter(type="set_up_removed").count() == 1
    service = Service.objects.create(name="Sutton")
    assert admin.post(f"{URL}services/{service.pk}/remove/").status_code == 404
    with pytest.raises(StepRefused, match="You may not change this"):
        remove(known.SERVICES, service.pk, by=admin.user, at=NOW)


def test_who_arranges_has_courses_teams_and_organisations_and_no_more(signed_in):
    jo = signed_in("coordinator", name="Jo Hart")
    found = {code: jo.get(f"{URL}{code}/").status_code for code in known.SETUPS}
    shown = {code for code, status in found.items() if status == 200}
    assert shown == {"sites", "tags", "courses", "bodies", "competences", "criteria", "signposts"}
    assert set(found.values()) == {200, 404}
    assert jo.post(f"{URL}courses/add/", given("courses")).status_code == 302
    with pytest.raises(StepRefused, match="You may not change this"):
        save(known.SERVICES, None, {"name": "Mine"}, by=jo.user, at=NOW)


def test_a_new_organisation_is_led_from_nothing_to_its_first_applicant(admin):
    assert "Before your first applicant: 8 to do" in admin.get(URL).content.decode()
    for code in ("bodies", "courses", "sites", "roles"):
        admin.post(f"{URL}{code}/add/", given(code))
    admin.post(f"{URL}bodies/add/", given("bodies", party="occupational_health", name="OH"))
    content = admin.get(URL).content.decode()
    assert "Before your first applicant: 4 to do" in content
    assert "Still missing: HR, a peer coordinator, a manager, who handles results" in content
    staff("Jo Hart", "hr", "coordinator", "manager", "disclosure_handler")
    Pathway.objects.filter(code="B").update(signed_on=NOW.date())
    row = Organisation.objects.get()
    values = {**known.values_of(known.ORGANISATION, row), "email": "hello@ours.org.uk"}
    save(known.ORGANISATION, row.pk, values, by=admin.user, at=NOW)
    assert "Before your first applicant: 1 to do" in admin.get(URL).content.decode()
    for kind in KINDS:
        review_words("ENG", kind, SHIPPED["ENG", kind], by=admin.user, at=NOW)
    assert "Before your first applicant" not in admin.get(URL).content.decode()


def test_strangers_wrong_methods_and_what_is_not_there(client, admin, signed_in):
    assert client.get(f"{URL}services/").status_code == 302
    assert signed_in("host", name="Ho").get(f"{URL}services/").status_code == 404
    assert admin.get(f"{URL}nothing/").status_code == 404
    assert admin.get(f"{URL}services/999/").status_code == 404
    assert admin.post(f"{URL}services/").status_code == 405
    assert admin.get(f"{URL}closures/1/remove/").status_code == 405
    assert admin.put(f"{URL}services/add/").status_code == 405


def test_a_team_offers_hosts_only(admin):
    staff("Tessa Ward", "host")
    content = admin.get(f"{URL}sites/add/").content.decode()
    assert "Tessa Ward" in content
    assert "Ada Admin" not in content.split("<main")[1]
