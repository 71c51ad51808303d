"""Somebody is away: who stands in is named to the people they look after, and has them on their list."""

import datetime as dt
from typing import Any

import pytest

from onboarding.actions.away import set_away
from onboarding.door import StepRefused
from onboarding.models import AuditEvent, User
from onboarding.queries import letter_facts
from onboarding.queries.progress import progress
from tests.making import DAY, advance, applicant, application, staff
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/away/"
TODAY = NOW.date()
SPAN: dict[str, Any] = {"first": TODAY, "last": TODAY + 9 * DAY}


@pytest.fixture
def jo(signed_in) -> Any:
    return signed_in("coordinator", "hr", name="Jo Reid", phone="01632 960 111")


@pytest.fixture
def sol() -> User:
    return staff("Sol Pereira", "hr", phone="01632 960 222")


@pytest.fixture
def maya(jo) -> Any:
    return advance(application(who=applicant("Maya"), owner=jo.user), "selection.deciding")


def form(first: dt.date, last: dt.date, stand_in: Any = "") -> dict[str, Any]:
    days = {"first": first, "last": last}
    parts = {f"{name}_{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")}
    return {**parts, "stand_in": stand_in}


def test_who_stands_in_is_named_on_the_page_the_letter_and_the_list(jo, sol, maya, client):
    assert jo.post(URL, form(TODAY, TODAY + 9 * DAY, sol.pk)).status_code == 302
    maya.refresh_from_db()
    shown = progress(maya, at=NOW).person
    assert shown is not None
    assert (shown.name, shown.line, shown.phone) == (
        "Sol Pereira", "Is there for you while Jo Reid is away, until 24 April", "01632 960 222",
    )  # fmt: skip
    assert letter_facts.common("delay_update", maya, at=NOW).named_person.name == "Sol Pereira"
    client.force_login(sol)
    assert "Maya" in client.get("/staff/?show=mine").content.decode()
    assert "Looked after by Jo Reid (away: Sol Pereira stands in)" in jo.get(f"/staff/people/{maya.reference}/").content.decode()
    later = NOW + 10 * DAY
    assert letter_facts.common("delay_update", maya, at=later).named_person.name == "Jo Reid"


def test_back_again_is_an_empty_form(jo, sol):
    set_away(jo.user, **SPAN, stand_in=sol.pk, by=jo.user, at=NOW)
    assert "Sol Pereira" in jo.get(URL).content.decode()
    assert jo.post(URL, {"stand_in": ""}).status_code == 302
    back = User.objects.get(pk=jo.user.pk)
    assert (back.away_from, back.away_until, back.stand_in) == (None, None, None)
    assert AuditEvent.objects.filter(type="away").count() == 2


def test_who_stands_in_and_is_away_too_is_not_named(jo, sol, maya):
    set_away(jo.user, **SPAN, stand_in=sol.pk, by=jo.user, at=NOW)
    set_away(sol, **SPAN, stand_in=None, by=sol, at=NOW)
    maya.refresh_from_db()
    shown = progress(maya, at=NOW).person
    assert shown is not None
    assert shown.name == "Jo Reid"


@pytest.mark.parametrize(
    ("first", "last", "who", "sentence"),
    [
        (TODAY, None, None, "Enter the first day and the last"),
        (TODAY, TODAY - DAY, None, "must not lie before the first"),
        (TODAY - 9 * DAY, TODAY - DAY, None, "must be today or later"),
        (TODAY, TODAY + 999 * DAY, None, "A year at most"),
        (TODAY, TODAY, "self", "Choose somebody else who works here"),
        (TODAY, TODAY, "auditor", "Choose somebody else who works here"),
        (None, None, "sol", "Say from when to when"),
    ],
)
def test_what_cannot_be_is_refused(jo, sol, first, last, who, sentence):
    chosen = {"self": jo.user.pk, "sol": sol.pk, "auditor": staff("Err Or", "auditor").pk}.get(who)
    with pytest.raises(StepRefused, match=sentence):
        set_away(jo.user, first=first, last=last, stand_in=chosen, by=jo.user, at=NOW)


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(jo):
    content = jo.post(URL, form(TODAY, TODAY - DAY)).content.decode()
    assert "must not lie before the first" in content


def test_others_may_not_and_strangers_do_not_get_in(jo, sol, client, signed_in):
    with pytest.raises(StepRefused, match="You may not change this"):
        set_away(jo.user, **SPAN, stand_in=None, by=sol, at=NOW)
    set_away(jo.user, **SPAN, stand_in=None, by=staff("Ada", "administrator"), at=NOW)
    assert client.get(URL).status_code == 302
    assert signed_in("host", name="Ho").get(URL).status_code == 404
    assert jo.delete(URL).status_code == 405
