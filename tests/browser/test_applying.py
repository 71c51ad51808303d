"""A stranger finds a role, asks for it on a phone without scripts, and sees where it stands; HR sees the new person."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from onboarding.models import Application
from tests.browser.telling import browser, told
from tests.browser.test_applicant_pages import looked_at
from tests.making import opportunity

__all__ = ["browser", "told"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARTS = ("reach", "formats", "times", "telling", "why", "experience", "adjustments", "not_with", "heard")


def code():
    return re.findall(r"code is (\S+)", str(mail.outbox[-1].body))[0]


class Stranger:
    """Somebody on a phone, whom nobody knows yet."""

    def __init__(self, told):
        self.page = told._page(viewport={"width": 320, "height": 700})

    def presses(self, *names):
        main = self.page.get_by_role("main")
        for name in names:
            begins = re.compile(f"^{re.escape(name)}")
            main.get_by_role("button", name=begins).or_(main.get_by_role("link", name=begins)).first.click()

    def ticks(self, *labels):
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def types(self, **answers):
        for name, words in answers.items():
            self.page.locator(f"[name={name}]").fill(words)

    @property
    def reads(self) -> str:
        wide: Any = self.page.locator("html").evaluate("it => it.scrollWidth - it.clientWidth")
        assert wide <= 0, self.page.url
        return str(self.page.locator("main").inner_text())


def begins(sam):
    sam.page.goto("/")
    sam.presses("Find a role", "Peer worker", "Start")
    sam.types(first_name="Sam", surname="Okafor", email="sam@people.example")
    sam.presses("Send me a code")
    sam.types(code=code())
    sam.presses("Sign in")


def test_a_stranger_asks_for_a_role_on_a_phone_without_scripts_and_hr_sees_who_has_come(told):
    opportunity("B2")
    hr = told.staff("Priya Shah", "hr")
    sam = Stranger(told)
    begins(sam)
    assert "You have saved 0 of 5 parts" in sam.reads
    sam.presses("Go on")
    sam.ticks("By text", "No, do not leave a message")
    sam.types(mobile="07700 900123")
    sam.presses("Save and go on")
    sam.page.locator("[name=points][value=\"18\"]").check()
    sam.ticks("Welsh")
    sam.presses("Save and come back later")
    assert "You have saved 2 of 5 parts" in sam.reads

    # Another day, from the first page.
    sam.page.context.clear_cookies()
    sam.page.goto("/")
    sam.presses("Sign in")
    sam.types(email="sam@people.example")
    sam.presses("Send me a code")
    sam.types(code=code())
    sam.presses("Sign in")
    assert "Finish your application" in sam.reads
    sam.presses("Go on with your form", "Go on")
    sam.ticks("Monday", "In the morning")
    sam.presses("Save and go on")
    sam.ticks("I will write it here")
    sam.presses("Save and go on")
    sam.types(words="I want to give back.")
    sam.presses("Save and go on")
    sam.presses("Back")
    assert sam.page.locator("textarea").input_value() == "I want to give back."
    sam.presses("Save and go on")
    sam.types(words="I know how it is to wait.")
    sam.presses("Save and go on")
    sam.ticks("A quiet room")
    sam.presses("Save and go on")
    sam.types(names="The Purley team")
    sam.presses("Save and go on", "Save and go on")
    assert "I know how it is to wait." in sam.reads
    sam.presses("Send it")
    assert "We have your application. Thank you." in sam.reads
    assert "You do not need to do anything right now" in sam.reads

    app = Application.objects.get()
    assert "Sam Okafor" in hr.reads("/staff/")
    assert app.reference in hr.reads("/staff/people/?name=Okafor")


def test_every_page_on_the_way_is_free_of_barriers_on_a_phone_and_on_a_desk(told, browser, live_server):
    role = opportunity("B2")
    page = browser.new_page()
    root = live_server.url
    page.goto(f"{root}/roles/{role.pk}/start/")
    for name, words in (("first_name", "Sam"), ("surname", "Okafor"), ("email", "sam@people.example")):
        page.locator(f"[name={name}]").fill(words)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code())
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/form/**")
    form = page.url
    page.goto(f"{form}telling/")
    page.get_by_label("I will write it here").check()
    page.get_by_role("button", name="Save and go on").click()
    stranger = browser.new_page()
    strange = [f"{root}/roles/", f"{root}/roles/?pay=unpaid&place=", f"{root}/roles/{role.pk}/", f"{root}/roles/{role.pk}/start/",
               f"{root}/roles/{role.pk}/call/", f"{root}/roles/called/"]  # fmt: skip
    own = [form, f"{form}check/", *(f"{form}{part}/" for part in PARTS), f"{root}/roles/{role.pk}/start/"]
    seen: dict[Any, Any] = {}
    for width in (1280, 390, 320):
        for view, addresses in ((stranger, strange), (page, own)):
            seen |= {(address, width): wrong for address in addresses if (wrong := looked_at(view, address, width))}
    assert seen == {}
    page.goto(f"{form}why/")
    page.get_by_role("button", name="Save and go on").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert Axe().run(page).response["violations"] == []


def test_a_part_is_answered_with_the_keyboard_alone(told, browser, live_server):
    role = opportunity("B2")
    page = browser.new_page()
    page.goto(f"{live_server.url}/roles/{role.pk}/start/")
    page.locator("[name=first_name]").focus()
    for words in ("Sam", "Okafor", "sam@people.example"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm/**")
    page.locator("[name=code]").focus()
    page.keyboard.type(code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/form/**")
    page.goto(f"{page.url}telling/")
    page.locator("[name=how]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/why/")
