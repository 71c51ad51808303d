"""What stands in the database once the whole tracker was brought in, made once for all tests here."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import transaction

from onboarding.actions.import_applicants import look
from onboarding.door import take
from onboarding.door.held import look as looked
from onboarding.door.offered import why_not
from onboarding.lib import clock
from onboarding.models import Applicant, Application, ImportRow, OutboxItem, Promise, Stage
from onboarding.stages import CONTACT_STEPS
from tests import crew
from tests.imports.conftest import CSV_FILE, XLSX_FILE, everything
from tests.making import team
from tests.unit.imports.trackers import CSV, EXPECTED


@pytest.fixture(scope="module")
def _brought(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_applicants", str(CSV_FILE), stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _everybody_is_here(_brought, db):
    """Each test begins with the tracker brought in."""


def test_the_accepted_rows_are_here_whole_and_nobody_is_told(bring):
    accepted = [row for row in EXPECTED["rows"] if row["outcome"] == "accepted"]
    assert Application.objects.filter(hidden=False, telling=False).count() == len(accepted) == Applicant.objects.count()
    assert set(Application.objects.values_list("external_ref", flat=True)) == {row["ref"] for row in accepted}
    assert not OutboxItem.objects.exists()
    assert not Promise.objects.exists()
    crew.nothing_half_written()


def test_every_state_of_the_sheet_is_a_life_of_ours(bring):
    lives = {"completed": "in_role", "withdrawn": "withdrawn", "not_appointed": "not_this_time"}
    states = {row["ref"]: row["state"] for row in EXPECTED["rows"] if row["outcome"] == "accepted"}
    for application in Application.objects.all():
        assert application.state == lives.get(states[application.external_ref], "in_progress")
        if application.state == "in_progress":
            open_stages = Stage.objects.filter(application=application).exclude(state__in=("not_open", "closed"))
            assert open_stages.exists()


def test_nobody_meets_anybody_before_the_evidence_is_seen(bring):
    assert Stage.objects.filter(state="on_placement").exists()
    for application in Application.objects.all():
        held = looked(application)
        assert all(why_not(held, kind, step, at=clock.now()) for kind, step in CONTACT_STEPS)


def test_brought_evidence_opens_the_checks_once_a_person_has_seen_it(bring):
    application = Application.objects.filter(
        state="in_progress", stages__kind="crb", stages__state="with_body"
    ).earliest("pk")
    states = dict(Stage.objects.filter(application=application).values_list("kind", "state"))
    assert (states["selection"], states["identity"]) == ("closed", "not_open")
    take(application, "selection", "confirm_evidence", by=team()[0], at=clock.now())
    states = dict(Stage.objects.filter(application=application).values_list("kind", "state"))
    assert states["identity"] == states["right_to_work"] == "with_applicant"
    assert not OutboxItem.objects.exists()


@pytest.mark.parametrize("again", [CSV_FILE, XLSX_FILE], ids=["same", "saved as a workbook"])
def test_the_same_tracker_again_changes_nothing_also_after_somebody_was_moved_on(bring, again):
    application = Application.objects.filter(
        stages__kind="selection", stages__state="closed", state="in_progress"
    ).earliest("pk")
    take(application, "selection", "confirm_evidence", by=team()[0], at=clock.now())
    Applicant.objects.filter(pk=application.applicant_id).update(mobile="+447700900999", email="new@people.example")
    before = everything()
    assert "Nothing new came in" in bring(again)
    assert everything() == before


def test_what_is_complete_is_not_removed(bring):
    before = everything()
    with pytest.raises(CommandError, match="nothing unfinished"):
        bring(CSV_FILE, "--discard")
    assert everything() == before


def test_no_row_of_the_sheet_is_kept_beside_its_fields(bring):
    """Notes, localities, owners and the plain digest of a row are in no table."""
    kept = repr(everything())
    for words in ("Prefers text messages", "OH form lost", "step-free", "Old Street", "Appointable"):
        assert words.encode() in CSV
        assert words not in kept
    plain = {row.digest for row in look(CSV, filename="x.csv", at=clock.now()).tracker.rows}
    assert plain.isdisjoint(ImportRow.objects.values_list("digest", flat=True))


def test_a_row_is_known_again_after_the_field_key_was_renewed(bring, settings):
    settings.FIELD_KEY = f"{Fernet.generate_key().decode()},{settings.FIELD_KEY}"
    assert "47 are here already" in bring(CSV_FILE, "--dry-run")
