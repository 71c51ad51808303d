"""What is not taken in at all, and whether the sentence says what to do."""

import io
import random
import zipfile

import pytest

from onboarding.actions.import_applicants import TrackerRefused, check, read_tracker
from onboarding.lib.uploads import FileRefused, read_within
from tests.unit.imports.trackers import BASE, CSV, HEADINGS, RECORDS, XLSX, as_csv, as_xlsx, with_part

SHEET = "xl/worksheets/sheet1.xml"
BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "h"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"
 t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""


def sentence(content: bytes) -> str:
    with pytest.raises(TrackerRefused) as refused:
        read_tracker(content, filename="a.csv")
    assert refused.value.sentence.endswith((".", "?"))
    return refused.value.sentence


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return out.getvalue()


def all_hidden() -> bytes:
    part = zipfile.ZipFile(io.BytesIO(XLSX)).read("xl/workbook.xml")
    return with_part(XLSX, "xl/workbook.xml", part.replace(b'state="visible"', b'state="hidden"'))


def many_tags() -> bytes:
    """Six million empty cells, with enough noise that they do not pack well."""
    return b"<c/>" * 6_000_001 + random.Random(1).randbytes(300_000)


ROW = list(BASE.values())
OPEN_QUOTE = CSV.replace(b"PSW-0005,,Vikram", b'PSW-0005,,"Vikram', 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "no heading row in this file"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel"),
        (CSV.decode("utf-8-sig").encode("utf-16"), "UTF-16"),
        (b"Ref,Surname,Status\nA\x00", "not text"),
        (b"Ref,Surname,Status\nA,\x81,New", "Line 2 "),
        (b"\xef\xbb\xbfRef,Surname,Status\nA,\xe9,New", "Line 2 "),
        (b"Ref,Surname,Surname,Status\n", "two columns for"),
        (b"Ref,Surname,Last name,Status\n", "columns 2 and 3"),
        (CSV.replace(b",", b"\t"), "separated by tabs"),
        (CSV.replace(b",", b";"), "separated by semicolons"),
        (b"Lookup,Value\r\nPaid,P\r\n", "sheet that was open"),
        (OPEN_QUOTE, "Row 8 cannot be read"),
        (as_csv([HEADINGS, ["x" * 10_001]]), "Row 2, column 1 has 10,001 characters"),
        (as_csv([HEADINGS, ROW + ["x"] * 500]), "past column 500"),
        (as_csv([HEADINGS, *[ROW] * 20_000]), "more than 20,000 rows"),
        (XLSX[:9000], "damaged"),
        (b"PK\x03\x04nonsense", "damaged"),
        (zipped({"a.txt": b"hello"}), "damaged"),
        (with_part(XLSX, SHEET, b"<worksheet"), "damaged"),
        (with_part(XLSX, SHEET, BILLION_LAUGHS), "damaged"),
        (zipped({f"{n}": b"" for n in range(1001)}), "more than 1,000 parts"),
        (with_part(XLSX, SHEET, b" " * 8_000_000), "unpacks to far more"),
        (with_part(XLSX, SHEET, many_tags()), "unpacks to far more"),
        (all_hidden(), "is hidden"),
        (as_xlsx([["Lookup"], ["Paid"]]), 'no heading row in the sheet "Tracker"'),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_brought_in_says_why_and_what_to_do(content, said):
    assert said in sentence(content)


def test_sizes_that_an_archive_lies_about_are_counted():
    bomb = with_part(XLSX, SHEET, b" " * 8_000_000)
    real = (8_000_000).to_bytes(4, "little")
    assert bomb.count(real) == 2
    assert sentence(bomb.replace(real, (80_000).to_bytes(4, "little")))


def test_a_locked_workbook_says_so():
    at = XLSX.index(b"PK\x01\x02") + 8
    assert "password" in sentence(XLSX[:at] + b"\x01" + XLSX[at + 1 :])


def test_twenty_thousand_rows_are_taken_and_empty_rows_do_not_count():
    rows = [HEADINGS, *[ROW] * 19_999, [], []]
    sheet = read_tracker(as_csv(rows), filename="a.csv")
    assert (len(sheet.rows), sheet.last_sheet_row) == (19_999, 20_000)


def test_an_upload_is_counted_while_it_is_read():
    assert read_within(io.BytesIO(b"12345"), most=5) == b"12345"
    with pytest.raises(FileRefused):
        read_within(io.BytesIO(b"123456"), most=5)


def test_a_footer_is_no_row_but_a_total_with_more_in_it_is():
    sheet = read_tracker(as_csv([HEADINGS, ROW, ["TOTAL", "1"], ["Total", "1", "x"]]), filename="a.csv")
    assert [number for number, _ in sheet.rows] == [2, 4]


def test_a_missing_column_is_named():
    rows = [[cell for at, cell in enumerate(record) if at != 4] for record in RECORDS[2:]]
    assert read_tracker(as_csv(rows), filename="a.csv").missing_columns == ("Known as",)


def test_windows_1252_is_read_as_such():
    content = as_csv([HEADINGS, ROW]).decode("utf-8-sig").replace("Lee", "Müller–O’Neill").encode("cp1252")
    sheet = read_tracker(content, filename="a.csv")
    assert sheet.encoding == "windows-1252"
    assert check(sheet).rows[0].surname == "Müller–O’Neill"
