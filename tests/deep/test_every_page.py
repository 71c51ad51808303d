"""Every page of everybody: reached by links alone, without barriers on a phone and on a desk, whole at 320 pixels, easy to read."""

import datetime as dt
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page, sync_playwright

from onboarding.lib.reading import grade, sentences, words
from onboarding.models import Application, User
from tests.deep import crawl, everything
from tests.pages.portal.test_plain_words import GRADE, LONGEST, said

pytestmark = [pytest.mark.deep, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
END, PEOPLE = dt.date(2026, 11, 20), 60
# WCAG 2.2, 1.4.12: nothing may be lost when a person sets these.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
SPACING += " p { margin-bottom: 2em !important }"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """[...document.querySelectorAll('main *')].filter(one => {
    const style = getComputedStyle(one)
    return one.children.length === 0 && one.innerText && style.overflow === 'hidden' && !one.closest('.govuk-visually-hidden')
        && one.scrollHeight > one.clientHeight + 2
}).map(one => one.outerHTML.slice(0, 100))"""


@pytest.fixture
def house(tmp_path: Path) -> None:
    """The demo, and what it has none of."""
    call_command("demo", no_serve=True, as_at=END, out=tmp_path, people=PEOPLE, stdout=StringIO())
    everything.lay_out()


@pytest.fixture
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    installed = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        path = str(installed) if installed.exists() else None
        opened = playwright.chromium.launch(args=["--no-sandbox"], executable_path=path)
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def everybody() -> list[tuple[str, User | None]]:
    """One person of each set of roles, applicants at every place somebody stands at, and a stranger."""
    found: dict[Any, tuple[str, User | None]] = {"stranger": ("a stranger", None)}
    for user in User.objects.filter(roles__isnull=False).exclude(roles__role="system").distinct().order_by("pk"):
        roles = ", ".join(user.roles.order_by("role").values_list("role", flat=True))
        found.setdefault(roles, (roles, user))
    for application in Application.objects.filter(applicant__user__isnull=False).order_by("pk"):
        stages = application.stages.exclude(state__in=("closed", "not_open")).order_by("kind").values_list("kind", "state")
        place = (application.state, *(stages if application.state in ("in_progress", "paused") else ()))
        found.setdefault(place, (str(place), application.applicant.user))
    return list(found.values())


def test_every_page_of_everybody_is_free_of_barriers(house: None, browser: Browser, live_server: Any) -> None:
    wrong: list[Any] = []
    reached: set[str] = set()
    for name, user in everybody():
        client = Client()
        if user:
            client.force_login(user)
        seen = list(crawl.pages(client, "/", broken=wrong))
        reached |= {what.split(" ")[0] for what, _address, _words in seen}
        if user is None or not user.roles.exists():
            wrong += [(name, *one) for one in hard_to_read(seen)]
        with_barriers = list(looked_at(browser, live_server.url, client, [address for _what, address, _words in seen]))
        wrong += [(name, *one) for one in with_barriers]
        print(f"{name}: {len(seen)} pages", *with_barriers, sep="\n    ", flush=True)
    assert wrong == []
    assert len(reached) > 100
    assert set(routes()) - reached - NOT_BY_A_LINK == set()


def hard_to_read(seen: list[tuple[str, str, str]]) -> Iterator[tuple[str, Any]]:
    """Pages of applicants and strangers with a sentence of more than 20 words, or above grade 5 as a whole."""
    for _what, address, page in seen:
        if '<main id="main">' not in page or address.startswith("/accounts/login/"):
            continue
        text = said(page)
        long = [part for part in sentences(text) if len(words(part)) > LONGEST]
        if long or grade(text) > GRADE:
            yield address, [round(grade(text), 1), *long]


def looked_at(browser: Browser, root: str, client: Client, addresses: list[str]) -> Iterator[tuple[str, Any]]:
    context = browser.new_context(base_url=root)
    if session := client.cookies.get("sessionid"):
        context.add_cookies([{"name": "sessionid", "value": session.value, "url": root}])
    page = context.new_page()
    for address in addresses:
        answer = page.goto(address)
        assert answer
        if found := barriers(page):
            yield address, found
    context.close()


def barriers(page: Page) -> list[Any]:
    """What axe finds at 1280 and 390 pixels; what is wider than a screen of 320, or cut off with more space between words."""
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    found: list[Any] = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found += [(width, one["id"], one["nodes"][0]["html"][:160]) for one in Axe().run(page).response["violations"]]
    page.set_viewport_size({"width": 320, "height": 900})
    wide = page.evaluate(SIDEWAYS)
    found += [("sideways at 320", wide)] if wide > 0 else []
    page.set_viewport_size({"width": 390, "height": 900})
    page.evaluate(f"const more = new CSSStyleSheet(); more.replaceSync(`{SPACING}`); document.adoptedStyleSheets = [more]")
    wide, cut = page.evaluate(SIDEWAYS), page.evaluate(CUT)
    return [*found, *([("sideways with spacing", wide)] if wide > 0 else []), *(("cut off with spacing", one) for one in cut)]


def routes(of: Any = None, before: str = "") -> Iterator[str]:
    """The pattern of every address."""
    for pattern in (of or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)


# Answered only when something is sent to them, or handed over as a file.
SENT = """begin/ accounts/logout/ accounts/app/off/ accounts/app/recovery/new/ roles/called/ form/<str:reference>/call/
progress/<str:reference>/waiting-times/ staff/people/<str:reference>/form/called/ staff/people/<str:reference>/codes/
staff/people/<str:reference>/links/<int:stage>/stop/<int:link>/ staff/people/<str:reference>/move/<int:number>/amend/
staff/people/<str:reference>/move/<int:number>/undo/ staff/people/<str:reference>/plan/<int:number>/done/ staff/views/
staff/views/remove/ staff/settings/<slug:code>/<int:number>/remove/ staff/settings/staff/<int:number>/leave/
staff/settings/staff/<int:number>/roles/<int:row>/take/ staff/letters/<int:message>/<slug:verb>/ staff/import/bring/
staff/import/stop/ staff/import/<int:pk>/remove/ three-questions/no/ record/keep/ record/skills/<int:skill>/remove/
helping/<int:helper>/end/ progress/<str:reference>/support/talk/ skills-and-times/<str:reference>/<int:line>/ask/
skills-and-times/<str:reference>/<int:line>/end/ staff/people/<str:reference>/supervision/<int:number>/done/
staff/people/<str:reference>/supervision/talked/ staff/people/<str:reference>/skills/<int:skill>/<slug:verb>/
staff/selection/<int:number>/<slug:what>/ staff/selection/<int:number>/panel/<int:member>/remove/ staff/selection/<int:number>/peer/
staff/selection/<int:number>/person/<str:reference>/interest/ staff/selection/<int:number>/time/<int:slot>/remove/
staff/selection/forms/<slug:code>/stand-down/"""
FILES = """brand/<str:name> details/copy/ letters/<int:letter>/pdf/ progress/<str:reference>/date/<slug:kind>.ics
accounts/app/recovery/file/ staff/letters/<int:message>/preview.pdf staff/people/<str:reference>/audit.pdf
staff/people/<str:reference>/letters/<int:letter>.pdf staff/people/<str:reference>/write/<slug:kind>/letter.pdf
staff/reports/where-people-get-stuck.csv staff/reports/where-people-get-stuck.pdf record/my-record.pdf staff/import/look/rows-to-mend.csv
progress/<str:reference>/support/letter/<slug:kind>/"""
# Come to by a mail, by sending a form, or only where something is as nowhere here; each is opened by a test of its own.
OTHERWISE = """accounts/^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$ accounts/password/new/sent/ accounts/password/new/done/
accounts/login/code/confirm/ accounts/app/code/ accounts/app/again/ accounts/app/recovery/ accounts/reauthenticate/ accounts/signup/
accounts/closed/ r/<str:secret>/ reply/privacy/ form/<str:reference>/check/ form/<str:reference>/read/ staff/import/look/
staff/import/<int:pk>/ staff/bodies/<int:body>/together/ staff/courses/<int:number>/make-up/ staff/pathways/<slug:code>/sign-off/
staff/access/<int:number>/
staff/people/<str:reference>/proposal/<int:number>/ staff/people/<str:reference>/start-telling/ helping/ helping/<str:reference>/
helping/<str:reference>/do/<str:row>/<str:step>/ helping/<str:reference>/letters/<int:letter>/ skills-and-times/<str:reference>/
staff/access/<int:number>/ staff/settings/sites/<int:number>/suits/
staff/courses/<int:number>/person/<int:stage>/sign-off/ staff/groups/wishes/<int:number>/
staff/selection/<int:number>/person/<str:reference>/form/ staff/selection/<int:number>/person/<str:reference>/score/"""
NOT_BY_A_LINK = {*SENT.split(), *FILES.split(), *OTHERWISE.split()}
