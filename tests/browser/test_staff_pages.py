"""The staff pages in a real browser: read by all, on every width, by keyboard, and without JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from onboarding.actions.leave_out_rule import propose
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Cohort, Pathway, RuleProposal, Seat
from tests.making import DAY, advance, applicant, application, cohort, crowd, staff, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maya(db: None) -> Application:
    """Somebody at many places at once, among others."""
    now = clock.now()
    crowd(6, at=now - 45 * DAY)
    advance(application(who=applicant("Nia", "Evans"), at=now - 2 * DAY), "selection.shortlisting", at=now - DAY)
    who = applicant("Małgorzata", "Łukasiewicz-Wojciechowska", points=20, channel="text")
    app = advance(application(who=who, at=now - 40 * DAY), "readiness.booked", at=now - 39 * DAY)
    return advance(app, "crb.being_considered")


@pytest.fixture
def priya(db: None) -> Any:
    """The cookie of somebody who may do most things."""
    user = staff("Priya Shah", "hr", "coordinator", "manager", "disclosure_handler")
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@contextmanager
def browsing(address: str, session: str, width: int = 1280, **choices: Any) -> Iterator[Page]:
    """A page of a browser in which somebody is signed in."""
    installed = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        path = str(installed) if installed.exists() else None
        opened = playwright.chromium.launch(args=["--no-sandbox"], executable_path=path)
        context = opened.new_context(viewport={"width": width, "height": 900}, base_url=address, **choices)
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        yield context.new_page()
        opened.close()


def pages(app: Application) -> list[str]:
    person = f"/staff/people/{app.reference}/"
    stages = {stage.kind: stage.pk for stage in app.stages.all()}
    course = _course().pk
    move = app.moves.filter(kind="readiness", cause=None).latest("number").pk
    return [
        "/staff/", "/staff/people/", "/staff/people/add/", person, f"{person}?do={stages['readiness']}.record_plan",
        f"{person}?do={stages['identity']}", f"{person}step/life/withdraw/", f"{person}step/{stages['readiness']}/not_yet/",
        f"{person}contact/", f"{person}move/{move}/", f"{person}restricted/crb/", f"{person}as-seen/", f"{person}update/",
        f"{person}write/good_news/", f"{person}data-complaint/", "/staff/something-went-wrong/", "/staff/settings/",
        "/staff/courses/", f"/staff/courses/{course}/", f"/staff/courses/{course}/class/1/", f"/staff/courses/{course}/make-up/",
        "/staff/pathways/", "/staff/pathways/B/leave-out/", f"/staff/pathways/proposals/{_proposed().pk}/",
        f"{person}codes/", f"{person}skills/", "/staff/reports/red-tape/", "/staff/settings/signposts/",
        f"/staff/letters/{app.outbox.filter(kind='conditional_offer').latest('pk').pk}/on-the-phone/",
    ]  # fmt: skip


def _course() -> Cohort:
    """A course that is on, with somebody who was away once."""
    course = cohort(clock.now().date() - 7 * DAY)
    facts = {"training.offer_place": {"cohort": cohort(clock.now().date() - 30 * DAY).pk}}
    app = advance(application(who=applicant("Kofi", "Mensah"), at=clock.now() - 60 * DAY), "training.in_classes", facts=facts)
    Seat.objects.filter(stage__application=app).update(cohort=course)
    take(app, "training", "record_week", by=team()[0], at=clock.now(), week=1, status="absent")
    return course


def _proposed() -> RuleProposal:
    newest = Pathway.objects.filter(code="B").latest("version")
    return propose(newest, "occupational_health", "Agreed with the service", by=team()[0], at=clock.now())


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_staff_page_can_be_read_by_all_at_every_width(live_server, maya, priya, width):
    addresses = pages(maya)
    found = []
    with browsing(live_server.url, priya, width) as page:
        for address in addresses:
            answer = page.goto(address)
            assert answer
            assert answer.status == 200, address
            wrong = [(one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
            sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [(address, wrong, sideways)] if wrong or sideways else []
    assert found == []


def test_a_step_is_taken_and_undone_without_javascript(live_server, maya, priya):
    with browsing(live_server.url, priya, java_script_enabled=False) as page:
        page.goto("/staff/")
        page.get_by_role("link", name="Małgorzata Łukasiewicz-Wojciechowska").first.click()
        page.get_by_role("button", name="Record the plan you made").first.click()
        page.get_by_label("Ready, with a plan").check()
        page.get_by_role("button", name="Record the plan you made").last.click()
        assert "Saved: Record the plan you made." in page.content()
        page.get_by_role("button", name="Undo").click()
        assert "Undone." in page.content()
    assert maya.stages.get(kind="readiness").state == "booked"


def test_the_button_of_a_row_is_reached_and_pressed_by_keyboard(live_server, maya, priya):
    with browsing(live_server.url, priya) as page:
        page.goto("/staff/")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(
                "document.activeElement.closest('td') && document.activeElement.classList.contains('govuk-button')"
            ):
                break
        words = page.evaluate("document.activeElement.innerText")
        assert words
        page.keyboard.press("Enter")
        page.wait_for_url("**/staff/people/**")
        assert page.locator("#step, form").count() > 0


def test_mistakes_are_named_first_and_what_was_chosen_is_kept(live_server, maya, priya):
    stage = maya.stages.get(kind="readiness").pk
    with browsing(live_server.url, priya) as page:
        page.goto(f"/staff/people/{maya.reference}/step/{stage}/not_yet/")
        page.get_by_label("Boundaries need more talk").check()
        page.get_by_role("button", name="Agree on not yet").click()
        assert page.title().startswith("Error:")
        assert page.evaluate("document.activeElement.closest('.govuk-error-summary') !== null")
        assert page.get_by_label("Boundaries need more talk").is_checked()
        assert Axe().run(page).response["violations"] == []


def test_clicks_from_the_worklist_to_a_saved_step_stay_within_the_budget(live_server, maya, priya):
    """A result with one question: its button, the answer, save."""
    with browsing(live_server.url, priya) as page:
        page.goto("/staff/?name=Nia")
        page.get_by_role("button", name="Invite to meet").first.click()
        page.get_by_role("button", name="Invite to meet").last.click()
        assert "Saved: Invite to meet." in page.content()
