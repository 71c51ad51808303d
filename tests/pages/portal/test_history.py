"""The person tells what they did in three years, time by time, on their own page; only what makes sense is offered."""

import pytest

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import WorkHistory
from tests.making import team
from tests.pages.portal.test_steps import do, url

ROW = "employment_history"
CAFE = {
    "what": "work", "where": "Mill Lane Café", "start_day": "1", "start_month": "3", "start_year": "2022",
    "end_day": "1", "end_month": "2", "end_year": "2025",
}  # fmt: skip
SINCE = {"start_day": "2", "start_month": "2", "start_year": "2025", "end_day": "", "end_month": "", "end_year": ""}


@pytest.fixture
def sam(person):
    client = person("selection.closed", "C2", days_ago=3)
    take(client.app, ROW, "ask", by=team()[0], at=clock.now())
    return client


def test_the_page_asks_and_offers_nothing_that_makes_no_sense_yet(sam):
    page = sam.get(url(sam)).content.decode()
    assert "Tell us what you did in the last 3 years" in page
    assert "You do not have to say why." in page
    assert url(sam, "do", ROW, "add_period") in page
    assert url(sam, "do", ROW, "add_time_off") in page
    assert url(sam, "do", ROW, "tell_all") not in page
    assert url(sam, "do", ROW, "take_out_last") not in page


def test_they_tell_it_all_and_read_what_they_told(sam):
    assert "Is there more?" in do(sam, "do", ROW, "add_period", **CAFE).content.decode()
    page = sam.get(url(sam)).content.decode()
    assert "1 March 2022 to 1 February 2025: A job, paid or not, Mill Lane Café." in page
    assert url(sam, "do", ROW, "tell_all") in page
    do(sam, "do", ROW, "add_time_off", **SINCE)
    assert "We will read what you told us." in do(sam, "do", ROW, "tell_all").content.decode()
    assert sam.app.stages.get(kind=ROW).state == "to_read"


def test_a_hole_is_said_in_plain_words(sam):
    do(sam, "do", ROW, "add_period", **CAFE)
    page = do(sam, "do", ROW, "tell_all").content.decode()
    assert "“I was not in work” is enough" in page
    assert sam.app.stages.get(kind=ROW).state == "with_applicant"


def test_a_place_in_strange_letters_is_text_and_no_markup(sam):
    do(sam, "do", ROW, "add_period", **{**CAFE, "where": "<b>Ł & {x}</b>"})
    page = sam.get(url(sam)).content.decode()
    assert "&lt;b&gt;Ł &amp; {x}&lt;/b&gt;" in page
    assert WorkHistory.objects.get(current=True).periods[0]["where"] == "<b>Ł & {x}</b>"


def test_what_is_missing_is_asked_for(sam):
    page = do(sam, "do", ROW, "add_period", **{**CAFE, "where": "", "start_year": ""}).content.decode()
    assert "Enter where it was" in page
    assert not WorkHistory.objects.exists()
