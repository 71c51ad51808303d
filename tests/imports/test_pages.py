"""The pages: choose, look, confirm; who may not, and what is gone."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onboarding.actions.import_applicants import begin, look
from onboarding.actions.import_applicants.kept import FOLDER
from onboarding.lib import clock
from onboarding.models import Applicant, Application, ImportRun, OutboxItem
from tests.imports.conftest import everything
from tests.making import staff
from tests.unit.imports.trackers import CSV, EXPECTED

pytestmark = pytest.mark.django_db
PERHAPS = next(row for row in EXPECTED["rows"] if row["reasons"] == ["possible_duplicate_person"])
PAGES = ("imports", "import_look", "import_bring", "import_stop")


@pytest.fixture
def client(hr):
    client = Client()
    client.force_login(hr)
    return client


def upload(client: Client, content: bytes = CSV, name: str = "tracker.csv"):
    return client.post(reverse("imports"), {"file": SimpleUploadedFile(name, content)})


def kept() -> list[str]:
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


def test_hr_looks_at_the_rows_and_brings_them_in(client):
    before = everything()
    assert upload(client).url == reverse("import_look")
    page = client.get(reverse("import_look")).content.decode()
    assert "46 rows can come in" in page
    assert "Nothing is saved yet and nobody has been told anything." in page
    assert everything() == before
    assert len(kept()) == 1
    done = client.post(reverse("import_bring"), follow=True)
    assert "46 applications came in" in done.content.decode()
    assert Application.objects.filter(hidden=False).count() == 46
    assert kept() == []
    assert not OutboxItem.objects.exists()


def test_a_rejected_row_says_in_words_what_is_to_be_mended(client):
    upload(client)
    page = client.get(reverse("import_look")).content.decode()
    assert "Surname is missing." in page
    assert "The placement started before the DBS check was clear." in page


HEAD = "Ref,First name,Surname,DOB,Email,Mobile,Date applied,OH sent,OH cleared,Status,Notes"
LINES = (
    "T-1,Ada,Okoro,1/2/1980,ada@x.example,,1/2/2026,,,Intervew soon,SECRET-NOTE",
    "T-2,Bea,Lin,1/2/1980,bea@x.example,,31/31/2026,,,Applied,SECRET-NOTE",
    "T-3,Cy,Amis,1/2/1980,,+447700900123,1/2/2026,5/3/2026,1/3/2026,,SECRET-NOTE",
    "T-4,=HYPERLINK(1),Good,1/2/1980,dee@x.example,,1/2/2026,,,Nonsense,",
    "T-5,Eve,Fine,1/2/1980,eve@x.example,,1/2/2026,,,Applied,",
)


def small(lines=LINES) -> bytes:
    return "\r\n".join((HEAD, *lines)).encode()


def test_a_rejected_row_quotes_the_cell_and_names_the_words_that_are_known(client):
    upload(client, small())
    page = client.get(reverse("import_look")).content.decode()
    assert "Status says “Intervew soon”. We do not know this word. Use one of these: New, Interview, Readiness, OH, DBS," in page
    assert "Date applied says “31/31/2026”. Date applied is not a date that we can read." in page
    assert "OH sent says “5 March 2026”. OH cleared says “1 March 2026”. OH cleared lies before OH sent." in page
    assert "Save the rows to mend (4, CSV)" in page


def test_the_rows_to_mend_are_a_file_without_notes_that_comes_in_once_it_is_mended(client):
    upload(client, small())
    answer = client.get(reverse("import_mend"))
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "SECRET-NOTE" not in text
    assert "Notes" not in text
    assert "Eve" not in text
    assert '"Status says “Intervew soon”. We do not know this word.' in text
    assert '"\'=HYPERLINK(1)"' in text
    assert '"\'+447700900123"' in text
    mended = text.replace('"Intervew soon"', '"Applied"').replace("31/31/2026", "31/1/2026").replace('"1/3/2026"', '"9/3/2026"')
    upload(client, mended.encode(), "rows-to-mend.csv")
    page = client.get(reverse("import_look")).content.decode()
    assert "Save the rows to mend (1, CSV)" in page
    client.post(reverse("import_bring"))
    assert Applicant.objects.get(first_name="Cy").mobile == "+447700900123"


def test_the_rows_to_mend_are_for_who_may_import_while_the_file_is_kept(client):
    url = reverse("import_mend")
    assert Client().get(url).status_code == 302
    assert "Choose it again" in client.get(url, follow=True).content.decode()
    upload(client, small())
    assert client.post(url).status_code == 405
    other = Client()
    other.force_login(staff("C", "coordinator", email="c@x.example"))
    assert other.get(url).status_code == 404
    client.post(reverse("import_stop"))
    assert "Choose it again" in client.get(url, follow=True).content.decode()


def test_what_the_sheet_says_is_shown_as_typed(client):
    upload(client)
    page = client.get(reverse("import_look")).content.decode()
    assert "<b>" not in page
    assert "<script>alert" not in page
    assert re.search(r"&lt;b&gt;|=HYPERLINK", page)


def test_hr_says_that_somebody_came_back_and_keeps_a_need(client):
    upload(client)
    page = client.get(reverse("import_look")).content.decode()
    assert f'name="person-{PERHAPS["sheet_row"]}"' in page
    assert 'name="need-4"' in page
    client.post(reverse("import_bring"), {f"person-{PERHAPS['sheet_row']}": "same", "need-4": "text", "need-5": "x"})
    assert Application.objects.filter(external_ref=PERHAPS["ref"], hidden=False).count() == 1
    assert Applicant.objects.filter(channel="text", email="applicant1.56@example.com").exists()


def test_stopping_saves_nothing_and_erases_the_file(client):
    before = everything()
    upload(client)
    client.post(reverse("import_stop"))
    assert kept() == []
    assert everything() == before


def test_after_an_hour_the_file_is_gone(client, hr):
    with time_machine.travel(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)) as travel:
        client.force_login(hr)
        upload(client)
        for _quarter in range(5):  # a session ends sooner for who does nothing
            travel.shift(dt.timedelta(minutes=13))
            client.get(reverse("imports"))
        for answer in (
            client.get(reverse("import_look"), follow=True),
            client.post(reverse("import_bring"), follow=True),
        ):
            assert "Choose it again" in answer.content.decode()
        assert not ImportRun.objects.exists()
        upload(client)
        assert len(kept()) == 1


def test_what_is_no_tracker_is_refused_in_words(client):
    for content, words in (
        (b"a;b\n1;2\n", "There is a problem"),
        (b"", "This file is empty"),
        (b"x" * 10_485_761, "larger than 10 MB"),
    ):
        page = upload(client, content).content.decode()
        assert words in page
    assert "Choose a file" in client.post(reverse("imports"), {}).content.decode()
    assert kept() == []


def test_nobody_reaches_the_file_of_another_person(client):
    upload(client)
    other = Client()
    other.force_login(staff("Alex Two", "hr"))
    assert other.get(reverse("import_look")).headers["Location"] == reverse("imports")
    assert other.post(reverse("import_bring")).headers["Location"] == reverse("imports")
    assert not Application.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "disclosure_handler", "manager", "auditor", "administrator", "host"])
def test_other_roles_find_no_such_page(role, db):
    client = Client()
    client.force_login(staff("Sam Other", role))
    run = ImportRun.objects.create(file_digest="x", file_name="x", started_at=clock.now())
    for name in PAGES:
        assert client.get(reverse(name)).status_code == client.post(reverse(name)).status_code == 404
    for name in ("import_run", "import_remove"):
        assert client.get(reverse(name, args=[run.pk])).status_code == 404
        assert client.post(reverse(name, args=[run.pk])).status_code == 404


def test_who_is_signed_out_is_asked_to_sign_in(db):
    for address in (*map(reverse, PAGES), reverse("import_run", args=[1]), reverse("import_remove", args=[1])):
        assert "login" in Client().get(address).headers["Location"]
        assert "login" in Client().post(address).headers["Location"]


def test_only_the_declared_methods_do_something(client):
    assert client.get(reverse("import_bring")).status_code == 405
    assert client.get(reverse("import_stop")).status_code == 405
    assert client.post(reverse("import_look")).status_code == 405
    assert client.put(reverse("imports")).status_code == 405
    assert client.post(reverse("import_run", args=[1])).status_code == 405


def test_a_form_without_its_token_is_refused(hr):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hr)
    assert upload(client).status_code == 403
    assert client.post(reverse("import_bring")).status_code == 403


def test_what_is_unfinished_is_shown_and_removed_on_a_page_of_its_own(client, hr):
    run = begin(look(CSV, filename="tracker.csv", at=clock.now()), by=hr, at=clock.now())
    assert run is not None
    assert "0 of 46 rows are written" in client.get(reverse("imports")).content.decode()
    assert "Choose the same file again" in client.get(reverse("import_run", args=[run.pk])).content.decode()
    address = reverse("import_remove", args=[run.pk])
    assert "cannot be taken back" in client.get(address).content.decode()
    assert ImportRun.objects.get().discarded_at is None
    assert client.post(address).url == reverse("imports")
    assert client.get(reverse("import_run", args=[run.pk])).status_code == 404
    assert "Not finished" not in client.get(reverse("imports")).content.decode()


def test_what_is_complete_cannot_be_removed(client):
    upload(client)
    client.post(reverse("import_bring"))
    assert client.post(reverse("import_remove", args=[ImportRun.objects.get().pk])).status_code == 404


def test_a_long_tracker_goes_on_with_one_more_click(client, monkeypatch):
    monkeypatch.setattr("hr.views.imports.ROWS_A_REQUEST", 20)
    upload(client)
    for written in (20, 40):
        page = client.post(reverse("import_bring"), follow=True).content.decode()
        assert f"{written} of 46 rows are written" in page
        assert "Go on" in page
        assert not Application.objects.filter(hidden=False).exists()
    assert "46 applications came in" in client.post(reverse("import_bring"), follow=True).content.decode()


def test_files_left_behind_are_erased_by_the_next_upload(client):
    default_storage.save(f"{FOLDER}/1000-old", ContentFile(b"old"))
    upload(client)
    assert [name for name in kept() if name.endswith("old")] == []


def test_the_rows_to_mend_are_judged_by_the_same_day_as_the_whole_file(client):
    upload(client)
    text = client.get(reverse("import_mend")).content
    assert b"Exported on " in text.splitlines()[0]
    upload(client, text, "rows-to-mend.csv")
    assert "lies after the day the tracker was exported" in client.get(reverse("import_look")).content.decode()
