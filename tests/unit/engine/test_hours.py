"""Hours: nothing unasked at night, and hard news only when somebody can talk about it that day and the next."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from onboarding.engine.hours import ANY_TIME, BY_DAY, HARD_NEWS, next_time, quiet
from onboarding.lib.workdays import calendar

LONDON = ZoneInfo("Europe/London")
ENGLAND = calendar("ENG")


def at(day, hour=10, minute=0):
    month, number = day
    return dt.datetime(2026, month, number, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        (at((3, 3)), at((3, 3))),
        (at((3, 3), 6), at((3, 3), 9)),
        (at((3, 3), 17), at((3, 4), 9)),
        (at((3, 6), 23, 30), at((3, 9), 9)),
        (at((4, 2), 18), at((4, 7), 9)),
    ],
)
def test_what_nobody_waits_for_comes_by_day(asked, may):
    assert next_time(asked, BY_DAY, ENGLAND) == may


@pytest.mark.parametrize(
    ("asked", "may", "why"),
    [
        (at((3, 3)), at((3, 3)), "a Tuesday"),
        (at((3, 3), 15), at((3, 4), 9), "after 3pm"),
        (at((3, 6)), at((3, 9), 9), "a Friday"),
        (at((4, 2)), at((4, 7), 9), "the day before Good Friday"),
        (at((5, 1)), at((5, 5), 9), "a Friday before a bank holiday on Monday"),
        (at((5, 3)), at((5, 5), 9), "a Sunday before it"),
    ],
)
def test_hard_news_comes_when_somebody_can_talk_about_it(asked, may, why):
    assert next_time(asked, HARD_NEWS, ENGLAND) == may, why


def test_hard_news_waits_while_the_named_person_is_away_that_day_or_the_next():
    wednesday = dt.date(2026, 3, 4)
    assert next_time(at((3, 3)), HARD_NEWS, ENGLAND, away=lambda day: day == wednesday) == at((3, 5), 9)


def test_an_answer_people_wait_for_comes_at_once():
    assert next_time(at((4, 3), 23), ANY_TIME, ENGLAND) == at((4, 3), 23)


def test_a_clock_that_is_put_forward_at_night_does_not_move_the_morning():
    assert next_time(at((3, 28), 12), BY_DAY, ENGLAND) == at((3, 30), 9)


def test_beyond_the_known_calendar_a_weekday_is_a_day():
    then = dt.datetime(2031, 3, 4, 10, tzinfo=LONDON)
    assert next_time(then, HARD_NEWS, ENGLAND) == then


def test_somebody_who_is_away_for_ever_holds_nothing_back_for_ever():
    assert next_time(at((3, 3)), HARD_NEWS, ENGLAND, away=lambda _day: True) > at((4, 30))


@pytest.mark.parametrize(
    ("early", "late", "asked", "comes"),
    [(False, False, 2, 2), (True, False, 9, 12), (True, False, 21, 36), (False, True, 17, 17), (False, True, 18, 32), (True, True, 20, 36)],
)
def test_who_wishes_no_mornings_or_no_evenings_is_left_in_peace_then_and_at_night(early, late, asked, comes):
    found = quiet(ANY_TIME, not_early=early, not_late=late)
    day = dt.datetime(2026, 11, 28, tzinfo=LONDON)  # a Saturday: an answer comes on any day
    moment = next_time(day + dt.timedelta(hours=asked), found, ENGLAND)
    assert moment == day + dt.timedelta(hours=comes)


def test_hard_news_keeps_its_own_hours_within_those_somebody_wishes():
    found = quiet(HARD_NEWS, not_early=True, not_late=True)
    assert (found.opens.hour, found.closes.hour, found.talk_tomorrow, found.any_day) == (12, 15, True, False)
