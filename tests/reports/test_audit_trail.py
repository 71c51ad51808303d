"""The audit report of one application: who, when, what, how late; equal for whoever may not know the difference."""

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from onboarding.door import checkpoint
from onboarding.door.amend import amend
from onboarding.door.chain import record
from onboarding.door.undo import undo
from onboarding.lib.keys import audit_key
from onboarding.models import Application, AuditEvent
from onboarding.reports.audit_trail import AuditReport, audit_report
from tests.making import DAY, START, advance, applicant, application, staff, team
from tests.tamper.conftest import execute, unguarded

LATER = START + 60 * DAY
OUTCOMES = {
    "clear": {"crb.record_result": {"content": "clear"}, "occupational_health.record_result": {"outcome": "fit"}},
    "disclosed": {
        "crb.record_result": {"content": "disclosed"},
        "occupational_health.record_result": {"outcome": "fit_with_adjustments", "adjustments": "a quiet room"},
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _checkpoints_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def walked(outcome: str, **fields: Any) -> Application:
    app = application(who=applicant(email=f"{outcome}@people.example"), **fields)
    return advance(app, "placement.closed", at=START + DAY, facts=OUTCOMES[outcome])


@pytest.fixture
def pair(db: Any) -> tuple[Application, Application]:
    """Two people of one name whose restricted outcomes differ, and nothing else; one record was opened, too."""
    clear, disclosed = walked("clear"), walked("disclosed")
    record(disclosed, "read_restricted", by=team()[0], at=LATER, codes={"kind": "crb"})
    record(disclosed, "read_restricted", by=team()[0], at=LATER, codes={"kind": "occupational_health"})
    return clear, disclosed


def plain(text: str, app: Application) -> str:
    """Without reference and digests, which differ between any two applications."""
    digests = re.compile(r"\b[0-9a-f]{8,64}\b")
    return digests.sub("DIGEST", text.replace(app.reference, "REFERENCE"))


@pytest.mark.parametrize("role", ["auditor", "hr"])
def test_pages_and_pdfs_of_two_people_who_differ_in_a_restricted_outcome_are_equal(pair, client, role):
    client.force_login(staff("Nosy", role))
    if role == "hr":  # may read about work and health, so only the DBS result may differ
        facts = {"crb.record_result": {"content": "disclosed"}}
        other = advance(application(who=applicant(email="x@people.example")), "placement.closed", at=START + DAY, facts=facts)
        pair = (pair[0], other)
    pages = [plain(client.get(f"/staff/people/{app.reference}/audit/").content.decode(), app) for app in pair]
    assert tokenless(pages[0]) == tokenless(pages[1])
    assert text_of(client, pair[0]) == text_of(client, pair[1])


def tokenless(text: str) -> str:
    without = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r"\d{2}:\d{2}, for", "TIME, for", without)


def text_of(client: Client, app: Application) -> str:
    content = client.get(f"/staff/people/{app.reference}/audit.pdf").content
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.sub(r"\d{2}:\d{2}", "TIME", plain(text, app))


def test_no_gap_in_the_numbers_shows_that_something_was_left_out(pair):
    for app in pair:
        found = audit_report(app, by=staff(f"Aud {app.pk}", "auditor"), at=LATER)
        numbers = sorted(line.number for group in found.groups for line in group.lines)
        assert numbers == list(range(1, len(numbers) + 1))
        assert found.reads == ()
        assert str(app.chain_seq) not in " ".join((found.verdict, found.anchor))


def test_who_may_read_the_record_sees_that_it_was_opened_and_by_whom(pair):
    found = audit_report(pair[1], by=staff("Mary", "manager"), at=LATER)
    assert [(line.what, line.by) for line in found.reads] == [
        ("The restricted record was opened: DBS check (CRB)", team()[0].name),
        ("The restricted record was opened: Work and health support", team()[0].name),
    ]
    assert any("first of two people" in line.what or "restricted record" in line.what for line in lines(found))


def lines(found: AuditReport) -> list[Any]:
    return [line for group in found.groups for line in group.lines]


def test_undone_and_amended_moves_say_so_and_how_late_we_were_told(db):
    first, _second = team()
    app = advance(application(), "selection.offered", at=START + 5 * DAY)
    undo(app, app.moves.filter(step="offer").get().pk, by=first, at=LATER, reason="wrong_step")
    met = app.moves.filter(step="met").get()
    booked = app.moves.filter(step="book").get()
    between = booked.effective_at + (met.effective_at - booked.effective_at) / 2
    amend(app, met.pk, effective_at=between, by=first, at=LATER + DAY, reason="wrong_date")
    found = lines(audit_report(app, by=staff("Aud", "auditor"), at=LATER + 2 * DAY))
    assert any(line.what.endswith("(undone later)") for line in found)
    assert any(line.what.startswith("Undone: ") for line in found)
    assert any("(date changed)" in line.happened for line in found)
    changed = next(line for line in found if line.what.startswith("Date changed: "))
    assert "told 56 days later" in changed.happened


def test_a_step_told_later_names_the_day_it_happened(db):
    from onboarding.door import take

    app = application()
    take(app, None, "submit", by=team()[0], at=START + 3 * DAY, effective_at=START.date())
    found = lines(audit_report(app, by=team()[0], at=LATER))
    assert any(line.happened == "happened 2 March 2026, told 3 days later" for line in found)


def test_it_says_since_when_nothing_is_anchored(db, tmp_path):
    app = advance(application(), "selection.offered")
    manager, folder = staff("Mary", "manager"), tmp_path / "checkpoints"
    assert "no checkpoint was ever made" in audit_report(app, by=manager, at=LATER).anchor
    path = checkpoint.make(folder, key=audit_key(tmp_path / "key"), by=None, at=LATER)
    made = checkpoint.read(path)
    words = audit_report(app, by=manager, at=LATER).anchor
    assert f"Last checkpoint: 1, 1 May 2026, 10:00, root {made.root[:16]}, signature {made.signature[:16]}" in words
    record(app, "letter", by=None, at=LATER)
    app.refresh_from_db()
    assert "The last 1 events came later" in audit_report(app, by=manager, at=LATER).anchor
    assert "came later" not in audit_report(app, by=staff("Aud", "auditor"), at=LATER).anchor
    path.unlink()
    assert "Its file is not kept here" in audit_report(app, by=manager, at=LATER).anchor


def test_a_broken_chain_is_said_loudly(db):
    app = advance(application(), "selection.offered")
    with unguarded():
        execute("UPDATE onboarding_auditevent SET type = 'letter' WHERE application_id = %s AND seq = 3", app.pk)
    found = audit_report(app, by=staff("Mary", "manager"), at=LATER)
    assert not found.sound
    assert "At event 3" in found.verdict


def test_a_long_report_is_set_in_few_boxes(db, client):
    app = advance(application(), "selection.offered")
    for number in range(210):
        record(app, "letter_opened", by=team()[0], at=LATER + dt.timedelta(minutes=number))
    client.force_login(staff("Aud", "auditor"))
    content = client.get(f"/staff/people/{app.reference}/audit.pdf").content
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert text.count("A letter was opened") == 210
    assert "End of report." in text


def test_taking_it_away_is_witnessed_before_and_stands_in_it(db, client):
    app = advance(application(), "selection.offered")
    client.force_login(staff("Aud", "auditor"))
    assert "was taken away" in text_of(client, app)
    assert AuditEvent.objects.filter(application=app, type="export").count() == 1


def test_who_may_not_audit_finds_no_such_page(db, client):
    app = application()
    for role in ("coordinator", "administrator", "host"):
        client.force_login(staff(f"No {role}", role))
        assert client.get(f"/staff/people/{app.reference}/audit/").status_code == 404
        assert client.get(f"/staff/people/{app.reference}/audit.pdf").status_code == 404
