from datetime import date, datetime, time

import pytest

from onboarding.actions.import_applicants.dates import NotADate, read_date


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2024", "3/4/24", "03-Apr-24", "3-apr-2024", "03.04.2024", "2024-04-03", "3rd April 2024",
        " 03/04/2024\u00a0", "45385", 45385, 45385.0, date(2024, 4, 3), datetime(2024, 4, 3, 9, 30),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_date_is_day_first(cell):
    assert read_date(cell) == date(2024, 4, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "04/23/2024", "31/02/2024", "00/01/2024", "3 April 2024", "April 2024", "03-04-2024", "3-Xyz-24",
        "03.04.24", "19999", "60001", 45385.5, "-45385", "#N/A", "03/04/024", "٠٣/٠٤/٢٠٢٤", True, time(9),
        "3th Foo 2024", "0000-01-01",
    ],
)  # fmt: skip
def test_anything_else_is_no_date_and_never_swapped(cell):
    assert isinstance(read_date(cell), NotADate)


@pytest.mark.parametrize(
    "cell", [None, "", "  ", "-", "?", "N/A", "n/a", "TBC", "awaiting", "na", "Not yet", "NA"]
)
def test_a_blank_marker_is_missing(cell):
    assert read_date(cell) is None


@pytest.mark.parametrize(
    ("typed", "year"), [("1/1/00", 2000), ("1/1/29", 2029), ("1/1/30", 1930), ("1/1/99", 1999)]
)
def test_two_digits_turn_at_thirty(typed, year):
    assert read_date(typed) == date(year, 1, 1)


@pytest.mark.parametrize(
    ("serial", "day"), [(20000, date(1954, 10, 3)), (60000, date(2064, 4, 8)), (45674, date(2025, 1, 17))]
)
def test_a_serial_counts_in_the_1900_calendar(serial, day):
    assert read_date(serial) == day
