"""All people: found by name or reference, added, looked after, told, and every contact logged."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding.actions.assign_owner import assign_owner
from onboarding.actions.contact import log_contact
from onboarding.actions.start_telling import start_telling
from onboarding.door import StepRefused, take
from onboarding.models import Applicant, Application, AuditEvent, Contact, Opportunity, Pathway, Promise, Service
from onboarding.queries.people import A_PAGE, open_opportunities
from tests.making import DAY, START, advance, applicant, application, opportunity, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
LIST, ADD = "/staff/people/", "/staff/people/add/"


def words(client, address, **given):
    answer = client.get(address, given)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def maya(db):
    return advance(application(who=applicant("Maya", "Łukasiewicz-Żółć")), "selection.shortlisting", at=START)


@pytest.mark.parametrize("address", [LIST, ADD])
def test_signed_out_people_and_wrong_roles_find_no_list(signed_in, address):
    assert Client().get(address).status_code == 302
    for role in ("host", "auditor", "administrator"):
        assert signed_in(role, name=role).get(address).status_code == 404


def test_a_post_to_the_list_is_refused(hr):
    assert hr.post(LIST).status_code == 405
    assert hr.put(ADD).status_code == 405


def test_an_empty_house_says_so(hr):
    page = words(hr, LIST)
    assert "No people yet." in page
    assert "Add a person" in page


TYPED = ("maya", "MAY", "zolc", "lukasiewicz", "Łukasiewicz-Żółć", "lukasiewicz-zolc maya", "Maya Łukasiewicz", "ma luk")


@pytest.mark.parametrize("typed", TYPED)
def test_a_name_is_found_by_how_any_of_its_words_begins(hr, maya, typed):
    assert "Maya" in words(hr, LIST, name=typed).partition("<tbody")[2]
    assert "No one matches" in words(hr, LIST, name=f"{typed} qqqq")


@pytest.mark.parametrize("surname", ["O'Neill", "O’Neill", "O`Neill", "Oʼneill"])
@pytest.mark.parametrize("typed", ["O'Neill", "o’neill", "O´Neill", "oneill siobhan"])
def test_an_apostrophe_is_found_however_it_was_typed(hr, surname, typed):
    application(who=applicant("Siobhán", surname))
    assert "Siobhán" in words(hr, LIST, name=typed).partition("<tbody")[2]


@pytest.mark.parametrize("surname", ["Stevens-Nash", "Stevens Nash", "StevensNash"])
@pytest.mark.parametrize("typed", ["Stevens-Nash", "Stevens Nash", "stevensnash", "StevensNash Ivy"])
def test_two_names_are_found_however_they_are_joined(hr, surname, typed):
    application(who=applicant("Ivy", surname))
    if (surname, typed) != ("StevensNash", "Stevens Nash"):  # two words, of which the second begins no word
        shown = words(hr, LIST, name=typed)
        assert "Ivy" in shown.partition("<tbody")[2]
        assert "These names are like it" not in shown


def test_names_that_are_stored_with_an_apostrophe_are_written_again(db):
    who = applicant("Siobhán", "O’Neill")
    Applicant.objects.filter(pk=who.pk).update(sort_name="o’neill d'arcy siobhan")
    import_module("onboarding.migrations.0054_names_without_apostrophes").without(apps, None)
    assert Applicant.objects.get().sort_name == "oneill darcy siobhan"


def test_a_reference_is_found_with_slips_in_case_and_dashes(hr, maya):
    for typed in (
        maya.reference,
        maya.reference.lower(),
        maya.reference.replace("-", ""),
        f" {maya.reference.replace('-', ' ')} ",
    ):
        assert maya.reference in words(hr, LIST, name=typed).partition("<tbody")[2]


def test_nobody_found_says_what_was_typed_and_the_way_out(hr, maya):
    page = words(hr, LIST, name="<Hardwood>")
    assert "No one matches “&lt;Hardwood&gt;”." in page
    assert "search everyone" in page
    assert "Nobody is there." in words(hr, LIST, state="moved_on")


def test_strange_addresses_are_no_mistake(hr, maya):
    for given in (
        {"after": "x|y"},
        {"after": "|99999999999999999999"},
        {"name": "\x00"},
        {"state": "nowhere"},
        {"after": "a|²"},
    ):
        assert hr.get(LIST, given).status_code == 200


def test_pages_follow_each_other_without_a_gap_and_with_few_queries(hr):
    for number in range(A_PAGE + 7):
        application(who=applicant("Same", f"Name{number // 9}", email=f"{number}@x.example"))
    first = words(hr, LIST)
    assert first.count('scope="row"') == A_PAGE
    onward = first.partition('govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="')[
        2
    ].partition('"')[0]
    with CaptureQueriesContext(connection) as queries:
        second = words(hr, f"{LIST}{onward.replace('&amp;', '&')}")
    assert second.count('scope="row"') == 7
    assert len(queries) <= 12
    shown = [
        reference
        for reference in Application.objects.values_list("reference", flat=True)
        if reference in first + second
    ]
    assert len(shown) == A_PAGE + 7


def test_staff_see_neither_other_services_nor_themselves_nor_hidden_people(signed_in):
    there = Service.objects.create(name="Elsewhere")
    client = signed_in("hr")
    client.user.roles.update(service=there)
    application(who=applicant("Not", "Ours"))
    ours = application(who=applicant("Is", "Ours", email="is@x.example"), service=there)
    application(who=applicant("Half", "In", email="half@x.example"), service=there, hidden=True)
    self_own = applicant("My", "Self", email="my@x.example", user=client.user)
    application(who=self_own, service=there)
    page = words(client, LIST)
    assert ours.reference in page
    assert page.count('scope="row"') == 1


NEW = {"first_name": "Grace", "surname": "Lin", "channel": "email", "email": "grace@x.example", "points": "20"}


def test_a_person_is_added_and_the_application_sent_for_them(hr):
    data = NEW | {"opportunity": str(opportunity().pk), "send": "on", "formats": ["easy_read"]}
    answer = hr.post(ADD, data, follow=True)
    app = Application.objects.get()
    assert app.state == "in_progress"
    assert app.owner == hr.user
    assert (app.applicant.points, app.applicant.formats, app.applicant.sort_name) == (20, ["easy_read"], "lin grace")
    assert "Large print letters, 20 point" in answer.content.decode()


def test_a_person_who_is_added_can_sign_in(hr):
    hr.post(ADD, NEW | {"opportunity": str(opportunity().pk)})
    user = Application.objects.get().applicant.user
    assert user is not None
    assert user.email == "grace@x.example"


def test_a_person_whose_address_is_somebody_elses_is_added_without_a_sign_in_and_hr_reads_why(hr):
    applicant("Other", "Person", email="grace@x.example", signs_in=True)
    answer = hr.post(ADD, NEW | {"opportunity": str(opportunity().pk)}, follow=True)
    assert Application.objects.get().applicant.user is None
    assert "Somebody else signs in with this e-mail address" in answer.content.decode()


def test_who_wants_post_is_added_with_their_address(hr):
    where = {"channel": "post", "email": "", "address": "1 Mill Lane", "postcode": "CR0 1AA"}
    page = hr.post(ADD, NEW | where | {"opportunity": str(opportunity().pk)}, follow=True).content.decode()
    who = Applicant.objects.get()
    assert (who.channel, who.address, who.postcode) == ("post", "1 Mill Lane", "CR0 1AA")
    assert "There is no e-mail address for this person" in page
    assert f'href="/staff/people/{Application.objects.get().reference}/details/"' in page


def test_a_draft_waits_until_it_is_sent(hr):
    hr.post(ADD, NEW | {"opportunity": str(opportunity().pk)})
    assert Application.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first_name": ""}, "Enter the first name"),
        ({"email": ""}, "Enter the e-mail address, or choose another way"),
        ({"email": "no"}, "Enter an e-mail address, like name@example.com"),
        ({"channel": "text"}, "Enter the number, or choose another way"),
        ({"channel": "post"}, "Enter the address, or choose another way"),
        ({"opportunity": ""}, "Select the role"),
    ],
)
def test_what_is_missing_is_a_sentence_and_nobody_is_added(hr, change, sentence):
    page = hr.post(ADD, NEW | {"opportunity": str(opportunity().pk)} | change).content.decode()
    assert sentence in page
    assert not Applicant.objects.exists()


def test_only_roles_of_one_s_own_service_can_be_filled(signed_in):
    there = Service.objects.create(name="Elsewhere")
    client = signed_in("hr")
    client.user.roles.update(service=there)
    role = opportunity()
    assert f'value="{role.pk}"' not in words(client, ADD).partition('name="opportunity"')[2].partition("</select>")[0]
    client.post(ADD, NEW | {"opportunity": str(role.pk)})
    assert not Applicant.objects.exists()


def to(app, page):
    return f"{LIST}{app.reference}/{page}/"


POSTS = ("contact", "owner", "start-telling")
SAID = {"who": "person", "how": "phone", "about": "time", "line": "We agreed on Friday."}


@pytest.mark.parametrize("page", POSTS)
def test_these_pages_are_for_staff_with_the_right(signed_in, maya, page):
    Application.objects.update(telling=False)
    assert Client().post(to(maya, page), SAID).status_code == 302
    for role in ("host", "auditor", "administrator"):
        assert signed_in(role, name=role).post(to(maya, page), SAID).status_code == 404
    assert signed_in("hr", name="Hr").put(to(maya, page)).status_code == 405
    Application.objects.update(hidden=True)
    assert signed_in("hr", name="H2").post(to(maya, page), SAID).status_code == 404
    assert not Contact.objects.exists()
    assert not Application.objects.get().telling


def test_a_contact_is_logged_witnessed_and_told_on_the_page(hr, maya):
    page = hr.post(to(maya, "contact"), SAID, follow=True).content.decode()
    assert "Contact: The person, by phone, about more time. We agreed on Friday." in page
    event = AuditEvent.objects.get(type="contact")
    assert "Friday" not in event.envelope
    assert "Friday" in event.payload.words


def test_a_contact_of_another_day_is_kept_there_and_never_ahead(hr, maya):
    when = {"day_day": "14", "day_month": "4", "day_year": "2026"}
    hr.post(to(maya, "contact"), SAID | when)
    assert Contact.objects.get().at.isoformat() == "2026-04-13T23:00:00+00:00"
    page = hr.post(to(maya, "contact"), SAID | when | {"day_day": "17"}).content.decode()
    assert "The date must be today or earlier" in page


def test_a_contact_needs_its_codes_and_a_short_line(hr, maya):
    page = hr.post(to(maya, "contact"), {"line": "x" * 201}).content.decode()
    for sentence in ("Select who it was with", "Select how you were in touch", "Select what it was about"):
        assert sentence in page
    assert not Contact.objects.exists()


def test_the_action_itself_refuses_what_a_form_would_not_send(maya):
    with pytest.raises(StepRefused, match="may not"):
        log_contact(maya, by=staff("M", "auditor"), at=NOW, happened_at=NOW, who="person", how="phone", about="time")
    with pytest.raises(StepRefused) as refused:
        log_contact(maya, by=staff("H", "hr"), at=NOW, happened_at=NOW + DAY, who="x", how="x", about="x", line="a\nb")
    assert len(refused.value.reasons) == 5


def test_someone_is_chosen_to_look_after_a_person_and_it_is_witnessed(hr, maya):
    dee = staff("Dee", "coordinator")
    hr.post(to(maya, "owner"), {"owner": str(dee.pk)})
    assert Application.objects.get().owner == dee
    assert dee.ref in AuditEvent.objects.get(type="owner").envelope
    hr.post(to(maya, "owner"), {"owner": ""})
    assert Application.objects.get().owner is None


def test_only_staff_who_may_see_the_person_can_look_after_them(hr, maya):
    host = staff("Host", "host")
    page = hr.post(to(maya, "owner"), {"owner": str(host.pk)}).content.decode()
    assert "Choose a member of staff who may see this person" in page
    assert hr.post(to(maya, "owner"), {"owner": "999999"}).status_code == 200
    with pytest.raises(StepRefused, match="may not choose"):
        assign_owner(maya, None, by=host, at=NOW)
    assert Application.objects.get().owner is None


def test_telling_starts_with_a_promise_and_only_once(hr, maya):
    Application.objects.update(telling=False, promise_on=None)
    Promise.objects.all().delete()
    assert "Start telling Maya" in words(hr, to(maya, "start-telling"))
    page = hr.post(to(maya, "start-telling"), follow=True).content.decode()
    assert "From now on they are told. We promised to write by 29 April." in page
    app = Application.objects.get()
    assert app.telling
    assert app.promise_on == Promise.objects.get().due_on
    assert "is being told already" in hr.post(to(maya, "start-telling")).content.decode()
    assert AuditEvent.objects.filter(type="telling_started").count() == 1


def test_nobody_is_told_where_nothing_is_going_on(hr):
    app = application(telling=False)
    with pytest.raises(StepRefused, match="nothing to tell"):
        start_telling(app, by=hr.user, at=NOW)
    with pytest.raises(StepRefused, match="may not"):
        start_telling(app, by=staff("C", "coordinator"), at=NOW)


def test_after_the_end_the_list_no_longer_says_that_a_person_is_not_told_yet(hr, maya):
    Application.objects.update(telling=False)
    assert "Not being told yet" in words(hr, LIST)
    take(maya, None, "withdraw", by=hr.user, at=NOW)
    assert "Not being told yet" not in words(hr, LIST)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Hardwood", "Dee Harwood"), ("Okafro", "Sam Okafor"), ("Malgozata", "Małgorzata Łukasiewicz"),
        ("lukasiewic malgorzta", "Małgorzata Łukasiewicz"), ("sma okafor", "Sam Okafor"), ("Okaffor", "Sam Okafor"),
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_finds_names_like_it_and_says_so(hr, typed, found):
    for first, last in (("Dee", "Harwood"), ("Sam", "Okafor"), ("Małgorzata", "Łukasiewicz"), ("Tom", "Baines")):
        application(who=applicant(first, last, email=f"{last.encode('ascii', 'ignore').decode()}@x.example"))
    content = hr.get("/staff/people/", {"name": typed}).content.decode()
    assert f"No one is called “{typed}”. These names are like it." in content
    assert found in content
    assert "Tom Baines" not in content


def test_what_is_like_nothing_finds_nobody_and_two_letters_are_no_name(hr):
    application(who=applicant("Sam", "Okafor"))
    for typed in ("Xylophone", "zz", "Sma Xylophone"):
        assert f"No one matches “{typed}”" in hr.get("/staff/people/", {"name": typed}).content.decode()


def test_nobody_out_of_reach_is_suggested(signed_in):
    mine, other = Service.objects.create(name="Mine"), Service.objects.create(name="Other")
    application(who=applicant("Sam", "Okafor"), service=other)
    hr = signed_in("hr", name="Only Mine", service=mine)
    assert "Okafor" not in hr.get("/staff/people/", {"name": "Okafro"}).content.decode().replace("Okafro", "")


def test_the_worklist_forgives_a_slip_too(hr):
    advance(application(who=applicant("Sam", "Okafor")), "selection.deciding")
    assert "Sam Okafor" in hr.get("/staff/", {"name": "Okafro"}).content.decode()


def test_nobody_is_begun_to_be_told_after_the_end(hr):
    app = advance(application(who=applicant("Sam", "Okafor")), "selection.deciding")
    Application.objects.filter(pk=app.pk).update(telling=False)
    address = f"/staff/people/{app.reference}/"
    assert "Start telling Sam" in hr.get(address).content.decode()
    take(app, None, "withdraw", by=hr.user, at=NOW)
    assert "Start telling Sam" not in hr.get(address).content.decode()


def test_two_roles_of_one_name_are_told_apart_by_their_pathway(hr):
    service = Service.objects.create(name="Purley team")
    for code in ("A", "B"):
        Opportunity.objects.create(title="Peer worker", service=service, pathway=Pathway.objects.filter(code=code).latest("version"))
    labels = [label for _pk, label in open_opportunities(hr.user) if label.startswith("Peer worker (Purley team")]
    assert len(set(labels)) == 2
    assert all("(version" in label for label in labels)
