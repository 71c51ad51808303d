"""An import killed at any row while others write: whole or nothing to be seen, and the same file ends it."""

import datetime as dt
import random
import signal
import time

import pytest

from onboarding.actions.basics import system_user
from onboarding.actions.import_applicants import discard
from onboarding.lib import clock
from onboarding.models import Application, ImportRow, ImportRun, OutboxItem
from tests import crew, making
from tests.unit.imports.trackers import SAMPLE

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CSV, XLSX = SAMPLE.with_suffix(".csv"), SAMPLE.with_suffix(".xlsx")
ROWS = 46
LONG_AGO = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _basics(transactional_db):
    from onboarding.actions.basics import lay_basics

    lay_basics()


def _desks(count: int, people: int):
    """Colleagues who work meanwhile, each with people of their own."""
    making.team()
    crews = []
    for _desk in range(count):
        mine = [making.application(who=making.applicant("Sam"), at=LONG_AGO) for _person in range(people)]
        crews.append((mine[0].pk, mine[-1].pk))
    return [crew.start("tests.races.importing", "write", *ends) for ends in crews]


def _killed_after(rows: int) -> None:
    """An import that is killed when it has written about so many rows."""
    process = crew.start("tests.races.importing", "bring", CSV)
    waited = 0.0
    while ImportRow.objects.filter(application__isnull=False).count() < rows and process.poll() is None and waited < 60:
        time.sleep(0.01)
        waited += 0.01
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def _seen() -> int:
    return Application.objects.filter(hidden=False, import_run__isnull=False).count()


def _whole() -> None:
    assert _seen() == ROWS
    assert ImportRun.objects.get().completed_at is not None
    assert not OutboxItem.objects.filter(application__import_run__isnull=False).exists()
    crew.nothing_half_written()


def test_killed_at_random_rows_while_others_write_it_is_nothing_and_then_whole():
    desks = _desks(2, 3)
    chance = random.Random(20261122)
    for rows in sorted(chance.sample(range(ROWS - 8), 4)):
        _killed_after(rows)
        assert _seen() == 0
        assert (
            Application.objects.filter(hidden=True).count()
            == ImportRow.objects.filter(application__isnull=False).count()
        )
    assert [found["answer"] for found in crew.results(desks)] == ["wrote", "wrote"]
    crew.nothing_half_written()
    crew.results([crew.start("tests.races.importing", "bring", CSV)])
    _whole()
    assert Application.objects.filter(hidden=True).count() == 0


def test_the_same_tracker_from_several_desks_at_once_is_brought_in_once():
    crew.results([crew.start("tests.races.importing", "bring", file) for file in (CSV, CSV, XLSX)])
    _whole()
    assert Application.objects.count() == ROWS


def test_what_is_removed_while_it_is_written_is_removed_whole_or_was_complete():
    process = crew.start("tests.races.importing", "bring", CSV)
    while ImportRow.objects.filter(application__isnull=False).count() < 10:
        time.sleep(0.01)
    removed = discard(ImportRun.objects.get(), by=system_user(), at=clock.now())
    (answer,) = crew.results([process])
    assert ("removed" in answer["answer"]) == removed
    assert _seen() == (0 if removed else ROWS)
    assert not removed or not Application.objects.exclude(applicant__surname="").exists()
    crew.nothing_half_written()
    crew.results([crew.start("tests.races.importing", "bring", CSV)])
    assert _seen() == ROWS


@pytest.mark.deep
def test_fifty_kills_leave_whole_or_nothing():
    desks = _desks(2, 10)
    chance = random.Random(8)
    for turn in range(50):
        _killed_after(chance.randrange(ROWS - 8))
        assert _seen() == 0
        if turn % 5 == 4:
            assert discard(ImportRun.objects.get(discarded_at=None), by=system_user(), at=clock.now())
    crew.results(desks)
    crew.nothing_half_written()
    crew.results([crew.start("tests.races.importing", "bring", CSV)])
    assert _seen() == ROWS
