"""The sample pages in a real browser: nothing stands in the way of a reader, a finger, a key or paper."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.pages.sample_site import served

pytestmark = pytest.mark.browser
PAGES = ("staff", "applicant")
WIDTHS = (1280, 1024, 800, 390, 320)
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    "p { margin-bottom: 2em !important }"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = _chromium(playwright)
        yield opened
        opened.close()


def _chromium(playwright: Playwright) -> Browser:
    installed = Path("/usr/bin/chromium")
    path = str(installed) if installed.exists() else None
    return playwright.chromium.launch(args=["--no-sandbox"], executable_path=path)


def _opened(browser: Browser, address: str, width: int, **choices) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, **choices)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    return page


def _overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(site, browser, name, width):
    page = _opened(browser, f"{site}/{name}.html", width)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert _overflow(page) == 0
    page.close()


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("name", PAGES)
def test_wider_spacing_of_text_hides_nothing(site, browser, name, width):
    page = _opened(browser, f"{site}/{name}.html", width, bypass_csp=True)
    page.add_style_tag(content=SPACED)
    assert _overflow(page) == 0
    cut = page.evaluate(
        "[...document.querySelectorAll('main *')]"
        ".filter(part => getComputedStyle(part).overflowX === 'hidden' && part.clientWidth > 1)"
        ".filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.outerHTML.slice(0, 90))"
    )
    assert cut == []
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_outside_is_asked_for_and_the_policy_refuses_nothing(site, browser, name):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site}/{name}.html", wait_until="networkidle")
    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []
    assert any(url.endswith("latin-400.woff2") for url in asked)
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_chip_or_button_reaches_out_of_its_cell(site, browser, width):
    page = _opened(browser, f"{site}/staff.html", width)
    outside = page.evaluate(
        "[...document.querySelectorAll('td > :is(.ob-who, .govuk-button)')].filter(part =>"
        " part.getBoundingClientRect().right > part.parentElement.getBoundingClientRect().right + 1)"
        ".map(part => part.outerHTML)"
    )
    assert outside == []
    page.close()


def test_fingers_find_every_button_and_link_that_stands_alone(site, browser):
    page = _opened(browser, f"{site}/applicant.html", 390)
    small = page.evaluate(
        "[...document.querySelectorAll('main :is(button, .govuk-button, .ob-tel, .ob-jump a)')]"
        ".filter(part => part.offsetParent && part.getBoundingClientRect().height < 24)"
        ".map(part => part.outerHTML)"
    )
    assert small == []
    page.close()


def test_the_first_key_reaches_the_skip_link(site, browser):
    page = _opened(browser, f"{site}/applicant.html", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_chips_keep_an_edge_when_the_reader_chooses_the_colours(site, browser):
    page = _opened(browser, f"{site}/applicant.html", 1280, forced_colors="active")
    width = page.evaluate("getComputedStyle(document.querySelector('.ob-who')).borderTopWidth")
    assert width == "2px"
    page.close()


def test_paper_carries_the_answer_and_not_the_menu(site, browser):
    page = _opened(browser, f"{site}/applicant.html", 1280)
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.locator("h1").first.is_visible()
    page.close()
