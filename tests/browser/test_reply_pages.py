"""Reply pages in a real browser: by phone at 320 px, read by all, by keyboard, and without JavaScript."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from onboarding.actions.basics import lay_basics
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Move
from tests.making import DAY, advance, applicant, application, staff, team
from tests.outside import sent, sent_list

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("REPLY_PICTURES", "")  # a folder: the pages as pictures, to be looked at


@pytest.fixture
def sam() -> Application:
    """Sam, about whom three parties can be asked."""
    lay_basics()
    start = clock.now() - 20 * DAY
    owner = staff("Priya Shah", "hr", phone="01632 960 123")
    app = advance(application(who=applicant("Sam", "Okafor"), at=start, owner=owner), "crb.with_body", at=start)
    advance(app, "occupational_health.with_body")
    other = advance(application(who=applicant("Bo", "Li"), at=start, owner=owner), "readiness.booked", at=start)
    take(other, "occupational_health", "refer", by=team()[0], at=clock.now())
    sent(other, "occupational_health", their_reference="OH-77")
    return app


@contextmanager
def browsing(address: str, width: int = 1280, **choices: Any) -> Iterator[Page]:
    installed = Path("/usr/bin/chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        path = str(installed) if installed.exists() else None
        opened = playwright.chromium.launch(args=["--no-sandbox"], executable_path=path)
        yield opened.new_context(viewport={"width": width, "height": 900}, base_url=address, **choices).new_page()
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def faults(page: Page, name: str, width: int) -> list[Any]:
    """What axe finds, and whether the page has to be moved sideways; a picture where somebody wants one."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    wrong = [(one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [(name, wrong, sideways)] if wrong or sideways else []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_page_for_people_outside_can_be_read_by_all_at_every_width(live_server, sam, width):
    one, several = sent(sam, "occupational_health"), sent_list("occupational_health")
    with browsing(live_server.url, width) as page:
        page.goto(one.url)
        found = faults(page, "gate", width)
        page.get_by_role("button", name="Show me the question").click()
        found += faults(page, "question", width)
        page.get_by_role("button", name="Send my answer").click()
        found += faults(page, "refused", width)
        page.get_by_label("We have sent our report").check()
        page.get_by_role("button", name="Send my answer").click()
        found += faults(page, "thanks", width)
        page.goto(one.url)
        page.get_by_role("button", name="Show me the question").click()
        found += faults(page, "nothing", width)
        page.goto(several.url)
        page.get_by_role("button", name="Show me the question").click()
        found += faults(page, "list", width)
        page.goto("/reply/privacy/")
        found += faults(page, "privacy", width)
    assert found == []


@pytest.mark.parametrize("width", [1280, 320])
def test_a_referee_a_committee_and_a_team_answer_without_javascript(live_server, width):
    lay_basics()
    start = clock.now() - 20 * DAY
    owner = staff("Priya Shah", "hr", phone="01632 960 123")
    found = []
    with browsing(live_server.url, width) as read, browsing_on(read, java_script_enabled=False, has_touch=True) as page:
        for upto, answer in (
            ("reference.with_referee", "Yes, with some help at the start"), ("committee.with_committee", "We agreed: for 2 years"),
            ("host_acceptance.with_host", "Not now: No room"),
        ):  # fmt: skip
            kind = upto.partition(".")[0]
            app = application("D", who=applicant("Sam", "Okafor", email=f"{kind}@people.example"), at=start, owner=owner)
            outside = sent(advance(app, upto, at=start), kind)
            for one in (read, page):
                one.goto(f"{live_server.url}{outside.url}")
                one.get_by_role("button", name="Show me the question").click()
            found += faults(read, kind, width)
            page.get_by_label(answer).check()
            page.get_by_role("button", name="Send my answer").click()
            assert "Thank you" in page.content()
    assert found == []
    assert set(Move.objects.filter(actor__name__startswith="By link").values_list("step", flat=True)) == {
        "received", "agreed", "team_says_no",
    }  # fmt: skip


@contextmanager
def browsing_on(page: Page, **choices: Any) -> Iterator[Page]:
    """A second browser of another kind beside the first."""
    browser = page.context.browser
    assert browser is not None
    yield browser.new_context(viewport=page.viewport_size, **choices).new_page()


def test_a_clerk_answers_by_phone_without_javascript(live_server, sam):
    outside = sent(sam, "crb")
    with browsing(live_server.url, 320, java_script_enabled=False, has_touch=True) as page:
        page.goto(outside.url)
        page.get_by_role("button", name="Show me the question").click()
        page.locator("#until_1").check()
        page.get_by_role("button", name="Save this date").click()
        assert "You can change it here" in page.content()
        page.get_by_label("The form came back: An address was missing").check()
        page.get_by_role("button", name="Save it for later").click()
        page.goto(outside.url)
        page.get_by_role("button", name="Show me the question").click()
        assert page.get_by_label("The form came back: An address was missing").is_checked()
        page.get_by_role("button", name="Send my answer").click()
        assert "Thank you" in page.content()
    assert Move.objects.get(application=sam, step="form_returned").code == "address"
    assert Move.objects.get(application=sam, step="need_until").due_on is not None


def test_a_question_is_answered_by_keyboard_alone(live_server, sam):
    outside = sent(sam, "occupational_health")
    with browsing(live_server.url) as page:
        page.goto(outside.url)
        _tab_to(page, "Show me the question")
        page.keyboard.press("Enter")
        page.wait_for_selector("fieldset")
        _tab_to(page, "We have asked the person")  # the first of the answers
        _press_until(page, "ArrowDown", "We have sent our report")
        _tab_to(page, "Send my answer")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=You can close this page")
    assert Move.objects.filter(application=sam, step="report_sent").count() == 1


def _tab_to(page: Page, words: str) -> None:
    _press_until(page, "Tab", words)


def _press_until(page: Page, key: str, words: str) -> None:
    for _press in range(40):
        page.keyboard.press(key)
        here = "document.activeElement.innerText || (document.activeElement.labels || [{}])[0].innerText || ''"
        if words in str(page.evaluate(here)):
            return
    raise AssertionError(f"No way by keyboard to: {words}")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_staff_send_a_link_and_see_what_became_of_it(live_server, sam, width):
    user = staff("Hana Reed", "hr")
    stage = sam.stages.get(kind="occupational_health").pk
    sent(sam, "occupational_health").press()
    with browsing(live_server.url, width) as page:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"/staff/people/{sam.reference}/")
        page.get_by_role("button", name="Link opened").click()
        found = faults(page, "staff-link", width)
        page.get_by_role("button", name="Send a link").click()
        assert "The link goes out now" in page.content()
        page.goto("/staff/bodies/")
        found += faults(page, "staff-bodies", width)
    assert found == []
    assert sam.reply_links.filter(stage=stage).count() == 2
