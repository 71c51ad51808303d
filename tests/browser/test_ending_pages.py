"""The pages of endings, returns and second people in a real browser: read by all, on a desk and on a phone."""

import datetime as dt
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Opportunity, Proposal
from tests.browser.test_staff_pages import browsing
from tests.making import DAY, FEEDBACK, advance, applicant, application, staff, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def somebody(name: str, upto: str, *, days: int = 250, **fields: Any) -> Application:
    """A person who signs in, at a place they reached so many days ago."""
    at = clock.now() - dt.timedelta(days=days)
    who = applicant(name, "Łukasiewicz-Wojciechowska", signs_in=True, email=f"{name.lower()}@people.example")
    return advance(application(who=who, at=at, **fields), upto, at=at)


def go(app: Application, stage: str | None, step: str, *, days: int, **facts: Any) -> None:
    take(app, stage, step, by=team()[0], at=clock.now() - dt.timedelta(days=days), **facts)


def session(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def faults(page: Any, addresses: list[str]) -> list[Any]:
    """What a reader with another eye, hand or screen would stumble over."""
    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        wrong = [(one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [(address, wrong, sideways)] if wrong or sideways else []
    return found


@pytest.fixture
def for_staff(db: None) -> list[str]:
    """Somebody whose waiver ran out, one who has left, one whom two people answer, one who moved to another role."""
    waived = somebody("Ana", "identity.with_applicant", days=60)
    until = clock.now().date() - DAY
    facts = {"authoriser": team()[1].pk, "reason": "carried", "evidence": "register", "until": until}
    go(waived, "identity", "waive", days=50, **facts)
    left = somebody("Ben", "training.waiting_for_course")
    go(left, None, "withdraw", days=200, reason="waited")
    asked = somebody("Cas", "selection.deciding", days=40)
    go(asked, None, "not_this_time", days=1, **FEEDBACK)
    role = Opportunity.objects.create(
        title="Ward peer worker", service=asked.opportunity.service, pathway=asked.pathway, pay_words="£13 an hour"
    )
    again = somebody("Dee", "identity.closed", days=30)
    there = advance(application(who=again.applicant, at=clock.now() - DAY), "selection.shortlisting")
    identity = waived.stages.get(kind="identity").pk
    life = {app: f"/staff/people/{app.reference}/step/life/" for app in (waived, left, asked, again)}
    assert role.is_open
    return [
        "/staff/", f"/staff/people/{waived.reference}/", f"/staff/people/{waived.reference}/step/{identity}/replace_paper/",
        f"{life[left]}reopen/", f"{life[asked]}not_this_time/", f"{life[again]}rest/", f"{life[again]}transfer/",
        f"{life[again]}pause/", f"/staff/people/{asked.reference}/proposal/{Proposal.objects.get().pk}/",
        f"/staff/people/{there.reference}/step/{there.stages.get(kind='selection').pk}/carry/",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_an_ending_can_be_read_by_all(live_server, for_staff, width):
    priya = session(staff("Priya Shah", "hr", "coordinator", "manager", "disclosure_handler"))
    with browsing(live_server.url, priya, width) as page:
        assert faults(page, for_staff) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_people_can_read_what_goes_on_and_what_stands_without_scripts_too(live_server, width):
    going, away, mistaken = (somebody(name, "crb.with_body", days=20) for name in ("Eve", "Fay", "Gus"))
    go(going, "crb", "certificate_posted", days=2)
    go(mistaken, None, "pause", days=1, asked="phone")
    left = somebody("Hal", "training.waiting_for_course")
    go(left, None, "withdraw", days=200)
    for app, *addresses in (
        (going, "do/application/pause/"), (away, "do/application/withdraw/"), (mistaken, "", "do/application/not_asked/"),
        (left, "", "do/application/come_back/"),
    ):  # fmt: skip
        own = [f"/progress/{app.reference}/{address}" for address in addresses]
        with browsing(live_server.url, session(app.applicant.user), width) as page:
            assert faults(page, own) == []


def test_one_click_takes_back_a_break_that_nobody_asked_for_without_scripts(live_server):
    app = somebody("Gus", "crb.with_body", days=20)
    go(app, None, "pause", days=1, asked="phone")
    with browsing(live_server.url, session(app.applicant.user), 320, java_script_enabled=False) as page:
        page.goto(f"/progress/{app.reference}/")
        page.get_by_role("button", name="I did not ask for this").click()
        page.get_by_text("Your break is over. We are sorry.").wait_for()
    assert Application.objects.get(pk=app.pk).state == "in_progress"
