"""The applicant's pages in a real browser: on a phone first, without scripts, by keyboard, and after signing out."""

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Page, expect, sync_playwright

from onboarding.actions.basics import lay_basics
from onboarding.door import take
from onboarding.lib import clock
from tests.making import advance, applicant, application, cohort, staff, team, working_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def browser():
    # The browser's own loop makes Django think it is called from asynchronous code; the tests are not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    installed = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            args=["--no-sandbox"], executable_path=str(installed) if installed.exists() else None
        )
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def sam():
    """Sam, with 2 things to do and a check that is away; and an offer made to Nadia."""
    lay_basics()
    start = clock.now() - 30 * DAY
    cohort(clock.now().date() + 40 * DAY)
    owner = staff("Priya Shah", "hr", phone="01632 960 123")
    who = applicant("Sam", "Okafor", signs_in=True, email="sam@people.example")
    app = advance(application(who=who, at=start, owner=owner), "crb.with_body", at=start)
    for kind, step in (("occupational_health", "refer"), ("readiness", "invite")):
        take(app, kind, step, by=team()[0], at=clock.now())
    who = applicant("Nadia", "Khan", signs_in=True, email="nadia@people.example")
    advance(application(who=who, at=start, owner=owner), "selection.offered", at=clock.now() - 2 * DAY)
    return app


def sign_in(browser, live_server, email, **choices) -> Page:
    page = browser.new_context(**choices).new_page()
    page.goto(f"{live_server.url}/accounts/login/code/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(re.findall(r"code is (\S+)", str(mail.outbox[-1].body))[0])
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/progress/**")
    return page


def looked_at(page: Page, address: str, width: int) -> list[object]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
    return [*wrong, *([f"{wide} pixels too wide"] if wide > 0 else [])]


def test_every_page_is_free_of_barriers_on_a_phone_on_paper_width_and_on_a_desk(browser, live_server, sam):
    page = sign_in(browser, live_server, "sam@people.example")
    root = page.url
    nadia = sign_in(browser, live_server, "nadia@people.example")
    own = ["", "do/application/pause/", "do/application/withdraw/", "do/readiness/book/", "ask/readiness/time/",
           "ask/readiness/question/"]  # fmt: skip
    addresses = [f"{root}{path}" for path in own]
    addresses += [
        f"{live_server.url}{path}" for path in ("/letters/", "/details/", "/help/", "/privacy/", "/accessibility/")
    ]
    addresses += [f"{live_server.url}{path}" for path in ("/record/", "/help/near/", "/details/helpers/", "/three-questions/")]
    strange = browser.new_page()
    entry = [f"{live_server.url}{path}" for path in ("/accounts/login/code/", "/accounts/login/", "/accounts/signup/", "/sign-in/paper/")]
    seen: dict[Any, Any] = {}
    for width in (1280, 390, 320):
        for view, pages in (
            (page, addresses),
            (nadia, [nadia.url, f"{nadia.url.removesuffix('offer/')}offer/"]),
            (strange, entry),
        ):
            seen |= {(address, width): wrong for address in pages if (wrong := looked_at(view, address, width))}
    assert seen == {}


def test_mistakes_in_a_form_are_free_of_barriers_too(browser, live_server, sam):
    page = sign_in(browser, live_server, "sam@people.example")
    page.goto(f"{page.url}do/readiness/book/")
    page.get_by_role("button", name="Save this time").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Type a time, like 2pm or 10:30am").click()
    assert page.evaluate("document.activeElement.name") == "starts_at_time"


def test_without_scripts_on_a_phone_an_offer_is_accepted_and_a_break_taken_and_ended(browser, live_server, sam):
    page = sign_in(
        browser, live_server, "nadia@people.example", java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("You have 1 thing to do")
    page.get_by_role("link", name="Read our offer").or_(page.get_by_role("button", name="Read our offer")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We would like you to join us")
    page.get_by_role("button", name="Say yes").click()
    expect(page.get_by_text("You said yes. We are glad.")).to_be_visible()
    expect(page.get_by_text("These 5 checks happen at the same time.")).to_be_visible()
    page.get_by_role("button", name="Pause my application").click()
    page.get_by_role("button", name="Pause my application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your application is paused")
    page.get_by_role("button", name="Come back").click()
    page.get_by_role("button", name="Come back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You do not need to do anything right now")


def test_a_time_is_booked_with_the_keyboard_alone(browser, live_server, sam):
    page = sign_in(browser, live_server, "sam@people.example")
    link = page.get_by_role("button", name=re.compile("^Choose a time"))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/do/readiness/book/")
    day = working_day((clock.now() + 9 * DAY).date())
    page.locator("[name=starts_at_day]").focus()
    for typed in (str(day.day), str(day.month), str(day.year)):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.type("2pm")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/progress/[^/]+/$"))
    expect(
        page.get_by_text(re.compile(f"Your readiness chat is on {day:%A} {day.day} {day:%B}, 2pm")).first
    ).to_be_visible()


def test_the_first_key_reaches_the_way_past_the_menu(browser, live_server, sam):
    page = sign_in(browser, live_server, "sam@people.example")
    page.goto(page.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"


def test_after_signing_out_the_way_back_shows_nothing(browser, live_server, sam):
    page = sign_in(browser, live_server, "sam@people.example", viewport={"width": 1280, "height": 900})
    expect(page.get_by_text("Hello Sam")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Hello Sam")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_nothing_outside_is_asked_for_and_the_policy_refuses_nothing(browser, live_server, sam):
    page = sign_in(browser, live_server, "sam@people.example")
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert complaints == []
