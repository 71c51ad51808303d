"""Ladders: each rung its own distance after the one before, none twice, none lost, none beyond the known calendar."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.engine.ladder import CALENDAR, TARGET, WORKING, Made, Rung, Turn, next_rung
from onboarding.lib.workdays import calendar

ENGLAND = calendar("ENG")
MONDAY = dt.date(2026, 3, 2)
PERSON = (Rung(1, 5, WORKING, "write"), Rung(2, 10, WORKING, "write"), Rung(3, 15, WORKING, "write"), Rung(4, 20, WORKING, "call"))
TRACKER = (Rung(1, 14, CALENDAR, "look"), Rung(2, 28, CALENDAR, "look"), Rung(3, 60, CALENDAR, "escalate", every=14))


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def due(rungs, made=(), *, since=MONDAY, due_on=None):
    found = next_rung(rungs, Turn(since, due_on), made, ENGLAND)
    return found and (found.rung.place, found.round, found.on)


def test_the_first_rung_counts_from_the_start_of_the_turn():
    assert due(PERSON) == (1, 1, dt.date(2026, 3, 9))


def test_a_rung_counts_from_when_the_one_before_was_really_taken():
    assert due(PERSON, [Made(1, 1, dt.date(2026, 3, 23))]) == (2, 1, dt.date(2026, 3, 30))


def test_a_sign_of_life_moves_the_next_rung_on():
    assert due(PERSON, [Made(1, 1, day(7))], since=day(9)) == (2, 1, dt.date(2026, 3, 18))


def test_at_the_end_of_a_ladder_nothing_is_due():
    assert due(PERSON, [Made(4, 1, day(40))]) is None


def test_the_last_rung_comes_again_once_it_was_done():
    assert due(TRACKER, [Made(3, 2, day(74))]) == (3, 3, day(88))
    assert due(TRACKER, [Made(3, 2, day(74), settled=False)]) is None


def test_a_rung_may_stand_before_or_after_the_target():
    meeting = (Rung(1, -5, WORKING, "ask", TARGET), Rung(2, 1, WORKING, "ask", TARGET))
    assert due(meeting, due_on=dt.date(2026, 4, 13)) == (1, 1, dt.date(2026, 4, 2))
    assert due(meeting, [Made(1, 1, dt.date(2026, 4, 2))], due_on=dt.date(2026, 4, 13)) == (2, 1, dt.date(2026, 4, 14))
    assert due(meeting) is None


def test_a_rung_missed_altogether_comes_a_day_before_the_next_at_least():
    meeting = (Rung(1, -5, WORKING, "ask", TARGET), Rung(2, 1, WORKING, "ask", TARGET))
    late = [Made(1, 1, dt.date(2026, 4, 20))]
    assert due(meeting, late, due_on=dt.date(2026, 4, 13)) == (2, 1, dt.date(2026, 4, 21))


@pytest.mark.parametrize("since", [dt.date(2028, 12, 28), dt.date(2030, 1, 1)])
def test_beyond_the_known_calendar_no_day_is_guessed(since):
    assert due(PERSON, since=since) is None


def test_without_rungs_nothing_is_due():
    assert due(()) is None


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_whenever_anybody_looks_no_rung_is_taken_twice_early_or_close_to_the_last(gaps):
    """A worker that looks at any days, weeks apart or twice a day."""
    made: list[Made] = []
    today = MONDAY
    for gap in gaps:
        today += dt.timedelta(days=gap)
        for _look in range(2):
            found = next_rung(PERSON, Turn(MONDAY), made, ENGLAND)
            if found and found.on <= today:
                made.append(Made(found.rung.place, found.round, today))
    assert [one.place for one in made] == list(range(1, len(made) + 1))
    days = [MONDAY, *(one.on for one in made)]
    assert all((ENGLAND.working_days_between(a, b) or 0) >= 5 for a, b in pairwise(days))
    if today >= MONDAY + dt.timedelta(days=200) and gaps[-4:] == [40] * 4:
        assert len(made) == len(PERSON)
