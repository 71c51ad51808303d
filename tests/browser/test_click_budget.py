"""The click budget of the list staff land on: what each task costs, counted in a browser without scripts. Answers are counted too."""

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from onboarding.actions.chase import chase_everybody
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Body, Promise, Stage
from tests.browser.telling import Story, browser, told
from tests.making import advance, applicant, application, team

__all__ = ["browser", "told"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.timedelta(days=1)


class Counted:
    """Somebody at the list they land on, each of whose clicks is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0
        page.goto("/staff/")

    def presses(self, words: str, *, of: str = "") -> None:
        """A link or a button by its words, and by whom they are about."""
        main = self.page.get_by_role("main")
        name = re.compile(f"^{re.escape(words)}.*{re.escape(of)}")
        found = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first
        assert found.count(), (words, main.inner_text())
        found.click()
        self.clicks += 1

    def sends(self) -> None:
        """The button of the form that is open."""
        form = self.page.locator("#step form, form.ob-form").first
        form.locator("button[type=submit]").first.click()
        self.clicks += 1

    def answers(self, name: str, value: str) -> None:
        """A choice by its name and value."""
        self.page.locator(f'main input[name="{name}"][value="{value}"]').first.check()
        self.clicks += 1

    def ticks(self, name: str) -> None:
        self.page.locator(f'main input[name="{name}"]').first.check()
        self.clicks += 1

    def types(self, name: str, words: str) -> None:
        self.page.locator(f'main [name="{name}"]').first.fill(words)

    @property
    def text(self) -> str:
        return str(self.page.locator("main").inner_text())


def somebody(first: str, place: str, *, days_ago: int = 60, **facts: Any) -> Application:
    at = clock.now() - days_ago * DAY
    return advance(application(who=applicant(first, "Okafor"), at=at), place, at=at, gap=dt.timedelta(minutes=1), facts=facts)


@pytest.fixture
def at_work(told: Story) -> Any:
    def signed_in(*roles: str) -> Counted:
        return Counted(told.staff("Priya Shah", *roles).page)

    return signed_in


def test_a_dbs_result_costs_two_presses_and_the_three_answers_that_make_it_evidence(at_work):
    app = somebody("Sam", "crb.with_body")
    priya = at_work("disclosure_handler")
    priya.presses("Record the result", of="Sam Okafor")
    priya.answers("seen", "paper")
    priya.ticks("same_person")
    priya.types("number", "001234567890")
    issued = clock.now().date() - DAY
    for part in ("day", "month", "year"):
        priya.types(f"issued_on_{part}", str(getattr(issued, part)))
    priya.answers("content", "clear")
    priya.sends()
    assert app.stages.get(kind="crb").state == "being_considered", priya.text
    assert priya.clicks <= 5


def test_what_occupational_health_said_costs_three(at_work):
    app = somebody("Sam", "occupational_health.with_body")
    marek = at_work("oh_liaison")
    marek.presses("Record the answer", of="Sam Okafor")
    marek.answers("outcome", "fit")
    marek.sends()
    assert app.stages.get(kind="occupational_health").state == "being_considered"
    assert marek.clicks <= 3


def test_chasing_one_organisation_for_all_it_is_asked_costs_two(at_work):
    body = Body.objects.create(party="occupational_health", name="Croydon OH", email="clerk@oh.example")
    for first in ("Sam", "Dee", "Tom"):
        app = somebody(first, "occupational_health.with_applicant")
        at = clock.now() - 40 * DAY
        take(app, "occupational_health", "refer", by=team()[0], at=at, body=body.pk)
        take(app, "occupational_health", "form_arrived", by=team()[0], at=at)
    chase_everybody(at=clock.now())
    priya = at_work("hr", "oh_liaison")
    priya.presses("Ask Croydon OH")
    priya.presses("Send")
    assert "Croydon OH" in priya.text
    assert priya.clicks <= 2


def test_a_promise_that_is_due_costs_two(at_work):
    app = somebody("Sam", "crb.with_body", days_ago=4)
    app.promise_on = clock.now().date()
    app.save(update_fields=["promise_on"])
    Promise.objects.filter(application=app, kept_at=None).update(due_on=clock.now().date())

    priya = at_work("hr")
    priya.presses("Write to Sam", of="Sam Okafor")
    priya.presses("Send")
    assert "goes out in 10 minutes" in priya.text
    assert priya.clicks <= 2


def test_moving_somebody_on_costs_two_and_undoing_it_one(at_work):
    app = somebody("Sam", "selection.shortlisting", days_ago=1)
    jo = at_work("coordinator")
    jo.presses("Invite to meet", of="Sam Okafor")
    jo.sends()
    assert app.stages.get(kind="selection").state == "with_applicant"
    assert jo.clicks <= 2
    jo.presses("Undo")
    assert app.stages.get(kind="selection").state == "shortlisting"
    assert jo.clicks <= 3


def test_a_pause_that_somebody_asked_for_costs_three_with_its_answer(at_work):
    app = somebody("Sam", "crb.with_body")
    priya = at_work("hr")
    priya.presses("Sam Okafor")
    priya.presses("Pause")
    priya.answers("asked", "phone")
    priya.sends()
    app.refresh_from_db()
    assert app.state == "paused"
    assert priya.clicks <= 4


def test_finding_a_person_costs_no_click(at_work):
    somebody("Sam", "crb.with_body")
    priya = at_work("hr")
    priya.types("name", "Okafro")
    priya.page.locator('main [name="name"], [name="name"]').first.press("Enter")
    assert "Sam Okafor" in priya.text
    assert priya.clicks == 0
    assert Stage.objects.exists()
