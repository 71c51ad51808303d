"""The readiness plan made together: topics, actions, the person's own words, and what is due of it."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from onboarding import letters
from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, AuditEvent, AuditPayload, Move, OwnWords, ReadinessPlan, Service
from onboarding.queries import letter_facts
from onboarding.queries.my_data import my_data
from tests.making import DAY, HOUR, advance, applicant, application, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
WORDS = "I would rather begin with one day a week. ZEBRA-7731"
DUE = NOW.date() + 10 * DAY


@pytest.fixture
def jo(signed_in):
    return signed_in("coordinator", name="Jo Coordinator")


@pytest.fixture
def app() -> Application:
    """Somebody who has had the chat."""
    return advance(application(who=applicant("Maya", signs_in=True), at=NOW - 20 * DAY), "readiness.booked", gap=HOUR)


@pytest.fixture
def maya(app) -> Client:
    client = Client()
    client.force_login(app.applicant.user)
    return client


def url(app: Application) -> str:
    return f"/staff/people/{app.reference}/plan/"


def noted(app: Application, **topics: Any) -> Any:
    answers: dict[str, Any] = topics or {"role": "in_place", "money": "needs_support", "thought_of_break": True}
    return take(app, "readiness", "talk_over", by=team()[0], at=NOW, **answers)


def action(app: Application, what: str = "Ask who gives benefits advice", due: dt.date = DUE, who: str = "us") -> Any:
    return take(app, "readiness", "add_action", by=team()[0], at=NOW, what=what, who=who, due=due)


def to_the_person(app: Application) -> Any:
    look_again: Any = {"look_again_on": NOW.date() + 60 * DAY}
    return take(app, "readiness", "record_plan", by=team()[0], at=NOW, outcome="ready_with_plan", **look_again)


def test_signed_out_and_wrong_roles_find_no_page(app, signed_in):
    assert Client().get(url(app)).status_code == 302
    for role in ("manager", "auditor", "administrator", "host", "trainer", "disclosure_handler"):
        client = signed_in(role, name=role)
        assert client.get(url(app)).status_code == 404
        assert client.post(f"{url(app)}1/done/").status_code == 404


def test_somebody_of_another_service_and_ones_own_are_404(app, signed_in):
    elsewhere = signed_in("coordinator", name="Elsa", service=Service.objects.create(name="Sutton"))
    assert elsewhere.get(url(app)).status_code == 404
    own = signed_in("coordinator", name="Own")
    app.applicant.user = own.user
    app.applicant.save()
    assert own.get(url(app)).status_code == 404


def test_a_wrong_method_is_refused_and_a_group_has_no_plan(app, jo):
    assert jo.post(url(app)).status_code == 405
    assert jo.get(f"{url(app)}1/done/").status_code == 405
    assert jo.get(url(application("0", who=applicant("Dee")))).status_code == 404


def test_before_anything_is_noted_the_page_says_so(app, jo):
    words = jo.get(url(app)).content.decode()
    assert "Nothing has been noted yet." in words
    assert "No actions." in words


def test_the_page_leads_to_what_can_be_done_now(app, jo, signed_in):
    number = app.stages.get(kind="readiness").pk
    page = jo.get(url(app)).content.decode()
    for step, label in (("talk_over", "Note what you talked over"), ("add_action", "Add an action to the plan"),
                        ("record_plan", "Record the plan you made")):  # fmt: skip
        assert f'href="/staff/people/{app.reference}/step/{number}/{step}/">{label}</a>' in page
    assert "once the chat is booked" not in page
    noted(app)
    to_the_person(app)
    later = jo.get(url(app)).content.decode()
    assert "Record the plan you made" not in later
    assert "Add an action to the plan" in later


def test_before_the_chat_is_booked_there_is_nothing_to_do_on_it_yet(jo):
    early = advance(application(who=applicant("Bea")), "readiness.with_applicant", gap=HOUR)
    page = jo.get(url(early)).content.decode()
    assert "once the chat is booked" in page
    assert "What you can do now" not in page


def test_what_is_in_the_way_of_a_step_is_said_and_not_linked(jo):
    soon = advance(application(who=applicant("Cy"), at=NOW - 20 * DAY), "readiness.with_applicant", gap=HOUR)
    take(soon, "readiness", "book", by=team()[0], at=NOW, starts_at=NOW + DAY, how="phone", place="")
    page = jo.get(url(soon)).content.decode()
    assert "/record_plan/" not in page
    assert "First: " in page


def test_nobody_is_asked_to_read_a_plan_that_is_not_there(app, maya):
    take(app, "readiness", "record_plan", by=team()[0], at=NOW, outcome="ready")
    card = maya.get(f"/progress/{app.reference}/").content.decode()
    assert "Read the plan you made with us" not in card
    assert "Say if you are ready to go on" in card
    page = maya.get(f"/progress/{app.reference}/do/readiness/agree_plan/").content.decode()
    assert "You have read the plan" not in page
    assert "No plan was written down." in page
    noted(app)
    assert "Read the plan you made with us" in maya.get(f"/progress/{app.reference}/").content.decode()
    assert "You have read the plan" in maya.get(f"/progress/{app.reference}/do/readiness/agree_plan/").content.decode()


def test_topics_and_actions_stand_on_the_plan_and_a_topic_left_out_stays(app, jo):
    noted(app)
    noted(app, money="in_place")
    action(app)
    words = jo.get(url(app)).content.decode()
    assert "The role, and what it is not" in words
    assert "Needs support" not in words
    assert "Maya has thought about what they will do if they need a break." in words
    assert "1. Ask who gives benefits advice" in words
    assert "Us, by Saturday 25 April" in words
    assert url(app) in jo.get(f"/staff/people/{app.reference}/").content.decode()


def test_an_action_is_done_by_one_click_that_can_be_undone(app, jo):
    action(app)
    action(app, "Visit the team", DUE + DAY, "applicant")
    answer = jo.post(f"{url(app)}1/done/", follow=True)
    assert "Done on 15 April" in answer.content.decode()
    assert ReadinessPlan.objects.get(current=True).next_due == DUE + DAY
    refused = jo.post(f"{url(app)}1/done/", follow=True).content.decode()
    assert "There is no open action of that number" in refused
    undo(app, Move.objects.get(step="action_done").pk, by=jo.user, at=NOW)
    assert ReadinessPlan.objects.get(current=True).next_due == DUE


def test_actions_go_on_being_done_after_the_plan_is_agreed(app, jo):
    action(app)
    to_the_person(app)
    take(app, "readiness", "agree_plan", by=app.applicant.user, at=NOW)
    jo.post(f"{url(app)}1/done/")
    assert ReadinessPlan.objects.get(current=True).next_due is None
    assert not app.waits.filter(kind="readiness", ended_at=None).exists()
    assert app.stages.get(kind="readiness").state == "closed"


def test_the_letter_prints_topics_open_actions_and_the_day_to_look_again(app):
    noted(app)
    action(app)
    action(app, "Visit the team", DUE, "applicant")
    take(app, "readiness", "action_done", by=team()[0], at=NOW, number=1)
    move = to_the_person(app)
    action(app, "Added after the letter")
    text = letters.write("readiness_plan", letter_facts.gather("readiness_plan", app, at=NOW + HOUR, move=move.pk)).text
    for said in ("What we talked over", "Advice on benefits and money: needs support.", "Maya: Visit the team.", "14 June"):
        assert said in text
    for unsaid in ("Ask who gives benefits advice", "Added after the letter"):
        assert unsaid not in text


def test_only_if_they_have_thought_of_a_break_the_letter_says_so(app):
    noted(app, role="in_place")
    move = to_the_person(app)
    text = letters.write("readiness_plan", letter_facts.gather("readiness_plan", app, at=NOW, move=move.pk)).text
    assert "if I need a break" not in text


def test_the_person_reads_the_plan_where_they_say_yes_to_it(app, maya):
    noted(app)
    action(app, "Visit the team", DUE, "applicant")
    to_the_person(app)
    words = maya.get(f"/progress/{app.reference}/do/readiness/agree_plan/").content.decode()
    for said in ("Advice on benefits and money: needs support.", "You: Visit the team, by 25 April.", "at this plan again on 14 June"):
        assert said in words


def test_the_person_adds_words_and_only_they_and_a_coordinator_read_them(app, maya, jo, signed_in):
    to_the_person(app)
    page = f"/progress/{app.reference}/do/readiness/add_own_words/"
    assert "Add your own words" in maya.get(f"/progress/{app.reference}/").content.decode()
    version = app.stages.get(kind="readiness").version
    assert maya.post(page, {"words": "", "version": version, "key": "a"}).status_code == 422
    assert maya.post(page, {"words": WORDS, "version": version, "key": "b"}).status_code == 302
    assert WORDS in maya.get(page).content.decode()
    assert WORDS in jo.get(url(app)).content.decode()
    assert WORDS in json.dumps(my_data(app.applicant.user), default=str)
    everything = signed_in("hr", "manager", "auditor", name="Priya Shah")
    for address in ("/staff/", "/staff/people/", f"/staff/people/{app.reference}/", url(app), f"/staff/people/{app.reference}/as-seen/",
                    f"/staff/people/{app.reference}/audit/"):  # fmt: skip
        answer = everything.get(address)
        assert answer.status_code in (200, 404)
        assert "ZEBRA-7731" not in answer.content.decode()
    assert not AuditEvent.objects.filter(envelope__contains="ZEBRA").exists()
    assert not AuditPayload.objects.filter(words__contains="ZEBRA").exists()
    assert not OwnWords.objects.filter(words__contains="ZEBRA").exists()


def test_a_stranger_adds_no_words(app):
    to_the_person(app)
    other = Client()
    dee: Any = applicant("Dee", signs_in=True).user
    other.force_login(dee)
    assert other.get(f"/progress/{app.reference}/do/readiness/add_own_words/").status_code == 404


def test_words_about_nothing_and_a_day_that_has_been_are_refused(app):
    with pytest.raises(StepRefused, match="Say how at least one topic stands"):
        take(app, "readiness", "talk_over", by=team()[0], at=NOW)
    with pytest.raises(StepRefused, match="The day must be today or ahead"):
        action(app, due=NOW.date() - DAY)


def test_what_is_due_stands_on_the_coordinators_desk_and_is_nobodys_lateness(app, jo, signed_in):
    title = "Actions of readiness plans that are due"
    action(app)
    assert title not in jo.get("/staff/").content.decode()
    ReadinessPlan.objects.filter(current=True).update(next_due=NOW.date())
    words = jo.get("/staff/").content.decode()
    assert title in words
    assert url(app) in words.partition(title)[2]
    assert title not in signed_in("manager", name="Manager").get("/staff/").content.decode()
    assert not app.waits.filter(kind="readiness", ended_at=None, party="applicant").exists()


def test_when_the_person_has_left_their_actions_are_on_no_desk(app, jo):
    action(app)
    ReadinessPlan.objects.filter(current=True).update(next_due=NOW.date())
    take(app, None, "withdraw", by=team()[0], at=NOW)
    assert "Actions of readiness plans" not in jo.get("/staff/").content.decode()
