"""Several loops at once: one checkpoint an hour, one removal of an abandoned import, and no loop that stumbles."""

import datetime as dt
import threading

import pytest
from django.db import connections

from onboarding.door import chain, checkpoint
from onboarding.models import AuditEvent, ImportRun
from onboarding.tasks import rounds
from tests import making

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
LOOPS, HOURS = 4, 5


def all_at_once(at):
    """Every loop makes its round at the same instant. A fault in one of them fails the test: warnings are errors here."""
    start = threading.Barrier(LOOPS)

    def one():
        start.wait()
        try:
            rounds.Rounds().go(at=at)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _loop in range(LOOPS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_loops_that_look_at_the_same_moment_make_one_checkpoint_and_one_removal():
    hr = making.team()[0]
    ImportRun.objects.create(file_digest="x", file_name="x.csv", by=hr, started_at=AT - dt.timedelta(days=30))
    for hour in range(HOURS):
        at = AT + dt.timedelta(hours=hour)
        chain.record(None, "exported", by=hr, at=at)
        all_at_once(at)
    assert AuditEvent.objects.filter(type="checkpoint").count() == HOURS
    files = sorted(checkpoint.folder().glob("checkpoint-*.json"))
    assert [checkpoint.read(file).number for file in files] == list(range(1, HOURS + 1))
    assert list(checkpoint.folder().glob(".checkpoint-*")) == []
    assert AuditEvent.objects.filter(type="import_removed").count() == 1
