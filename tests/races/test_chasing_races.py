"""Chasing by two workers with clocks that jump, killed again and again: none twice, none lost, none unneeded, none over the cap."""

import datetime as dt
import os
import random
import time
from collections import Counter
from itertools import pairwise

import pytest

from onboarding.actions.chase import KIND
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Chase, OutboxItem
from onboarding.stages.ladders import CALL, WRITE
from onboarding.tasks import post
from tests import crew, making
from tests.races.letterbox import opened

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
IN_FLIGHT = 5.0  # seconds a message may be under way when it is stopped
LONDON = "Europe/London"


@pytest.fixture
def letterbox(monkeypatch, tmp_path):
    """A mail server on this machine, and a folder for what the workers write."""
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "media"))
    with opened(monkeypatch) as box:
        yield box


def silent(count):
    """People whose own turn it is, and who say nothing."""
    priya = making.staff("Priya Shah", "hr")
    made = []
    for number in range(count):
        who = making.applicant("Maya", f"Collins {number}", email=f"person{number}@people.example")
        made.append(making.advance(making.application(who=who, owner=priya), "selection.with_applicant", at=making.START))
    OutboxItem.objects.all().delete()
    return made


def start(seed, *, day, days):
    then = making.START + day * DAY
    return crew.start("tests.races.chasing", seed, then.isoformat(), days)


def chase_with_kills(kills, leaving, rng):
    """Two workers; one is killed at a random moment and another started on another day, so many times.

    Meanwhile people withdraw. Gives when each did, by the clock of the letterbox.
    """
    workers = [start(rng.randrange(1, 10**6), day=0, days=60), start(rng.randrange(1, 10**6), day=3, days=60)]
    left = {}
    for _kill in range(kills):
        time.sleep(rng.uniform(1.5, 4))
        if leaving:
            app = leaving.pop()
            take(app, None, "withdraw", by=making.team()[0], at=making.START + 90 * DAY)
            left[app.pk] = time.monotonic()
        victim = workers.pop(rng.randrange(2))
        victim.kill()
        victim.communicate()
        workers.append(start(rng.randrange(1, 10**6), day=rng.randrange(20), days=60))
    for worker in (*workers, start(0, day=60, days=60)):
        _out, err = worker.communicate(timeout=600)
        assert worker.returncode == 0, err[-3000:]
    return left


def judge(box, people, left, kills):
    items = {post.message_id(item): item for item in OutboxItem.objects.select_related("application")}
    status = Counter(item.status for item in items.values())
    doubled = {name: times for name, times in box.arrived.items() if times > 1}
    lost = [name for name, item in items.items() if item.status == "sent" and name not in box.arrived]
    chasing = {name: item for name, item in items.items() if item.kind == KIND}  # leaving is answered with a letter of its own
    late = [name for name, item in chasing.items() if box.at.get(name, 0) > left.get(item.application_id, 1e12) + IN_FLIGHT]
    print(f"\n{status}, {kills} kills, {len(box.arrived)} arrived, {len(doubled)} doubled, {len(lost)} lost, {len(late)} late")
    assert (doubled, lost, late) == ({}, [], [])
    assert status["sending"] + status["uncertain"] <= kills
    assert status["waiting"] == status["failed"] == 0
    # A letter of which nobody knows whether it left waits for a person to look: nothing follows it by itself.
    in_doubt = {item.application_id for item in items.values() if item.status in ("sending", "uncertain")}
    for app in people:
        _kept_within_the_cap(app, cut_short=app.pk in left or app.pk in in_doubt)
    crew.nothing_half_written()


def _kept_within_the_cap(app, *, cut_short):
    letters = OutboxItem.objects.filter(application=app, kind=KIND).exclude(status="cancelled")
    days = sorted(clock.local_date(item.finished_at or item.claimed_at or item.not_before, LONDON) for item in letters)
    assert all(later - earlier >= WEEK for earlier, later in pairwise(days)), days
    chases = Counter(Chase.objects.filter(application=app).values_list("do", "place"))
    assert set(chases.values()) <= {1}
    if cut_short:
        assert len(days) <= 3
    else:
        assert set(chases) == {(WRITE, 1), (WRITE, 2), (WRITE, 3), (CALL, 4)}
        assert len(days) == 3


def test_two_workers_with_jumping_clocks_chase_each_person_just_as_often_as_they_should(letterbox):
    people = silent(5)
    left = chase_with_kills(4, people[:1], random.Random(11))
    judge(letterbox, people, left, 4)


@pytest.mark.deep
def test_many_kills_chase_each_person_just_as_often_as_they_should(letterbox):
    people = silent(60)
    left = chase_with_kills(60, people[:12], random.Random(os.getpid()))
    judge(letterbox, people, left, 60)
