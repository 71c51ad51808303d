"""Codes on paper: made by one of us for who has no e-mail address, good once each, worth nothing to anybody else."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from pypdf import PdfReader

from onboarding.actions.paper_codes import CODES, MOST_MISSED, make_sheet, purge_sheets, use
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.models import AuditEvent, PaperSheet, User
from tests.making import advance, applicant, application, staff

pytestmark = pytest.mark.django_db
PAPER = "/sign-in/paper/"


@pytest.fixture(autouse=True)
def _limits_of_this_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def officer():
    return staff("Priya Shah", "hr")


@pytest.fixture
def app():
    return advance(application(who=applicant("Ada", "Okoro", email="", mobile="")), "selection.deciding")


def sheet(app, officer, key="one"):
    return make_sheet(app, by=officer, at=clock.now(), key=key)


def tried(app, code, client=None):
    return (client or Client()).post(PAPER, {"reference": app.reference, "code": code})


def test_a_code_from_the_sheet_opens_the_persons_own_pages_once(app, officer):
    code = sheet(app, officer).codes[0]
    client = Client()
    typed = {"reference": app.reference.lower().replace("-", ""), "code": code.lower().replace("-", " ")}
    assert client.post(PAPER, typed).headers["Location"] == "/signed-in/"
    assert client.get("/signed-in/", follow=True).redirect_chain[-1][0] == f"/progress/{app.reference}/"
    assert "You sign in with a code on paper" in " ".join(client.get("/details/").content.decode().split())
    again = tried(app, code)
    assert again.status_code == 422
    assert "Each code works once" in again.content.decode()
    signed = AuditEvent.objects.get(application=None, type="signed_in").envelope
    assert '"how":"paper"' in signed
    assert code not in signed


def test_the_sheet_is_printed_once_and_its_codes_are_kept_nowhere(app, officer, client):
    client.force_login(officer)
    url = f"/staff/people/{app.reference}/codes/"
    assert "You get a PDF, this once" in client.get(url).content.decode()
    answer = client.post(url, {"key": "one"})
    assert answer["Content-Disposition"].startswith("attachment")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    codes = [word for word in words.split() if word.count("-") == 2 and len(word) == 14]
    assert len(codes) == CODES
    assert "Your codes to sign in" in words
    kept = PaperSheet.objects.get()
    assert all(code.replace("-", "") not in str(kept.digests) for code in codes)
    assert not app.letters.filter(kind="paper_codes").exists()
    assert client.post(url, {"key": "one"}).status_code == 302  # pressed twice: no second sheet
    assert PaperSheet.objects.count() == 1
    assert use(app.reference, codes[0], at=clock.now()) is not None
    assert AuditEvent.objects.filter(application=app, type="paper_codes_made").count() == 1


def test_a_new_sheet_ends_the_one_before(app, officer):
    first, second = sheet(app, officer), sheet(app, officer, key="two")
    assert use(app.reference, first.codes[0], at=clock.now()) is None
    assert use(app.reference, second.codes[0], at=clock.now()) == User.objects.get(applicant=app.applicant)


def test_codes_run_out_and_are_gone_a_month_later(app, officer):
    made = sheet(app, officer)
    later = made.until + dt.timedelta(seconds=1)
    assert use(app.reference, made.codes[0], at=later) is None
    assert purge_sheets(at=later) == 0
    assert purge_sheets(at=later + dt.timedelta(days=30)) == 1


def test_all_that_is_wrong_gets_one_answer_and_is_witnessed(app, officer):
    sheet(app, officer)
    other = application(who=applicant("Dee", "Baines"))
    pages = [tried(one, "AAAA-BBBB-CCCC").content.decode().split("name=\"reference\"")[0].split("error-summary")[1]
             for one in (app, other)]  # fmt: skip
    assert pages[0] == pages[1]
    assert Client().post(PAPER, {"reference": "HH-XXXXX-X", "code": "AAAA-BBBB-CCCC"}).status_code == 422
    assert AuditEvent.objects.filter(application=None, type="sign_in_failed").count() == 3


def test_too_many_wrong_tries_end_the_sheet_and_one_address_is_held_up_before(app, officer):
    made = sheet(app, officer)
    assert [tried(app, "AAAA-BBBB-CCCC").status_code for _try in range(11)] == [422] * MOST_MISSED + [429]
    cache.clear()
    assert tried(app, made.codes[0]).status_code == 422


@pytest.mark.parametrize("role", ["manager", "auditor", "disclosure_handler", "host"])
def test_who_may_not_make_codes_finds_no_page(app, role, client):
    client.force_login(staff("Olu Other", role))
    assert client.get(f"/staff/people/{app.reference}/codes/").status_code == 404
    assert client.post(f"/staff/people/{app.reference}/codes/", {"key": "x"}).status_code == 404
    with pytest.raises(StepRefused):
        sheet(app, User.objects.get(name="Olu Other"))


def test_no_sheet_for_who_has_an_address_or_works_here(officer, app, client):
    with pytest.raises(StepRefused, match="gets a code there"):
        sheet(application(who=applicant("Dee", "Baines")), officer)
    app.applicant.user = staff("Ada Okoro", "trainer")
    app.applicant.save()
    with pytest.raises(StepRefused, match="works here too"):
        sheet(app, officer)
    client.force_login(officer)
    assert "works here too" in client.get(f"/staff/people/{app.reference}/codes/").content.decode()


def test_the_page_is_found_from_the_sign_in_and_takes_no_other_method(client):
    assert PAPER in client.get("/accounts/login/code/").content.decode()
    assert client.put(PAPER).status_code == 405
    assert Client(enforce_csrf_checks=True).post(PAPER, {"reference": "a", "code": "b"}).status_code == 403
    assert "Type your reference" in client.post(PAPER, {}).content.decode()
