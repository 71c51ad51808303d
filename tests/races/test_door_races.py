"""Many at the door at once: nothing lost, nothing doubled, nothing half written, nobody told that the database is locked."""

import datetime as dt
import os
import random
import signal
import time

import pytest

from onboarding.models import InnerMove, Move, Proposal
from tests import crew, making, selecting

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LONG_AGO = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)


def _people_everywhere(count: int) -> None:
    making.team()
    making.cohort(dt.date(2028, 1, 10))
    making.site()
    making.crowd(count, at=LONG_AGO)


def _race(processes: int, steps: int) -> None:
    before = Move.objects.count(), InnerMove.objects.count(), Proposal.objects.count()
    counted = crew.results([crew.start("tests.races.worker", seed, steps) for seed in range(processes)])
    total = {name: sum(one.get(name, 0) for one in counted) for one in counted for name in one}
    assert total["tried"] == processes * steps
    own = Move.objects.filter(actor__isnull=False).count()
    brought = Move.objects.filter(actor__isnull=True).count()
    assert own + brought == Move.objects.count()
    keyed = Move.objects.filter(key__isnull=False).count() + InnerMove.objects.filter(key__isnull=False).count()
    assert keyed == total.get("moved", 0) + total.get("inner", 0)
    assert Proposal.objects.count() >= before[2]
    crew.nothing_half_written()


def test_many_people_at_the_same_applications_lose_nothing_and_double_nothing():
    _people_everywhere(10)
    _race(6, 20)


@pytest.mark.deep
def test_twenty_processes_take_a_hundred_steps_each_on_the_same_fifty_applications():
    _people_everywhere(50)
    _race(20, 100)


def test_the_last_seat_goes_to_exactly_one_of_twenty():
    people = [making.advance(making.application(at=LONG_AGO), "training.waiting_for_course") for _ in range(20)]
    course = making.cohort(dt.date(2028, 1, 10), seats=1)
    answers = [
        found["answer"] for found in crew.results([crew.start("tests.races.seat", app.pk, course.pk) for app in people])
    ]
    assert answers.count("had") == 1
    assert set(answers) == {"had", "The last place on this course has gone"}
    assert course.free_seats == 0
    crew.nothing_half_written()


def _kill(times: int) -> None:
    rng = random.Random(9)
    for seed in range(times):
        process = crew.start("tests.races.worker", 1000 + seed, -1)
        before, waited = Move.objects.count(), 0.0
        while Move.objects.count() == before and waited < 30:  # it has begun to write
            time.sleep(0.02)
            waited += 0.02
        time.sleep(rng.random() * 0.2)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL


def test_a_process_killed_in_the_door_leaves_nothing_half_written():
    _people_everywhere(8)
    _kill(6)
    crew.nothing_half_written()


@pytest.mark.deep
def test_two_hundred_processes_killed_in_the_door_leave_nothing_half_written():
    _people_everywhere(30)
    _kill(200)
    crew.nothing_half_written()


def test_the_last_time_of_a_selection_day_goes_to_exactly_one_of_many():
    people = [making.advance(making.application(at=LONG_AGO), "selection.with_applicant") for _ in range(12)]
    slot = selecting.selection_day(dt.date(2028, 1, 10), count=1).slots.get()
    answers = [found["answer"] for found in crew.results([crew.start("tests.races.slot", app.pk, slot.pk) for app in people])]
    assert answers.count("had") == 1
    assert set(answers) == {"had", "This time has gone. Choose another one"}
    assert slot.free_places == 0
    crew.nothing_half_written()
