"""The words in which a story is told: who does what in a browser, without scripts, and what is read afterwards."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Opportunity, User
from onboarding.stages import ALL_KINDS
from tests import making
from tests.browser.test_applicant_pages import browser

__all__ = ["browser", "told"]
TODAY = clock.now().date()
PHONE = {"width": 390, "height": 800}


class Staff:
    """Somebody at work, with a browser of their own."""

    def __init__(self, user: User, page: Page) -> None:
        self.user, self.page = user, page

    def takes(self, person: "Person", kind: str, step: str, **answers: Any) -> str:
        """The step by its button on the person's page; what the page then says."""
        declared = ALL_KINDS[kind].steps[step]
        self.page.goto(f"/staff/people/{person.reference}/step/{person.row(kind)}/{step}/")
        for name, answer in answers.items():
            fill(self.page, name, answer)
        self.page.locator("main form button[type=submit]").last.click()
        assert declared.label in self.page.content()
        return str(self.page.locator("main").inner_text())

    def takes_inside(self, person: "Person", kind: str, label: str, **answers: Any) -> None:
        """A step inside the restricted record, by its button there."""
        self.page.goto(f"/staff/people/{person.reference}/restricted/{kind}/")
        self.page.get_by_role("button", name=label, exact=True).click()
        for name, answer in answers.items():
            fill(self.page, name, answer)
        self.page.get_by_role("button", name=label, exact=True).click()
        assert "Saved in the restricted record" in self.page.content(), self.page.locator("main").inner_text()

    def reads(self, address: str) -> str:
        """A page of theirs, as text."""
        answer = self.page.goto(address)
        assert answer
        assert answer.status == 200, address
        return str(self.page.locator("main").inner_text())


class Person:
    """Somebody who applies, on a phone."""

    def __init__(self, app: Application, page: Page) -> None:
        self.app, self.page, self.reference = app, page, app.reference

    def row(self, kind: str) -> str:
        """The part of an address that names a stage, or the application itself."""
        return "life" if kind == "application" else str(self.app.stages.get(kind=kind).pk)

    def comes_to(self, place: str, **facts: dict[str, Any]) -> None:
        """What is the same for everybody happens now, through the door."""
        making.advance(self.app, place, at=clock.now(), gap=dt.timedelta(milliseconds=1), facts=facts)

    def meanwhile(self, kind: str, step: str, **facts: Any) -> None:
        """One step of somebody else, through the door."""
        take(self.app, kind, step, by=making.team()[0], at=clock.now(), **facts)

    def taps(self, *words: str) -> str:
        """Links and buttons by their words, one after the other, from the page that says where they stand; what is read last."""
        self.page.goto(f"/progress/{self.reference}/")
        for word in words:
            main, begins = self.page.get_by_role("main"), re.compile(f"^{re.escape(word)}")
            pressed = main.get_by_role("button", name=begins)
            found = pressed if pressed.count() else main.get_by_role("link", name=begins)
            assert found.count(), (word, self.page.locator("main").inner_text())
            found.first.click()
        return str(self.page.locator("main").inner_text())

    def unfolds(self, words: str) -> str:
        """What lies folded on the page that says where they stand."""
        self.page.goto(f"/progress/{self.reference}/")
        self.page.locator("summary", has_text=words).click()
        return str(self.page.locator("main").inner_text())

    @property
    def sees(self) -> str:
        """The page that says where they stand."""
        self.page.goto(f"/progress/{self.reference}/")
        return str(self.page.locator("main").inner_text())


class Story:
    """The people of one story, and the browsers they hold."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.opened: list[BrowserContext] = []
        making.team()
        making.cohort(TODAY + dt.timedelta(days=3))

    def staff(self, name: str, *roles: str) -> Staff:
        """A member of staff who is signed in."""
        user = making.staff(name, *roles)
        client = Client()
        client.force_login(user)
        page = self._page()
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}])
        return Staff(user, page)

    def applicant(self, first: str, surname: str, pathway: str, place: str, *, nation: str = "ENG", **facts: Any) -> Person:
        """Somebody who has come so far, and signs in with a code from their mail."""
        role = making.opportunity(pathway)
        Opportunity.objects.filter(pk=role.pk).update(nation=nation)
        email = f"{first.lower()}@people.example"
        who = making.applicant(first, surname, signs_in=True, email=email)
        app = making.application(pathway, who=who, at=clock.now() - dt.timedelta(days=60))
        making.advance(Application.objects.get(pk=app.pk), place, at=clock.now() - dt.timedelta(days=60), facts=facts)
        page = self._page(viewport=PHONE)
        page.goto("/accounts/login/code/")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_role("button", name="Send me a code").click()
        page.get_by_label("Code").fill(re.findall(r"code is (\S+)", str(mail.outbox[-1].body))[0])
        page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        return Person(Application.objects.select_related("pathway", "opportunity").get(pk=app.pk), page)

    def _page(self, **choices: Any) -> Page:
        context = self.browser.new_context(base_url=self.address, java_script_enabled=False, **choices)
        self.opened.append(context)
        return context.new_page()


@pytest.fixture
def told(browser: Browser, live_server: Any, db: None) -> Iterator[Story]:
    """A story that begins."""
    story = Story(browser, live_server.url)
    yield story
    for context in story.opened:
        context.close()


def fill(page: Page, name: str, answer: Any) -> None:
    """One answer, whatever kind of field asks for it."""
    if isinstance(answer, dt.date):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(answer, part)))
        return
    field = page.locator(f"[name={name}]")
    if field.first.evaluate("one => one.tagName") == "SELECT":
        value = field.locator("option", has_text=answer).first.get_attribute("value")
        field.select_option(value)
    elif field.first.get_attribute("type") in ("radio", "checkbox"):
        (field if answer is True else page.locator(f"[name={name}][value='{answer}']")).check()
    else:
        field.fill(str(answer))
