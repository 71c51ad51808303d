"""Our working days beside those of a second library, which reads the list that the government publishes."""

import datetime as dt
import random

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from onboarding.lib import workdays

BESIDE = BankHolidays(use_cached_holidays=True)
DIVISIONS = {
    "ENG": BankHolidays.ENGLAND_AND_WALES,
    "WLS": BankHolidays.ENGLAND_AND_WALES,
    "SCT": BankHolidays.SCOTLAND,
    "NIR": BankHolidays.NORTHERN_IRELAND,
}
# Proclaimed for Scotland after that list was made: the football World Cup.
SINCE = {"SCT": dt.date(2026, 6, 15)}
INTERVALS, LONGEST = 500, 90  # of each nation; days


def is_work_day(nation, day):
    return day != SINCE.get(nation) and BESIDE.is_work_day(day, division=DIVISIONS[nation])


@pytest.mark.parametrize("nation", workdays.NATIONS)
def test_2000_random_intervals_are_as_long_as_the_second_library_says(nation):
    draw, ours = random.Random(f"working days {nation}"), workdays.calendar(nation)
    first, last = workdays.KNOWN_FROM.toordinal(), workdays.KNOWN_TO.toordinal() - LONGEST
    for _interval in range(INTERVALS):
        start, length = dt.date.fromordinal(draw.randint(first, last)), draw.randint(0, LONGEST)
        days = [start + dt.timedelta(days=number) for number in range(1, length + 1)]
        assert ours.working_days_between(start, start + dt.timedelta(days=length)) == sum(
            is_work_day(nation, day) for day in days
        ), (start, length)
