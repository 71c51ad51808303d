"""Two loops over the same outbox, killed again and again: nothing leaves twice, nothing is lost, doubt is no more than the kills."""

import datetime as dt
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from onboarding.door import outbox
from onboarding.lib import clock
from onboarding.models import AuditEvent, Letter, OutboxItem
from onboarding.tasks import loop, post
from tests import crew, making
from tests.races.letterbox import opened

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AGO = dt.timedelta(days=4)  # the offers are due, and their day to answer is still ahead


@pytest.fixture
def letterbox(monkeypatch):
    """A mail server on this machine; the processes that are started know its address."""
    with opened(monkeypatch) as box:
        yield box


def offers(count):
    making.team()
    then = clock.now() - AGO
    for number in range(count):
        who = making.applicant("Maya", f"Collins {number}", email=f"person{number}@people.example")
        making.advance(making.application(at=then, who=who), "selection.offered")
    OutboxItem.objects.exclude(kind="conditional_offer").delete()  # what the steps before brought is not counted


def start(media):
    command = [sys.executable, "-m", "django", "work", "--seconds", "0.1", "--skip-checks"]
    return subprocess.Popen(command, env={**crew.environment(), "MEDIA_ROOT": str(media)}, stdout=subprocess.DEVNULL)


def work_with_kills(kills, media, rng):
    """Two loops; a random one is killed at a random moment and another started, so many times. Gives the kills that hit."""
    loops = [start(media), start(media)]
    for _kill in range(kills):
        before = waiting()
        deadline = time.monotonic() + 30
        while waiting() == before and before and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(rng.uniform(0, 0.4))
        victim = loops.pop(rng.randrange(2))
        victim.kill()
        victim.wait()
        loops.append(start(media))
    deadline = time.monotonic() + 240
    while (waiting() or busy(loops)) and time.monotonic() < deadline:
        time.sleep(0.2)
    for each in loops:
        each.terminate()
    assert [each.wait(timeout=60) for each in loops] == [0, 0]


def waiting():
    return OutboxItem.objects.filter(status="waiting").count()


def busy(loops):
    """Whether a living loop still holds a claim: one that a dead loop left behind stays for ever."""
    held = OutboxItem.objects.filter(status="sending", claimed_at__gt=clock.now() - dt.timedelta(seconds=10))
    return all(each.poll() is None for each in loops) and held.exists()


def judge(box, count, kills):
    outbox.doubt(at=clock.now() + outbox.DEAD_AFTER + dt.timedelta(minutes=1))
    items = list(OutboxItem.objects.select_related("application"))
    known = {post.message_id(item): item for item in items}
    doubled = {name: times for name, times in box.arrived.items() if times > 1}
    lost = [item for name, item in known.items() if item.status == "sent" and name not in box.arrived]
    status = Counter(item.status for item in items)
    print(f"\n{status} of {count}, {kills} kills, {len(box.arrived)} arrived, {len(doubled)} doubled, {len(lost)} lost")
    assert len(items) == count
    assert set(box.arrived) <= set(known)
    assert doubled == {}
    assert lost == []
    assert set(status) <= {"sent", "uncertain"}
    assert status["uncertain"] <= kills
    assert AuditEvent.objects.filter(type="letter_sent").count() == status["sent"]
    assert Letter.objects.filter(item__status="sent").count() == status["sent"]
    crew.nothing_half_written()


def test_two_loops_killed_again_and_again_send_nothing_twice_and_lose_nothing(letterbox, tmp_path):
    offers(60)
    work_with_kills(10, tmp_path / "media", random.Random(7))
    judge(letterbox, 60, 10)


@pytest.mark.deep
def test_many_kills_at_random_moments_send_nothing_twice_and_lose_nothing(letterbox, tmp_path):
    offers(400)
    work_with_kills(60, tmp_path / "media", random.Random(os.getpid()))
    judge(letterbox, 400, 60)


def test_a_loop_that_is_asked_to_stop_finishes_its_message_first(letterbox, tmp_path):
    offers(12)
    process = start(tmp_path / "media")
    deadline = time.monotonic() + 60
    while not letterbox.arrived and time.monotonic() < deadline:
        time.sleep(0.01)
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert not OutboxItem.objects.filter(status="sending").exists()
    assert OutboxItem.objects.filter(status="sent").count() == len(letterbox.arrived)


def test_the_loop_beside_the_server_delivers_and_ends_when_told(letterbox, settings, transactional_db):
    offers(2)
    settings.OUTBOX = "embedded"
    stop = loop.beside_the_server()
    assert stop is not None
    deadline = time.monotonic() + 60
    while OutboxItem.objects.exclude(status="sent").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    stop.set()
    for thread in threading.enumerate():
        if thread.name.startswith("outbox"):
            thread.join(timeout=30)
    assert OutboxItem.objects.filter(status="sent").count() == 2


def test_where_workers_are_apart_no_loop_runs_beside_the_server(settings, db):
    settings.OUTBOX = "external"
    assert loop.beside_the_server() is None
