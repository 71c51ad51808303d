"""A message on a phone without scripts, its answer, and the pages on the way free of barriers."""

from typing import Any

import pytest

from onboarding.actions.messages import write
from onboarding.lib import clock
from onboarding.models import Application, Message
from tests.browser.telling import browser, told
from tests.browser.test_applicant_pages import looked_at, sign_in
from tests.making import advance, applicant, application

__all__ = ["browser", "told"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sam_asks_on_a_phone_and_priya_answers(told):
    sam = told.applicant("Sam", "Okafor", "B2", "selection.shortlisting")
    priya = told.staff("Priya Shah", "hr")
    Application.objects.filter(pk=sam.app.pk).update(owner=priya.user)
    first = sam.taps("Send Priya a message")
    assert first.index("We do not read this at night.") < first.index("Your message")
    sam.page.locator("[name=words]").fill("When do I hear from you?")
    sam.page.get_by_role("button", name="Send", exact=True).click()
    assert "Your message is sent." in sam.page.locator("main").inner_text()

    assert "Answer Sam" in priya.reads("/staff/")
    priya.page.get_by_role("link", name="Answer Sam").click()
    assert "When do I hear from you?" in priya.page.locator("main").inner_text()
    priya.page.locator("[name=words]").fill("On Friday.")
    priya.page.get_by_role("button", name="Send", exact=True).click()
    assert "Messages to answer" not in priya.reads("/staff/")
    assert "On Friday." in sam.taps("Send Priya a message")


def test_a_message_is_sent_with_the_keyboard_alone(browser, live_server, told):
    priya = told.staff("Priya Shah", "hr")
    who: Any = applicant("Sam", "Okafor", signs_in=True, email="sam@people.example")
    application("B2", who=who, owner=priya.user)
    page = sign_in(browser, live_server, "sam@people.example")
    page.get_by_role("link", name="Send Priya a message").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/messages/")
    page.locator("textarea").focus()
    page.keyboard.type("When do I hear from you?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Your message is sent.").wait_for()
    assert Message.objects.get().words == "When do I hear from you?"


def test_every_page_of_messages_and_of_the_form_for_staff_is_free_of_barriers(browser, live_server, told):
    priya = told.staff("Priya Shah", "hr")
    who: Any = applicant("Sam", "Okafor", signs_in=True, email="sam@people.example")
    app = advance(application("B2", who=who, owner=priya.user), "selection.shortlisting", at=clock.now())
    write(app, "Hello", by=who.user, at=clock.now(), key="a")
    write(app, "Hello Sam", by=priya.user, at=clock.now(), key="b")
    sam = sign_in(browser, live_server, "sam@people.example")
    desk = browser.new_context(base_url=live_server.url).new_page()
    desk.context.add_cookies(priya.page.context.cookies())
    root = f"/staff/people/{app.reference}/"
    message = Message.objects.get(from_person=True).pk
    staff_pages = ["messages/", f"messages/{message}/move/", "form/", "form/times/", "form/reach/", "answers/"]
    own = f"{live_server.url}/progress/{app.reference}/messages/"
    seen: dict[Any, Any] = {}
    for width in (1280, 390, 320):
        seen |= {(own, width): wrong} if (wrong := looked_at(sam, own, width)) else {}
        for page in staff_pages:
            seen |= {(page, width): wrong} if (wrong := looked_at(desk, f"{live_server.url}{root}{page}", width)) else {}
    assert seen == {}
