"""The command on a real database: what the rules say, nothing told, the same file again changes nothing."""

import json

import pytest
from django.core.management import CommandError

from onboarding.actions.basics import system_user
from onboarding.actions.import_applicants import TrackerRefused, begin, discard, go_on, look
from onboarding.lib import clock
from onboarding.models import Applicant, Application, ImportRow, ImportRun
from tests import crew
from tests.imports.conftest import CSV_FILE, XLSX_FILE, everything
from tests.unit.imports.trackers import CSV, EXPECTED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("file", "not_of_this_kind"), [(CSV_FILE, {"sheet"}), (XLSX_FILE, {"encoding", "line_end"})], ids=["csv", "xlsx"]
)
def test_the_report_is_what_is_expected(bring, tmp_path, file, not_of_this_kind):
    assert "46 applications are here" in bring(file, "--report", tmp_path / "out.json")
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {key for key in EXPECTED if report[key] != EXPECTED[key]} == not_of_this_kind
    assert report.keys() == EXPECTED.keys()


def test_a_dry_run_writes_nothing(bring, tmp_path):
    before = everything()
    assert "46 can come in" in bring(CSV_FILE, "--dry-run", "--report", tmp_path / "out.json")
    assert everything() == before
    assert (tmp_path / "out.json").exists()


@pytest.mark.parametrize("content", [b"", b"nothing;of;the;kind\n1;2;3\n"], ids=["empty", "no tracker"])
def test_a_file_that_is_no_tracker_is_refused(bring, tmp_path, content):
    file = tmp_path / "no.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError):
        bring(file)
    with pytest.raises(CommandError, match="cannot be read"):
        bring(tmp_path / "absent.csv")


def _half(rows: int = 2) -> ImportRun:
    """A run that stopped after some rows."""
    found, at = look(CSV, filename=CSV_FILE.name, at=clock.now()), clock.now()
    run = begin(found, by=system_user(), at=at)
    assert run is not None
    assert not go_on(run, found.tracker.sheet, by=system_user(), at=at, most=rows)
    return run


def test_what_is_half_in_cannot_be_seen_and_the_same_file_ends_it(bring, tmp_path):
    run = _half()
    assert Application.objects.filter(hidden=True, import_run=run).count() == 2
    assert not Application.objects.filter(hidden=False).exists()
    first = set(Application.objects.values_list("pk", flat=True))
    assert "It was begun before" in bring(CSV_FILE, "--report", tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text())["counts"] == EXPECTED["counts"]
    assert Application.objects.filter(hidden=False).count() == 46
    assert first <= set(Application.objects.values_list("pk", flat=True))
    assert ImportRun.objects.get().completed_at is not None


def test_what_is_half_in_is_removed_whole_and_can_come_again(bring):
    _half()
    assert "removed" in bring(CSV_FILE, "--discard")
    assert set(
        Applicant.objects.values_list("first_name", "surname", "email", "mobile", "postcode", "date_of_birth")
    ) == {("", "", "", "", "", None)}
    assert not Application.objects.filter(hidden=False).exists()
    assert set(Application.objects.values_list("external_ref", flat=True)) == {""}
    assert not ImportRow.objects.exists()
    crew.nothing_half_written()
    assert "46 applications are here" in bring()
    assert Application.objects.filter(hidden=False).count() == 46
    assert Application.objects.filter(hidden=True).count() == 2


def test_a_removed_run_is_written_no_further():
    run = _half()
    discard(run, by=system_user(), at=clock.now())
    sheet = look(CSV, filename=CSV_FILE.name, at=clock.now()).tracker.sheet
    assert not go_on(run, sheet, by=system_user(), at=clock.now())
    assert Application.objects.count() == 2
    assert not Application.objects.filter(hidden=False).exists()


def test_another_file_does_not_go_on_with_a_run():
    run = _half()
    other = CSV.replace(b"Campbell", b"Campbelle").replace(b"Fitz-Gerald", b"Fitzgerald")
    sheet = look(other, filename="other.csv", at=clock.now()).tracker.sheet
    with pytest.raises(TrackerRefused, match="not the file that was begun"):
        go_on(run, sheet, by=system_user(), at=clock.now())
