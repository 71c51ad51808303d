"""Cells that only a workbook has: formulas with and without a value, numbers, dates, truths, errors."""

from datetime import date, datetime, time

import pytest

from onboarding.actions.import_applicants import CheckedRow, TrackerRefused, check, read_tracker
from tests.unit.imports.trackers import BASE, HEADINGS, XLSX, as_xlsx, with_part

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook_row(**cells: str) -> CheckedRow:
    """A workbook whose one row has the given XML in the named columns."""
    changed = {heading.replace("_", " "): xml for heading, xml in cells.items()}
    lines = (
        [_text(heading) for heading in HEADINGS],
        [changed.get(name, _text(BASE[name])) for name in HEADINGS],
    )
    rows = "".join(f'<row r="{at}">{"".join(line)}</row>' for at, line in enumerate(lines, start=1))
    part = f'<worksheet xmlns="{NAMESPACE}"><dimension ref="A1"/><sheetData>{rows}</sheetData></worksheet>'
    content = with_part(XLSX, "xl/worksheets/sheet1.xml", part.encode())
    (row,) = check(read_tracker(content, filename="x.xlsx")).rows
    return row


def _text(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_formula_without_a_cached_value_is_blank():
    row = workbook_row(Interview_date="<c><f>TODAY()</f><v></v></c>", Known_as="<c><f>1+1</f></c>")
    assert (row.outcome, row.state, row.known_as) == ("accepted", "applied", "")


def test_a_formula_with_a_cached_value_is_that_value():
    row = workbook_row(
        Date_applied="<c><f>TODAY()</f><v>45667</v></c>", Known_as='<c t="str"><f>A1</f><v>Annie</v></c>'
    )
    assert (row.outcome, row.days["date_applied"], row.known_as) == ("accepted", date(2025, 1, 10), "Annie")


def test_a_formula_typed_as_text_stays_text():
    assert workbook_row(Surname=_text("=1+1")).surname == "=1+1"


def test_an_error_in_a_date_column_is_no_date():
    assert workbook_row(OH_sent='<c t="e"><v>#N/A</v></c>').reasons == ("invalid_date:oh_sent",)


@pytest.mark.parametrize(
    ("heading", "value", "field", "kept"),
    [
        ("Mobile", 7700900123, "mobile", "+447700900123"),
        ("Ref", 12, "ref", "12"),
        ("Locality", date(2025, 5, 1), "locality", "2025-05-01"),
        ("Locality", datetime(2025, 5, 1), "locality", "2025-05-01"),  # noqa: DTZ001
        ("Owner", time(9, 30), "owner", "09:30:00"),
        ("Ref", 12.5, "ref", "12.5"),
        ("Surname", True, "surname", "True"),
        ("Date applied", 45667, "date_applied", date(2025, 1, 10)),
        ("Date applied", datetime(2025, 1, 10, 13, 5), "date_applied", date(2025, 1, 10)),  # noqa: DTZ001
    ],
)
def test_numbers_dates_and_truths_are_read_as_they_show(heading, value, field, kept):
    content = as_xlsx([HEADINGS, list((BASE | {heading: value}).values())])
    (row,) = check(read_tracker(content, filename="x.xlsx")).rows
    assert row.outcome == "accepted"
    assert (row.days[field] if field in row.days else getattr(row, field)) == kept


def test_a_time_of_day_in_a_date_column_is_no_date():
    content = as_xlsx([HEADINGS, list((BASE | {"OH sent": time(9, 30)}).values())])
    (row,) = check(read_tracker(content, filename="x.xlsx")).rows
    assert row.reasons == ("invalid_date:oh_sent",)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="4000000000"><c><v>1</v></c></row>',
        "".join(f'<row r="{at}"><c r="XFD{at}"/></row>' for at in range(1, 1000)),
    ],
    ids=["a row far down", "empty cells far right"],
)
def test_a_sheet_that_is_almost_all_nothing_is_refused_at_once(rows):
    part = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
    with pytest.raises(TrackerRefused, match="too large"):
        read_tracker(with_part(XLSX, "xl/worksheets/sheet1.xml", part.encode()), filename="x.xlsx")
