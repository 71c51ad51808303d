"""The application form: one question a page, saved as one goes, sent once, and read by nobody it is not for."""

import json
import re

import pytest
from django.test import Client

from onboarding.actions.save_answers import read_answers
from onboarding.lib import clock
from onboarding.lib.reading import grade
from onboarding.models import Answer, Applicant, Application, AuditEvent, Opportunity
from onboarding.stages.application_form import PARTS
from tests.making import application, staff
from tests.pages.apply.conftest import WORDS, Applying
from tests.pages.portal.test_plain_words import GRADE, said, too_long

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(begun):
    return begun()


def page_of(client, part=""):
    answer = client.get(f"/form/{client.app.reference}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_counts_what_is_saved_and_leads_on(sam):
    page = page_of(sam)
    assert "You have saved 0 of 5 parts" in page
    assert f"/form/{sam.app.reference}/reach/" in page  # the name was asked at the start


def test_each_page_is_saved_and_leads_to_the_next_question_until_all_can_be_checked(sam):
    place = f"/form/{sam.app.reference}/"
    order = ["reach", "formats", "times", "telling", "why", "experience", "adjustments", "not_with", "heard"]
    for part, then in zip(order, [*order[1:], "check"], strict=True):
        assert sam.saves(part).headers["Location"] == f"{place}{then}/"
    assert "You have saved 5 of 5 parts" in page_of(sam)
    check = page_of(sam, "check/")
    for words in ("07700 900123", "Monday, It changes. Ask me", "I want to give back.<br>I like people.", "The Purley team", "Welsh"):
        assert words in check


def test_the_person_is_kept_as_a_person_and_nobody_is_asked_twice(sam):
    sam.fills_in()
    who = Applicant.objects.get()
    assert (who.channel, who.mobile, who.points, who.formats) == ("text", "07700 900123", 20, ["large_print", "welsh", "no_message"])
    assert "07700 900123" in sam.get("/details/").content.decode()


def test_sending_moves_the_application_once_and_lands_on_the_progress_page_with_a_banner(sam):
    sam.fills_in()
    check = f"/form/{sam.app.reference}/check/"
    page = sam.post(check, follow=True)
    assert page.redirect_chain == [(f"/progress/{sam.app.reference}/", 302)]
    assert "We have your application. Thank you." in page.content.decode()
    assert sam.post(check).headers["Location"] == f"/progress/{sam.app.reference}/"  # a second click
    app = Application.objects.get()
    assert (app.state, app.moves.filter(step="submit").count()) == ("in_progress", 1)
    assert app.moves.get(step="submit").actor == app.applicant.user


def test_what_was_sent_is_written_in_no_more(sam):
    sam.fills_in()
    sam.post(f"/form/{sam.app.reference}/check/")
    for part in ("", "why/", "check/"):
        assert sam.get(f"/form/{sam.app.reference}/{part}").headers["Location"] == f"/progress/{sam.app.reference}/"
    sam.saves("why", version=1, words="Something else")
    assert "give back" in Answer.objects.get(part="why").words


def test_it_is_not_sent_while_a_needed_part_is_missing(sam):
    sam.saves("reach")
    answer = sam.post(f"/form/{sam.app.reference}/check/")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Some parts are not done yet." in page
    assert "<title>Error: Check your answers" in page
    assert Application.objects.get().state == "draft"


def test_it_is_sent_without_what_is_optional(sam):
    for part in ("reach", "times"):
        sam.saves(part)
    sam.saves("telling", how="phone")
    sam.post(f"/form/{sam.app.reference}/check/")
    assert Application.objects.get().state == "in_progress"


def test_who_would_rather_tell_us_another_way_is_not_asked_to_write(sam):
    assert sam.saves("telling", how="video").headers["Location"].endswith("/adjustments/")
    assert sam.get(f"/form/{sam.app.reference}/why/").status_code == 404


def test_an_address_is_asked_for_only_by_who_wants_letters(sam):
    assert sam.get(f"/form/{sam.app.reference}/address/").status_code == 404
    assert sam.saves("reach", channel="post").headers["Location"].endswith("/address/")
    answer = sam.post(f"/form/{sam.app.reference}/address/", {"address": "1 Mill Lane", "postcode": "CR0 1AA", "version": 0})
    assert answer.headers["Location"].endswith("/formats/")
    assert Applicant.objects.get().postcode == "CR0 1AA"


def test_save_and_come_back_later_saves_and_says_until_when(sam):
    page = sam.post(f"/form/{sam.app.reference}/times/", {**WORDS["times"], "version": 0, "then": "later"}, follow=True)
    words = page.content.decode()
    assert "Saved. You can close this page and come back." in words
    assert "You have saved 1 of 5 parts" in words
    assert "We keep your answers until" in words


def test_a_change_from_the_last_page_leads_back_to_it(sam):
    sam.fills_in()
    answer = sam.post(f"/form/{sam.app.reference}/heard/?from=check", {"how": "online", "version": 1})
    assert answer.headers["Location"] == f"/form/{sam.app.reference}/check/"
    assert "Online" in page_of(sam, "check/")


def test_a_change_that_brings_a_new_question_leads_to_it(sam):
    sam.fills_in()
    changed = {**WORDS["reach"], "channel": "post", "version": 1}
    answer = sam.post(f"/form/{sam.app.reference}/reach/?from=check", changed)
    assert answer.headers["Location"] == f"/form/{sam.app.reference}/address/?from=check"


def test_a_page_that_another_made_needless_is_kept_all_the_same(sam):
    sam.saves("telling", how="phone")
    assert sam.saves("why").headers["Location"].endswith("/check/")
    sam.saves("telling", version=1)
    assert "I want to give back." in page_of(sam, "why/")


def test_two_pages_of_one_part_lose_nothing(sam):
    sam.saves("telling")
    sam.saves("why", words="What the phone said")
    answer = sam.saves("why", words="What the library computer said")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This was saved on another page a moment ago." in page
    assert "What the phone said" in page
    assert "What the library computer said</textarea>" in page
    assert 'name="version" value="1"' in page
    assert sam.saves("why", version=1, words="What the library computer said").status_code == 302
    assert json.loads(Answer.objects.get(part="why").words) == {"words": "What the library computer said"}


def test_the_same_answer_sent_twice_is_no_change(sam):
    assert [sam.saves("heard").status_code for _click in range(2)] == [302, 302]
    assert Answer.objects.get(part="heard").version == 1
    assert AuditEvent.objects.filter(type="answer_saved").count() == 2  # the name, and this


def test_a_role_that_has_closed_takes_no_more_and_keeps_what_was_saved(sam):
    sam.fills_in()
    Opportunity.objects.update(is_open=False)
    answer = sam.post(f"/form/{sam.app.reference}/check/")
    assert answer.status_code == 409
    assert "This role has closed. We are sorry." in answer.content.decode()
    assert "This role has closed since you began." in page_of(sam)
    assert sam.saves("why", version=1, words="More").status_code == 302


@pytest.mark.parametrize(
    ("part", "wrong", "sentence"),
    [
        ("reach", {"channel": "", "leave": "yes"}, "Choose how we should tell you things"),
        ("reach", {"channel": "text", "leave": "yes"}, "Type your phone number, or choose another way"),
        ("reach", {"channel": "email", "leave": "yes", "mobile": "pigeon"}, "enter a phone number, like 01632 960 001"),
        ("times", {"days": [], "hours": ["morning"]}, "Choose a day, or"),
        ("times", {"days": ["someday"], "hours": ["morning"]}, "Choose a day, or"),
        ("why", {"words": "  "}, "Tell us why you would like this role"),
        ("why", {"words": "x" * 2001}, "at most 2000 characters"),
        ("formats", {"points": "13"}, "Choose a size of print"),
    ],
)
def test_a_mistake_is_said_beside_the_question_and_saves_nothing(sam, part, wrong, sentence):
    sam.saves("telling")
    answer = sam.post(f"/form/{sam.app.reference}/{part}/", {**wrong, "version": 0})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Answer.objects.filter(part=part).exists()


def test_nothing_about_health_age_or_records_is_asked():
    asked = {ask.name for part in PARTS for ask in part.asks}
    assert not asked & {"date_of_birth", "health", "sickness", "convictions", "benefits", "next_of_kin", "referee"}
    assert not any(ask.restricted for part in PARTS for ask in part.asks)


def test_an_earlier_answer_stands_there_when_somebody_comes_back(sam, role):
    sam.fills_in()
    sam.post(f"/progress/{sam.app.reference}/do/application/withdraw/", {"version": 0})
    sam.starts(role)
    sam.get("/begin/", follow=True)
    sam.app = Application.objects.latest("pk")
    assert 'value="mon" id="id_days_0" checked' in page_of(sam, "times/")
    assert "A chair by the door" in page_of(sam, "adjustments/")
    sam.saves("telling")
    assert "give back" not in page_of(sam, "why/")


def test_a_form_is_found_by_its_own_person_only(sam, begun):
    other = begun("ada@people.example", "Ada", "Okoro")
    officer, stranger = Client(), Client()
    officer.force_login(staff("Priya Shah", "hr", "manager"))
    for part in ("", "why/", "heard/", "check/"):
        address = f"/form/{sam.app.reference}/{part}"
        for method in ("get", "post") if part else ("get",):
            assert getattr(other, method)(address).status_code == 404, part
            assert getattr(officer, method)(address).status_code == 404
            assert getattr(stranger, method)(address).headers["Location"].startswith("/accounts/login/code/?next=/form/")
    assert not Answer.objects.filter(part="heard").exists()


def test_the_form_takes_no_other_method_and_has_no_other_part(sam):
    for part in ("", "heard/", "check/"):
        assert {sam.generic(method, f"/form/{sam.app.reference}/{part}").status_code for method in ("PUT", "DELETE", "PATCH")} == {405}
    assert sam.post(f"/form/{sam.app.reference}/").status_code == 405
    assert sam.get(f"/form/{sam.app.reference}/health/").status_code == 404


def test_a_group_has_no_form(begun):
    sam = begun()
    who = Applicant.objects.get()
    client = Applying()
    client.force_login(sam.app.applicant.user)
    client.app = application("0", who=who)
    assert client.get(f"/form/{client.app.reference}/").status_code == 404
    page = client.get(f"/progress/{client.app.reference}/").content.decode()
    assert "Yes, I would like to come" in page
    assert client.get(f"/progress/{client.app.reference}/do/application/submit/").status_code == 200


def test_a_draft_is_sent_from_the_form_and_from_nowhere_else(sam):
    address = f"/progress/{sam.app.reference}/do/application/submit/"
    assert sam.get(address).status_code == 404
    assert sam.post(address, {"version": 0}).status_code == 404
    page = sam.get(f"/progress/{sam.app.reference}/").content.decode()
    assert "You have saved 0 of 5 parts." in page
    assert f'href="/form/{sam.app.reference}/"' in page


def test_what_was_sent_can_be_read_by_its_own_person_and_by_nobody_else(sam, begun):
    address = f"/form/{sam.app.reference}/read/"
    assert sam.get(address).headers["Location"] == f"/form/{sam.app.reference}/"
    assert "Read what you wrote" not in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    sam.fills_in()
    sam.post(f"/form/{sam.app.reference}/check/")
    assert address in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    page = sam.get(address).content.decode()
    assert "I know how it is to wait." in page
    assert "Change" not in page
    assert begun("ada@people.example", "Ada", "Okoro").get(address).status_code == 404
    assert Client().get(address).status_code == 302
    officer = Client()
    officer.force_login(staff("Priya Shah", "hr"))
    assert officer.get(address).status_code == 404
    assert "Read what you wrote" not in officer.get(f"/staff/people/{sam.app.reference}/as-seen/").content.decode()
    text = said(page)
    assert too_long(text) == []
    assert grade(text) <= GRADE


def test_a_page_half_done_is_kept_for_later_and_does_not_count(sam):
    page = sam.post(f"/form/{sam.app.reference}/times/", {"days": ["mon"], "hours": [], "version": 0, "then": "later"}, follow=True)
    words = page.content.decode()
    assert "This part is not done yet." in words
    assert "You have saved 0 of 5 parts" in words
    assert words.count("Begun") == 2  # the name was asked at the start
    assert 'value="mon" id="id_days_0" checked' in page_of(sam, "times/")
    assert not Answer.objects.filter(part="times").exists()
    assert "Not yet" in page_of(sam, "check/")


def test_a_part_half_changed_is_asked_again_before_it_is_sent(sam):
    sam.fills_in()
    sam.post(f"/form/{sam.app.reference}/why/", {"words": "", "version": 1, "then": "later"})
    assert sam.post(f"/form/{sam.app.reference}/check/").status_code == 409
    assert sam.saves("why", version=1).status_code == 302  # the words that stood there before
    assert sam.post(f"/form/{sam.app.reference}/check/").status_code == 302
    assert not Answer.objects.filter(part__startswith="draft:").exists()


def test_a_page_half_done_is_kept_within_bounds_and_by_its_own_person_only(sam, begun):
    typed = {"words": "x" * 30_000, "version": 0, "then": "later"}
    sam.saves("telling")
    address = f"/form/{sam.app.reference}/why/"
    assert begun("ada@people.example", "Ada", "Okoro").post(address, typed).status_code == 404
    assert [sam.post(address, typed).status_code for _click in range(2)] == [302, 302]
    assert len(json.loads(Answer.objects.get(part="draft:why").words)["words"]) == 20_000


def test_the_last_page_says_by_when_we_write(sam):
    assert re.search(r"We write to you by <strong class=\"ob-nowrap\">\w+day \d+ \w+</strong>", page_of(sam, "check/"))


def test_a_form_is_thrown_away_by_its_own_person_who_is_forgotten(sam):
    sam.fills_in()
    address = f"/form/{sam.app.reference}/delete/"
    assert address in page_of(sam)
    words = said(page_of(sam, "delete/"))
    assert too_long(words) == []
    assert grade(words) <= GRADE
    assert Answer.objects.exists()
    page = sam.post(address, follow=True)
    assert page.redirect_chain == [("/roles/", 302)]
    assert "Your form is deleted." in page.content.decode()
    assert (Answer.objects.count(), Applicant.objects.get().surname, Application.objects.get().hidden) == (0, "", True)
    assert AuditEvent.objects.get(type="erasure").application == sam.app
    assert sam.get(address).status_code == 302  # signed out


def test_who_is_known_for_something_else_stays_signed_in(sam):
    other = application("0", who=Applicant.objects.get())
    sam.post(f"/form/{sam.app.reference}/delete/")
    assert sam.get(f"/progress/{other.reference}/").status_code == 200
    assert sam.get(f"/form/{sam.app.reference}/").status_code == 404
    assert Applicant.objects.get().surname == "Okafor"


def test_a_form_that_was_sent_or_is_somebody_elses_is_not_thrown_away(sam, begun):
    address = f"/form/{sam.app.reference}/delete/"
    other, officer, stranger = begun("ada@people.example", "Ada", "Okoro"), Client(), Client()
    officer.force_login(staff("Priya Shah", "hr", "manager"))
    assert [client.post(address).status_code for client in (other, officer, stranger)] == [404, 404, 302]
    assert sam.put(address).status_code == 405
    sam.fills_in()
    sam.post(f"/form/{sam.app.reference}/check/")
    assert sam.post(address).headers["Location"] == f"/progress/{sam.app.reference}/"
    assert "give back" in Answer.objects.get(part="why").words


def test_a_size_is_shown_in_its_size_and_large_print_follows_from_it(sam):
    page = page_of(sam, "formats/")
    assert 'font-size="20pt"' in page
    assert "large_print" not in page
    sam.saves("formats", points="16", formats=["braille"], language="pl")
    assert Applicant.objects.get().formats == ["large_print", "braille", "language:pl"]
    assert '<option value="pl" selected>' in page_of(sam, "formats/")
    assert "Polish" in page_of(sam, "check/")
    sam.saves("formats", version=1, points="14", formats=[], language="")
    assert Applicant.objects.get().formats == []


def test_another_language_is_one_of_a_list_and_promises_nothing(sam):
    words = page_of(sam, "formats/")
    assert "We will tell you what we can do." in words
    assert "/helpers/" in words
    assert sam.post(f"/form/{sam.app.reference}/formats/", {"points": "14", "language": "tlh", "version": 0}).status_code == 422
    sam.post("/details/", {"channel": "email", "points": "18", "formats": ["welsh"], "language": "other"})
    assert Applicant.objects.get().formats == ["large_print", "welsh", "language:other"]
    assert '<option value="other" selected>' in sam.get("/details/").content.decode()


def test_a_person_reads_who_has_read_what_they_wrote(sam):
    sam.fills_in()
    sam.post(f"/form/{sam.app.reference}/check/")
    assert "Nobody has read what you wrote" in page_of(sam, "read/")
    read_answers(sam.app, by=staff("Priya Shah", "hr"), at=clock.now())
    assert "Priya Shah" in page_of(sam, "read/")
    assert "Priya Shah" in sam.get(f"/progress/{sam.app.reference}/private/").content.decode()


@pytest.mark.parametrize(("postcode", "status"), [("zz", 422), ("", 302), ("CR0 1AA", 302), ("cr01aa", 302)])
def test_a_postcode_is_one_of_the_uk_or_left_empty(sam, postcode, status):
    sam.saves("reach", channel="post")
    answer = sam.post(f"/form/{sam.app.reference}/address/", {"address": "1 Mill Lane", "postcode": postcode, "version": 0})
    assert answer.status_code == status
    assert ("or leave it empty" in answer.content.decode()) == (status == 422)
