"""Every word an applicant reads: a reading grade of 5 at most, and no sentence of more than 20 words."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from onboarding.door import take
from onboarding.lib import clock
from onboarding.lib.reading import grade, longest_sentence, sentences, words
from onboarding.portal.words import ASKS, WORDS
from onboarding.queries.plain_words import NOT_KNOWN, Fit
from onboarding.stages import ALL_KINDS
from tests.making import advance, cohort, team

DAY = dt.timedelta(days=1)
GRADE, LONGEST = 5.0, 20
BLOCK = re.compile(r"</?(?:p|li|h\d|div|section|legend|label|button|summary|br|dt|dd|a|ul|ol)[^>]*>")


def said(html):
    """The words of the main part of a page; every block ends a line."""
    main = html.split('<main id="main">')[1].split("</main>")[0]
    main = re.sub(r"<(svg|script)\b.*?</\1>|<!--.*?-->", "", main, flags=re.DOTALL)
    return re.sub(r"[ \t]+", " ", re.sub(r"<[^>]+>", "", BLOCK.sub("\n", main)))


def too_long(text):
    return [part for part in sentences(text) if len(words(part)) > LONGEST]


def of_stages():
    fits = [
        Fit(engagement, nation, NOT_KNOWN) for engagement in ("paid", "voluntary") for nation in ("ENG", "SCT", "NIR")
    ]
    for fit in fits:
        for kind in ALL_KINDS.values():
            for state in kind.states:
                for found in (state.words, *state.by_party.values()):
                    yield f"{kind.code}.{state.code}", f"{fit(found.title)}.\n{fit(found.text)}"
            for step in kind.steps.values():
                if step.told:
                    yield f"{kind.code}.{step.name}", fit(step.told)


def test_the_words_of_all_states_and_steps_are_easy_as_a_whole_and_short_each():
    found = list(of_stages())
    assert len(found) > 400
    assert [(where, too_long(text)) for where, text in found if too_long(text)] == []
    assert grade("\n".join(text for _where, text in found)) <= GRADE


def test_no_state_is_hard_to_read_by_itself():
    # One state has few words, and one name such as Occupational Health weighs much: the bound is wider here.
    hard = {where: round(grade(text), 1) for where, text in of_stages() if len(words(text)) >= 12 and grade(text) > 8}
    assert hard == {}


@pytest.mark.parametrize("found", [*WORDS.values(), *ASKS.values()], ids=lambda found: found.heading)
def test_the_words_of_their_own_steps_are_easy(found):
    text = "\n".join((found.heading, *found.paragraphs, found.button, found.done))
    assert too_long(text) == []
    assert grade(text) <= GRADE


@pytest.mark.parametrize(
    "url", ["/help/", "/privacy/", "/accessibility/", "/accounts/login/code/", "/accounts/signup/"]
)
@pytest.mark.django_db
def test_pages_for_everybody_are_easy(url):
    text = said(Client().get(url).content.decode())
    assert too_long(text) == []
    assert grade(text) <= GRADE


@pytest.mark.parametrize("pathway", ["A", "B"])
def test_the_pages_of_an_applicant_are_easy(person, pathway):
    cohort(clock.now().date() + 40 * DAY)
    client = person("selection.offered", pathway, days_ago=5)
    root = f"/progress/{client.app.reference}"
    urls = [f"{root}/", f"{root}/offer/", f"{root}/do/application/pause/", f"{root}/do/application/withdraw/", "/letters/",
            "/details/", f"{root}/ask/selection/time/", f"{root}/do/application/decline_offer/"]  # fmt: skip
    texts = {url: said(client.get(url).content.decode()) for url in urls}
    client.app = advance(client.app, "readiness.booked")
    for kind, step in (("identity", "ask"), ("crb", "decide_level")):
        facts: Any = {"level": "enhanced", "basis": "frequent", "fee": "free" if pathway == "A" else "paid_role"}
        take(client.app, kind, step, by=team()[0], at=clock.now(), **(facts if step == "decide_level" else {}))
    texts["checks"] = said(client.get(f"{root}/").content.decode())
    assert {url: too_long(text) for url, text in texts.items() if too_long(text)} == {}
    assert {url: round(grade(text), 1) for url, text in texts.items() if grade(text) > GRADE} == {}
    assert max(longest_sentence(text) for text in texts.values()) <= LONGEST
