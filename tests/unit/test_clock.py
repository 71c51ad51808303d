"""Instants and local days."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import time_machine

from onboarding.lib import clock

LONDON = "Europe/London"


@time_machine.travel(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), tick=False)
def test_now_is_the_frozen_instant_in_utc() -> None:
    assert clock.now() == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


@time_machine.travel(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), tick=False)
def test_today_is_the_day_where_the_organisation_is() -> None:
    assert clock.today(LONDON) == date(2026, 10, 25)
    assert clock.today("America/New_York") == date(2026, 10, 24)


def test_the_last_hour_of_a_utc_summer_day_is_the_next_day_in_london() -> None:
    assert clock.local_date(datetime(2026, 7, 1, 23, 0, tzinfo=UTC), LONDON) == date(2026, 7, 2)
    assert clock.local_date(datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC), LONDON) == date(2026, 7, 1)
    assert clock.local_date(datetime(2026, 12, 1, 23, 59, tzinfo=UTC), LONDON) == date(2026, 12, 1)


def test_a_day_starts_at_local_midnight_in_summer_and_winter() -> None:
    assert clock.day_start(date(2026, 7, 1), LONDON) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert clock.day_start(date(2026, 12, 1), ZoneInfo(LONDON)) == datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
)
def test_the_nights_of_the_clock_change_make_a_day_of_23_or_25_hours(day: date, hours: int) -> None:
    assert clock.elapsed(clock.day_start(day, LONDON), clock.day_end(day, LONDON)) == timedelta(hours=hours)


def test_time_gone_by_is_counted_in_utc_and_not_on_the_wall() -> None:
    noon = datetime(2026, 3, 28, 12, 0, tzinfo=ZoneInfo(LONDON))
    next_noon = datetime(2026, 3, 29, 12, 0, tzinfo=ZoneInfo(LONDON))
    assert clock.elapsed(noon, next_noon) == timedelta(hours=23)
    assert clock.elapsed(next_noon, noon) == timedelta(hours=-23)


def test_where_the_clocks_skip_midnight_the_day_starts_at_its_first_instant() -> None:
    start = clock.day_start(date(2018, 11, 4), "America/Sao_Paulo")
    assert clock.local_date(start, "America/Sao_Paulo") == date(2018, 11, 4)
    assert clock.local_date(start - timedelta(seconds=1), "America/Sao_Paulo") == date(2018, 11, 3)


def test_local_keeps_the_instant_and_changes_the_clock_on_the_wall() -> None:
    seen = clock.local(datetime(2026, 7, 1, 8, 14, tzinfo=timezone(timedelta(hours=-5))), LONDON)
    assert (seen.hour, seen.minute) == (14, 14)
    assert seen == datetime(2026, 7, 1, 13, 14, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        clock.local(datetime.fromisoformat("2026-07-01T08:14"), LONDON)
    with pytest.raises(ValueError, match="without a zone"):
        clock.elapsed(datetime.fromisoformat("2026-07-01"), datetime(2026, 7, 2, tzinfo=UTC))
