"""Working days of the four nations, beside the dates published on gov.uk/bank-holidays (read 2026)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.lib import workdays
from onboarding.lib.workdays import KNOWN_FROM, KNOWN_TO, Nation, calendar

# One line a year: the year, then month and day of each bank holiday.
PUBLISHED = {
    "england-and-wales": """
        2012 0102 0406 0409 0507 0604 0605 0827 1225 1226
        2013 0101 0329 0401 0506 0527 0826 1225 1226
        2014 0101 0418 0421 0505 0526 0825 1225 1226
        2015 0101 0403 0406 0504 0525 0831 1225 1228
        2016 0101 0325 0328 0502 0530 0829 1226 1227
        2017 0102 0414 0417 0501 0529 0828 1225 1226
        2018 0101 0330 0402 0507 0528 0827 1225 1226
        2019 0101 0419 0422 0506 0527 0826 1225 1226
        2020 0101 0410 0413 0508 0525 0831 1225 1228
        2021 0101 0402 0405 0503 0531 0830 1227 1228
        2022 0103 0415 0418 0502 0602 0603 0829 0919 1226 1227
        2023 0102 0407 0410 0501 0508 0529 0828 1225 1226
        2024 0101 0329 0401 0506 0527 0826 1225 1226
        2025 0101 0418 0421 0505 0526 0825 1225 1226
        2026 0101 0403 0406 0504 0525 0831 1225 1228
        2027 0101 0326 0329 0503 0531 0830 1227 1228
        2028 0103 0414 0417 0501 0529 0828 1225 1226
    """,
    "scotland": """
        2012 0102 0103 0406 0507 0604 0605 0806 1130 1225 1226
        2013 0101 0102 0329 0506 0527 0805 1202 1225 1226
        2014 0101 0102 0418 0505 0526 0804 1201 1225 1226
        2015 0101 0102 0403 0504 0525 0803 1130 1225 1228
        2016 0101 0104 0325 0502 0530 0801 1130 1226 1227
        2017 0102 0103 0414 0501 0529 0807 1130 1225 1226
        2018 0101 0102 0330 0507 0528 0806 1130 1225 1226
        2019 0101 0102 0419 0506 0527 0805 1202 1225 1226
        2020 0101 0102 0410 0508 0525 0803 1130 1225 1228
        2021 0101 0104 0402 0503 0531 0802 1130 1227 1228
        2022 0103 0104 0415 0502 0602 0603 0801 0919 1130 1226 1227
        2023 0102 0103 0407 0501 0508 0529 0807 1130 1225 1226
        2024 0101 0102 0329 0506 0527 0805 1202 1225 1226
        2025 0101 0102 0418 0505 0526 0804 1201 1225 1226
        2026 0101 0102 0403 0504 0525 0803 1130 1225 1228
        2027 0101 0104 0326 0503 0531 0802 1130 1227 1228
        2028 0103 0104 0414 0501 0529 0807 1130 1225 1226
    """,
    "northern-ireland": """
        2012 0102 0319 0406 0409 0507 0604 0605 0712 0827 1225 1226
        2013 0101 0318 0329 0401 0506 0527 0712 0826 1225 1226
        2014 0101 0317 0418 0421 0505 0526 0714 0825 1225 1226
        2015 0101 0317 0403 0406 0504 0525 0713 0831 1225 1228
        2016 0101 0317 0325 0328 0502 0530 0712 0829 1226 1227
        2017 0102 0317 0414 0417 0501 0529 0712 0828 1225 1226
        2018 0101 0319 0330 0402 0507 0528 0712 0827 1225 1226
        2019 0101 0318 0419 0422 0506 0527 0712 0826 1225 1226
        2020 0101 0317 0410 0413 0508 0525 0713 0831 1225 1228
        2021 0101 0317 0402 0405 0503 0531 0712 0830 1227 1228
        2022 0103 0317 0415 0418 0502 0602 0603 0712 0829 0919 1226 1227
        2023 0102 0317 0407 0410 0501 0508 0529 0712 0828 1225 1226
        2024 0101 0318 0329 0401 0506 0527 0712 0826 1225 1226
        2025 0101 0317 0418 0421 0505 0526 0714 0825 1225 1226
        2026 0101 0317 0403 0406 0504 0525 0713 0831 1225 1228
        2027 0101 0317 0326 0329 0503 0531 0712 0830 1227 1228
        2028 0103 0317 0414 0417 0501 0529 0712 0828 1225 1226
    """,
}
DIVISIONS: dict[Nation, str] = {
    "ENG": "england-and-wales",
    "WLS": "england-and-wales",
    "SCT": "scotland",
    "NIR": "northern-ireland",
}
# A one-off Scottish day, proclaimed after the published list was read; the package knows it.
ONE_OFF = {"SCT": {date(2026, 6, 15)}}
# start, days, and the answer for England, Scotland and Northern Ireland
COUNTED = [
    ("2026-12-01", 20, "2026-12-31", "2026-12-31", "2026-12-31"),
    ("2027-03-25", 5, "2027-04-05", "2027-04-02", "2027-04-05"),
    ("2026-12-31", 3, "2027-01-06", "2027-01-07", "2027-01-06"),
    ("2026-07-10", 1, "2026-07-13", "2026-07-13", "2026-07-14"),
    ("2026-07-31", 1, "2026-08-03", "2026-08-04", "2026-08-03"),
    ("2026-08-28", 1, "2026-09-01", "2026-08-31", "2026-09-01"),
    ("2026-03-16", 1, "2026-03-17", "2026-03-17", "2026-03-18"),
]
SUBSTITUTES: list[tuple[Nation, str]] = [
    ("ENG", "2026-12-28"),
    ("ENG", "2027-12-27"),
    ("ENG", "2027-12-28"),
    ("SCT", "2027-01-04"),
    ("NIR", "2026-07-13"),
    ("ENG", "2028-01-03"),
    ("SCT", "2028-01-04"),
]
nations = st.sampled_from(workdays.NATIONS)
days = st.dates(KNOWN_FROM, KNOWN_TO)


def published(nation: Nation) -> set[date]:
    rows = [line.split() for line in PUBLISHED[DIVISIONS[nation]].split("\n") if line.strip()]
    found = {date(int(year), int(md[:2]), int(md[2:])) for year, *listed in rows for md in listed}
    return found | ONE_OFF.get(nation, set())


@pytest.mark.parametrize("nation", workdays.NATIONS)
def test_every_weekday_from_2012_to_2028_agrees_with_the_published_list(nation: Nation) -> None:
    ours, listed = calendar(nation), published(nation)
    span = (KNOWN_TO - KNOWN_FROM).days + 1
    every = (KNOWN_FROM + timedelta(days=n) for n in range(span))
    wrong = [day for day in every if ours.is_working_day(day) != (day.weekday() < 5 and day not in listed)]
    assert wrong == []


@pytest.mark.parametrize(("start", "n", "england", "scotland", "ni"), COUNTED)
def test_counting_forwards_gives_the_day_each_nation_expects(
    start: str, n: int, england: str, scotland: str, ni: str
) -> None:
    expected: dict[Nation, str] = {"ENG": england, "WLS": england, "SCT": scotland, "NIR": ni}
    for nation, answer in expected.items():
        assert calendar(nation).add_working_days(date.fromisoformat(start), n) == date.fromisoformat(answer)
        assert (
            calendar(nation).working_days_between(date.fromisoformat(start), date.fromisoformat(answer)) == n
        )


@pytest.mark.parametrize(("nation", "day"), SUBSTITUTES)
def test_a_holiday_at_a_weekend_is_given_back_on_a_weekday(nation: Nation, day: str) -> None:
    assert calendar(nation).is_working_day(date.fromisoformat(day)) is False


def test_easter_monday_is_worked_in_scotland_alone() -> None:
    easter_monday = date(2026, 4, 6)
    assert [calendar(n).is_working_day(easter_monday) for n in workdays.NATIONS] == [
        False,
        False,
        True,
        False,
    ]


def test_beyond_the_known_years_the_answer_is_not_known() -> None:
    england = calendar("ENG")
    assert england.is_working_day(date(2029, 1, 2)) is None
    assert england.is_working_day(date(2011, 12, 30)) is None
    assert england.add_working_days(date(2028, 12, 28), 1) == date(2028, 12, 29)
    assert england.add_working_days(date(2028, 12, 28), 2) is None
    assert england.add_working_days(date(2011, 12, 30), 1) is None
    assert england.add_working_days(date(2029, 1, 1), 0) is None
    assert england.working_days_between(date(2028, 12, 1), date(2029, 1, 2)) is None


def test_a_day_on_which_the_body_is_closed_is_not_counted() -> None:
    friday, monday = date(2026, 9, 4), date(2026, 9, 7)
    assert calendar("ENG").add_working_days(friday, 1) == monday
    assert calendar("ENG", [monday]).add_working_days(friday, 1) == date(2026, 9, 8)
    assert calendar("ENG", [monday]).working_days_between(friday, date(2026, 9, 8)) == 1


def test_the_version_tells_nations_and_closures_apart_and_not_their_order() -> None:
    first, second = date(2026, 9, 7), date(2026, 9, 8)
    assert calendar("ENG", [first, second]).version == calendar("ENG", (second, first, first)).version
    versions = {calendar(n).version for n in workdays.NATIONS} | {calendar("ENG", [first]).version}
    assert len(versions) == 5
    assert all(len(version) <= 64 for version in versions)


def test_another_nation_is_refused() -> None:
    with pytest.raises(ValueError, match="No calendar for FRA"):
        calendar("FRA")  # type: ignore[arg-type]


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        calendar("ENG").add_working_days(date(2026, 9, 4), -1)


def test_calendar_days_take_no_notice_of_holidays() -> None:
    assert workdays.add_calendar_days(date(2026, 12, 20), 14) == date(2027, 1, 3)
    assert workdays.add_calendar_days(date(2028, 3, 1), -1) == date(2028, 2, 29)


@given(nation=nations, start=days, n=st.integers(0, 300))
def test_counting_there_and_counting_between_agree(nation: Nation, start: date, n: int) -> None:
    end = calendar(nation).add_working_days(start, n)
    if end is not None:
        assert calendar(nation).working_days_between(start, end) == n
        assert n == 0 or calendar(nation).is_working_day(end)


@given(nation=nations, ends=st.tuples(days, days, days))
def test_spans_add_up_whatever_their_order(nation: Nation, ends: tuple[date, date, date]) -> None:
    a, b, c = ends
    between = calendar(nation).working_days_between
    first, second, whole = between(a, b), between(b, c), between(a, c)
    assert None not in (first, second, whole)
    assert (first or 0) + (second or 0) == whole


@given(nation=nations, start=days, width=st.integers(0, 60))
def test_a_count_is_the_number_of_working_days_after_the_first_day(
    nation: Nation, start: date, width: int
) -> None:
    ours, end = calendar(nation), min(start + timedelta(days=width), KNOWN_TO)
    after = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert ours.working_days_between(start, end) == sum(bool(ours.is_working_day(day)) for day in after)


@given(st.dates(date(2012, 6, 1), date(2028, 6, 1)), st.integers(1, 60))
def test_taking_working_days_leads_back_to_where_adding_began(start, days):
    for nation in workdays.NATIONS:
        known = calendar(nation)
        before = known.take_working_days(start, days)
        assert before is not None
        assert known.is_working_day(before)
        assert known.working_days_between(before, start - timedelta(days=1)) == days - 1


def test_taking_no_days_or_days_before_the_known_ones():
    england = calendar("ENG")
    assert england.take_working_days(date(2026, 3, 1), 0) == date(2026, 3, 1)
    assert england.take_working_days(KNOWN_FROM, 1) is None
    assert england.take_working_days(KNOWN_TO + timedelta(days=1), 1) is None
