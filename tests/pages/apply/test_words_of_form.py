"""The words on the way from a role to the sent form: a reading grade of 5 at most, no sentence over 20 words."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from onboarding.lib.reading import grade
from onboarding.models import Opportunity
from onboarding.stages.application_form import NOTICE, PARTS
from tests.pages.apply.conftest import WORDS
from tests.pages.portal.test_plain_words import GRADE, said, too_long

pytestmark = pytest.mark.django_db
# Another text of the notice is another version: raise NOTICE in stages/application_form.py, then note its digest here.
NOTICES = {"1": "458a9584217925fc"}


def hard(texts):
    return {url: (too_long(text), round(grade(text), 1)) for url, text in texts.items() if too_long(text) or grade(text) > GRADE}


def test_the_roles_and_the_start_are_easy(role):
    urls = ["/roles/", "/roles/?pay=paid&place=", f"/roles/{role.pk}/", f"/roles/{role.pk}/start/"]
    assert hard({url: said(Client().get(url).content.decode()) for url in urls}) == {}
    Opportunity.objects.update(is_open=False)
    assert hard({url: said(Client().get(url).content.decode()) for url in ["/roles/", f"/roles/{role.pk}/"]}) == {}


def test_every_page_of_the_form_is_easy_empty_and_with_mistakes(begun):
    sam = begun()
    sam.saves("telling")
    urls = ["", "check/", *(f"{part}/" for part in WORDS)]
    texts = {url: said(sam.get(f"/form/{sam.app.reference}/{url}").content.decode()) for url in urls}
    for part in ("times", "why"):
        texts[f"{part}!"] = said(sam.post(f"/form/{sam.app.reference}/{part}/", {"version": 0}).content.decode())
    assert hard(texts) == {}


def test_the_words_of_the_parts_are_easy_as_a_whole():
    asks = [words for part in PARTS for ask in part.asks for words in (ask.label, ask.hint, ask.error)]
    choices = [words for part in PARTS for ask in part.asks for _code, words in ask.choices]
    heads = [words for part in PARTS for words in (part.title, part.heading, *part.paragraphs)]
    text = "\n".join(filter(None, [*heads, *asks, *choices]))
    assert too_long(text) == []
    assert grade(text) <= GRADE


def test_the_notice_that_is_recorded_is_the_one_that_is_shown():
    text = Path(settings.BASE_DIR, "templates/portal/privacy.html").read_text(encoding="utf-8")
    assert NOTICES[NOTICE] == hashlib.sha256(re.sub(r"\s+", " ", text).encode()).hexdigest()[:16]
