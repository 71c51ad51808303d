"""What the loop does by the clock: a checkpoint while something happens, and a sweep of what was abandoned."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from onboarding.actions.import_applicants import kept
from onboarding.door import chain, checkpoint
from onboarding.models import AuditEvent, ImportRun
from onboarding.tasks import rounds
from tests import making

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


def happen(at):
    chain.record(None, "exported", by=making.team()[0], at=at)


def made():
    return sorted(path.name for path in checkpoint.folder().glob("*.json"))


def test_the_first_checkpoint_is_made_once_something_happened():
    assert not AuditEvent.objects.exists()
    assert rounds.anchor(at=AT) is None
    happen(AT)
    rounds.anchor(at=AT)
    assert made() == ["checkpoint-000001.json"]


def test_one_an_hour_and_only_for_an_hour_in_which_something_happened():
    happen(AT)
    first = rounds.anchor(at=AT)
    assert first is not None
    happen(AT + MINUTE)
    assert rounds.anchor(at=AT + 59 * MINUTE) is None
    assert rounds.anchor(at=AT + HOUR) is not None
    assert rounds.anchor(at=AT + 5 * HOUR) is None
    happen(AT + 5 * HOUR)
    third = rounds.anchor(at=AT + 5 * HOUR)
    assert third is not None
    assert checkpoint.read(third).number == 3
    assert made() == [f"checkpoint-{number:06}.json" for number in (1, 2, 3)]


def test_none_is_made_where_the_setting_says_so(settings):
    settings.CHECKPOINT_MINUTES = 0
    happen(AT)
    assert rounds.anchor(at=AT) is None
    assert made() == []


def test_on_a_real_site_no_key_is_made_behind_anybodys_back(settings):
    settings.LOCAL = False
    happen(AT)
    assert rounds.anchor(at=AT) is None
    assert not Path(settings.AUDIT_KEY_FILE).exists()


def test_what_keeps_a_round_from_its_end_stops_no_letter(settings, caplog):
    Path(settings.AUDIT_KEY_FILE).write_text("not a key")
    happen(AT)
    rounds.Rounds().go(at=AT)
    assert "KeyFileError" in caplog.text
    assert made() == []


def test_an_upload_nobody_confirmed_is_erased_by_the_daily_sweep(settings):
    key = kept.keep(b"a tracker", at=AT)
    by_the_clock = rounds.Rounds()
    by_the_clock.go(at=AT)
    assert kept.kept(key, at=AT) == b"a tracker"
    by_the_clock.go(at=AT + 23 * HOUR)
    assert default_storage.exists(f"imports/{key}")
    by_the_clock.go(at=AT + 24 * HOUR)
    assert not default_storage.exists(f"imports/{key}")


def test_the_loop_looks_at_the_clock_once_a_minute():
    by_the_clock = rounds.Rounds()
    happen(AT)
    by_the_clock.go(at=AT)
    (checkpoint.folder() / "checkpoint-000001.json").unlink()
    happen(AT)
    by_the_clock.go(at=AT + MINUTE / 2)
    assert by_the_clock.look_at == AT + MINUTE
    assert made() == []


def run_of(name, *, begun, **fields):
    return ImportRun.objects.create(
        file_digest=name, file_name=f"{name}.csv", by=making.team()[0], started_at=begun, **fields
    )


def test_an_import_begun_and_never_ended_is_removed_after_a_while_and_no_other():
    old, fresh = run_of("old", begun=AT - 15 * 24 * HOUR), run_of("fresh", begun=AT - 13 * 24 * HOUR)
    done = run_of("done", begun=AT - 90 * 24 * HOUR, completed_at=AT - 90 * 24 * HOUR)
    assert rounds.tidy(at=AT) == 1
    assert rounds.tidy(at=AT) == 0
    names = {run.pk: run.file_name for run in ImportRun.objects.all()}
    assert names == {old.pk: "", fresh.pk: "fresh.csv", done.pk: "done.csv"}
    assert AuditEvent.objects.filter(type="import_removed").count() == 1
