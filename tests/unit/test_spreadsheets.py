"""No export acts when it is opened."""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from onboarding.lib.spreadsheets import csv_cell, write_csv, write_xlsx

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
DANGEROUS = st.builds(
    lambda blank, sign, rest: blank + sign + rest,
    st.sampled_from(["", " ", "\t", "\r\n", "\u00a0", "\u200b", "\ufeff", "\x01 "]),
    st.sampled_from("=+-@＝＋－＠"),
    TEXT,
)
VALUES = st.one_of(
    TEXT, DANGEROUS, st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.none()
)
BLNS = (Path(__file__).parents[1] / "data" / "text" / "blns.txt").read_text(encoding="utf-8").split("\n")


@given(DANGEROUS | TEXT.map(lambda rest: f"\t{rest}") | TEXT.map(lambda rest: f"\n{rest}"))
def test_a_text_that_could_act_is_marked(text):
    assert csv_cell(text) == f"'{text}"


@given(TEXT)
def test_no_text_cell_starts_a_formula_and_none_is_changed_but_by_the_mark(text):
    cell = csv_cell(text)
    assert not re.match(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]", cell)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-5, "-5"), (-1.5, "-1.5"), (Decimal("-2.50"), "-2.50"), (None, ""), (date(2025, 1, 2), "2025-01-02"),
     (True, "True"), ("O'Neill", "O'Neill"), ("a=b", "a=b"), ("-5", "'-5")],
)  # fmt: skip
def test_numbers_and_dates_stay_what_they_are(value, cell):
    assert csv_cell(value) == cell


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), max_size=5))
def test_a_csv_reads_back_as_it_was_written(rows):
    content = write_csv(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [[csv_cell(value) for value in row] for row in rows]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=5))
def test_a_workbook_has_no_formula_and_texts_are_texts(rows):
    page = load_workbook(io.BytesIO(write_xlsx(rows))).active
    for row, cells in zip(rows, page.iter_rows(), strict=False):
        for value, cell in zip(row, cells, strict=False):
            assert cell.data_type != "f"
            if isinstance(value, str) and value.strip():
                assert cell.data_type == "s"


def test_every_naughty_string_comes_back_from_a_workbook_as_text():
    lines = [line for line in BLNS if line.isprintable() and line.strip()]
    page = load_workbook(io.BytesIO(write_xlsx([[line] for line in lines]))).active
    assert [(cell.value, cell.data_type) for (cell,) in page.iter_rows()] == [(line, "s") for line in lines]
