"""The page of a host in a real browser: read by all, on every width."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from onboarding.lib import clock
from onboarding.models import Site
from tests.browser.test_staff_pages import browsing
from tests.making import DAY, advance, applicant, application, staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hal(db: None) -> Any:
    """The cookie of a host with somebody at their team."""
    kept = staff("Priya Shah", "hr", phone="01632 960 100")
    who = applicant("Małgorzata", "Łukasiewicz-Wojciechowska")
    at = clock.now() - 60 * DAY
    advance(application(who=who, at=at, owner=kept), "placement.with_host", at=at + DAY)
    host = staff("Hal Host", "host")
    Site.objects.update(host=host)
    client = Client()
    client.force_login(host)
    return client.cookies["sessionid"].value


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_of_a_host_can_be_read_by_all_at_every_width(live_server, hal, width):
    with browsing(live_server.url, hal, width) as page:
        page.goto("/signed-in/")
        assert page.url.endswith("/staff/placements/")
        assert "Łukasiewicz-Wojciechowska" in page.inner_text("main")
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
