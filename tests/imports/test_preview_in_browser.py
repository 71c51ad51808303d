"""The import pages in a real browser: from the file to what came in, readable at every width."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from onboarding.actions.basics import lay_basics
from tests.imports.conftest import XLSX_FILE
from tests.making import staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _is_clean(page: Page) -> None:
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_hr_brings_a_tracker_in(live_server):
    lay_basics()
    client = Client()
    client.force_login(staff("Priya Shah", "hr"))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    installed = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        path = str(installed) if installed.exists() else None
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=path)
        page = browser.new_page()
        page.context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        page.goto(live_server.url + reverse("imports"))
        _is_clean(page)
        page.set_input_files("input[type=file]", XLSX_FILE)
        page.get_by_role("button", name="Look at the rows").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Bring in a spreadsheet: look before you save"
        _is_clean(page)
        page.locator("select").first.select_option("same")
        page.get_by_role("button", name="Bring in 46 rows").click(timeout=90_000)
        page.wait_for_url("**/staff/import/*/", timeout=90_000)
        assert page.get_by_role("heading", level=1).inner_text() == "47 applications came in"
        _is_clean(page)
        browser.close()
