"""One person from application to “in role”, in two browsers without scripts and by keyboard alone: HR takes the steps, the person
looks after each."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser, Page

from onboarding.door import verify, waits
from onboarding.door.held import look
from onboarding.lib import clock
from onboarding.models import Application, OutboxItem
from onboarding.stages import ALL_KINDS
from tests import making
from tests.browser.keyboard import fill, press, tick, write
from tests.browser.test_applicant_pages import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["browser"]
NEVER = ("enhanced_barred", "001234567890", "Nothing recorded", "fit_with", "clear", "StepRefused")
TODAY = clock.now().date()
EARLY = {"starts_at": TODAY, "starts_at_time": "12am", "how": "phone"}
FAR = TODAY + dt.timedelta(days=20)

# Who takes the step, of which stage, with which answers, and what the person's page must then say.
STORY: tuple[tuple[str, str, str, dict[str, Any], str], ...] = (
    ("hr", "selection", "invite", {}, "You have 1 thing to do"),
    ("hr", "selection", "book", EARLY, "You do not need to do anything right now"),
    ("hr", "selection", "met", {}, "We are deciding"),
    ("hr", "selection", "offer", {"hours": 8, "accept_by": FAR, "peer_on_panel": True}, "We would like you to join us"),
    ("person", "selection", "accept", {}, "Some things are with us"),
    ("hr", "identity", "ask", {}, "Show us who you are"),
    ("hr", "identity", "record_seen", {"route": "in_person", "papers": "two_photo_one_address"}, "Proof of who you are"),
    ("hr", "right_to_work", "ask", {}, "Show us that you can work here"),
    ("hr", "right_to_work", "record_check", {"route": "papers"}, "Right to work"),
    ("hr", "readiness", "invite", {}, "Book your readiness chat"),
    ("hr", "readiness", "book", EARLY, "Your readiness chat is on"),
    ("hr", "readiness", "record_plan", {"outcome": "ready_with_plan", "support": "A quiet room"}, "Read the plan"),
    ("person", "readiness", "agree_plan", {}, "Readiness chat"),
    ("hr", "occupational_health", "refer", {}, "Work and health support"),
    ("hr", "occupational_health", "form_arrived", {}, "Waiting for Occupational Health"),
    ("hr", "occupational_health", "record_result", {"outcome": "fit"}, "We are looking at your work and health support"),
    ("hr", "occupational_health", "decide", {}, "Work and health support"),
    ("hr", "crb", "decide_level", {"level": "enhanced_barred", "basis": "regulated", "fee": "paid_role"}, "DBS check"),
    ("hr", "crb", "send_form", {}, "A record does not always stop you"),
    ("hr", "crb", "see_papers", {"route": "1", "papers": "passport", "update_service": "no"}, "DBS check"),
    ("hr", "crb", "submit", {"level": "enhanced_barred"}, "Waiting for the DBS"),
    ("hr", "crb", "certificate_posted", {}, "DBS check"),
    ("person", "crb", "certificate_came", {}, "DBS check"),
    ("hr", "crb", "record_result", {"content": "clear", "seen": "paper", "number": "001234567890", "issued_on": TODAY,
                                    "same_person": True}, "DBS check"),
    ("hr", "crb", "decide", {}, "You are on step 4 of 6"),
    ("hr", "training", "offer_place", {"cohort": "Course"}, "Say yes to your training place"),
    ("person", "training", "accept_place", {}, "You do not need to do anything right now"),
    ("hr", "training", "start_course", {}, "You are on your course"),
    *(("hr", "training", "record_week", {"week": week, "status": "attended"}, f"{week} of 6") for week in range(1, 6)),
    ("hr", "training", "start_practice", {"site": "Croydon", "supervisor": "Jo One", "team_agreed": True}, "with a team for 2 weeks"),
    ("hr", "training", "finish", {"credits": 6}, "We are finding the right team for you"),
    ("hr", "placement", "ask_host", {"site": "Croydon", "supervisor": "Jo One", "deputy": "Alex Two"}, "We have asked a team"),
    ("hr", "placement", "host_says_yes", {}, "Read and sign your agreement"),
    ("person", "placement", "sign_agreement", {}, "Your placement is ready to start"),
    ("hr", "placement", "start", {}, "You are on placement"),
    ("hr", "placement", "log_session", {"minutes": 180, "one_to_one": 15}, "You are on placement"),
    ("hr", "placement", "hold_review", {"outcome": "going_well", "held_by": "Jo One"}, "You are on placement"),
    ("hr", "placement", "confirm", {}, "You are a peer worker"),
)  # fmt: skip


@dataclass
class Desk:
    """The two browsers side by side, and the application they look at."""

    hr: Page
    person: Page
    reference: str

    def stage(self, kind: str) -> int:
        return int(Application.objects.get(reference=self.reference).stages.get(kind=kind).pk)


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Desk]:
    making.team()
    making.cohort(TODAY + dt.timedelta(days=3))
    making.site()
    role = making.opportunity()
    hr = given_hr_is_signed_in(browser, live_server.url)
    reference = when_hr_adds_grace(hr, role.title)
    person = given_grace_signs_in_with_a_code(browser, live_server.url)
    yield Desk(hr, person, reference)
    for page in (hr, person):
        page.context.close()


def given_hr_is_signed_in(browser: Browser, address: str) -> Page:
    priya = making.staff("Priya Shah", *making.EVERY_ROLE)
    client = Client()
    client.force_login(priya)
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    return context.new_page()


def when_hr_adds_grace(page: Page, role: str) -> str:
    page.goto("/staff/people/add/")
    answers = {"first_name": "Grace", "surname": "Lin", "email": "grace@people.example", "opportunity": role}
    for name, words in answers.items():
        fill(page, name, words)
    tick(page, page.get_by_label("Send the application now"))
    press(page, page.get_by_role("button", name="Add this person"))
    found = re.search(r"/staff/people/([^/]+)/", page.url)
    assert found, page.locator("main").inner_text()
    return found[1]


def given_grace_signs_in_with_a_code(browser: Browser, address: str) -> Page:
    page = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto("/accounts/login/code/")
    write(page, page.get_by_label("E-mail address"), "grace@people.example")
    press(page, page.get_by_role("button", name="Send me a code"))
    write(page, page.get_by_label("Code"), re.findall(r"code is (\S+)", str(mail.outbox[-1].body))[0])
    press(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    assert "We have your application" in page.locator("main").inner_text()
    return page


def when_hr_takes(desk: Desk, kind: str, step: str, answers: dict[str, Any]) -> None:
    """The step's button on the person's page, its form, and what the page says when it is saved."""
    declared = ALL_KINDS[kind].steps[step]
    desk.hr.goto(f"/staff/people/{desk.reference}/")
    stage = desk.stage(kind)
    here = f"do={stage}.{step}"  # whole: one step's name may begin with another's
    button = desk.hr.locator(f"a[href*='{here}#'], a[href$='{here}'], a[href*='/step/{stage}/{step}/']")
    if not button.count():  # the rarer steps of a check stand behind one link
        press(desk.hr, desk.hr.locator(f"a[href*='do={stage}#'], a[href$='do={stage}']").first)
    press(desk.hr, button.first)
    for name, answer in answers.items():
        fill(desk.hr, name, answer)
    press(desk.hr, desk.hr.get_by_role("button", name=declared.label, exact=True).last)
    said = desk.hr.locator("main").inner_text() + desk.hr.content()
    assert f"Saved: {declared.label}." in said, desk.hr.locator("main").inner_text()[:1500]


def when_the_person_takes(desk: Desk, kind: str, step: str) -> None:
    """Their own page of the step, reached by its link, and its button."""
    desk.person.goto(f"/progress/{desk.reference}/")
    place = "offer" if step == "accept" else f"do/{kind}/{step}"
    press(desk.person, desk.person.locator(f"main a[href*='/{place}/']").first)
    press(desk.person, desk.person.locator("main form button[type=submit]").first)


def what_is_amiss(desk: Desk, words: str, after: str) -> list[str]:
    """The person's page opens, says who has the ball, and holds nothing that is not theirs to read there; or what is wrong."""
    answer = desk.person.goto(f"/progress/{desk.reference}/")
    assert answer
    assert answer.status == 200
    page = desk.person.locator("main").inner_text()
    assert desk.person.locator("h1").count() == 1
    seen = [f"after {after} the page holds {never}" for never in NEVER if never in desk.person.content()]
    return seen if words in page else [*seen, f"after {after} the page does not say “{words}”:\n{page}"]


def test_grace_comes_from_her_application_into_her_role_and_sees_each_step(desk):
    amiss: list[str] = []
    for who, kind, step, answers, words in STORY:
        if who == "hr":
            when_hr_takes(desk, kind, step, answers)
        else:
            when_the_person_takes(desk, kind, step)
        amiss += what_is_amiss(desk, words, f"{kind}.{step}")
    assert amiss == [], "\n\n".join(amiss)
    application = Application.objects.get(reference=desk.reference)
    assert application.state == "in_role"
    assert waits.difference(look(application)) == []
    assert verify.verify().broken == []
    kinds = list(OutboxItem.objects.filter(application=application).values_list("kind", flat=True))
    for once in ("application_received", "conditional_offer", "all_clear", "joining_instructions", "completion_certificate"):
        assert kinds.count(once) == 1, once
