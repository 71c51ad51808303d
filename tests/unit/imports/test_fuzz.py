"""Whatever the file: a refusal with a sentence, or every data row with one outcome. Never anything else."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onboarding.actions.import_applicants import Earlier, TrackerRefused, check, read_tracker
from onboarding.actions.import_applicants.text import tidy
from onboarding.actions.import_applicants.words import in_words
from tests.unit.imports.trackers import BASE, CSV, DATA, HEADINGS, XLSX, as_csv, as_xlsx, with_part

PLAIN = BASE | {"Mobile": ""}
NAUGHTY = [
    line
    for line in (DATA / "text" / "blns.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#") and line.isprintable()
]
CELLS = st.one_of(
    st.sampled_from(NAUGHTY),
    st.sampled_from(
        [
            "",
            " ",
            "-",
            "Total",
            "NA",
            "Paid",
            "New",
            "DBS",
            "HOLD",
            "45000",
            "1/2/24",
            "31/02/24",
            "07700900123",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
)
EDITS = st.lists(
    st.tuples(st.floats(0, 0.9999), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=6
)
PARTS = [name for name in zipfile.ZipFile(BytesIO(XLSX)).namelist() if name.endswith((".xml", ".rels"))]
FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
MANY = settings(FEW, max_examples=4_000)


def edited(content: bytes, edits: list[tuple[float, bytes, int]]) -> bytes:
    for where, put, cut in edits:
        at = int(where * len(content))
        content = content[:at] + put + content[at + cut :]
    return content


def row_of(cells: list[str]) -> list[str]:
    return [*cells, *list(BASE.values())[len(cells) :]]


FILES: dict[str, st.SearchStrategy[bytes]] = {
    "any bytes": st.binary(max_size=400),
    "a broken csv": EDITS.map(lambda edits: edited(CSV, edits)),
    "any cells": st.lists(st.lists(CELLS, max_size=27).map(row_of), max_size=6).map(
        lambda rows: as_csv([HEADINGS, *rows])
    ),
    "a broken workbook": EDITS.map(lambda edits: edited(XLSX, edits)),
    "a broken part": st.builds(
        lambda name, edits: with_part(XLSX, name, edited(zipfile.ZipFile(BytesIO(XLSX)).read(name), edits)),
        st.sampled_from(PARTS),
        EDITS,
    ),
}


def bring_in(content: bytes) -> None:
    try:
        sheet = read_tracker(content, filename="any.csv")
    except TrackerRefused:
        return
    tracker = check(sheet)
    assert sum(tracker.counts.values()) == len(tracker.rows) == len(sheet.rows)
    for row in tracker.rows:
        assert row.accepted == (not row.reasons) == (row.state is not None)
        assert all(in_words(code) for code in (*row.reasons, *row.warnings))
    json.dumps(tracker.as_report()).encode()
    again = check(sheet, earlier=Earlier.of(tracker.accepted))
    assert again.counts["accepted"] == 0


def run(bounds: settings, kind: str) -> None:
    @bounds
    @given(FILES[kind])
    def try_files(content: bytes) -> None:
        bring_in(content)

    act: Callable[[], None] = try_files
    act()


@pytest.mark.parametrize("kind", FILES)
def test_no_file_breaks_the_import(kind):
    run(FEW, kind)


@pytest.mark.deep
@pytest.mark.parametrize("kind", FILES)
def test_no_file_of_twenty_thousand_breaks_the_import(kind):
    run(MANY, kind)


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_every_naughty_string_comes_through_as_a_name(make):
    rows = [
        list({**PLAIN, "Ref": f"A-{at}", "Email": f"a{at}@example.org", "Surname": text}.values())
        for at, text in enumerate(NAUGHTY)
    ]
    tracker = check(read_tracker(make([HEADINGS, *rows]), filename="x"))
    assert len(NAUGHTY) > 300
    assert {row.outcome for row in tracker.rows if 0 < len(row.surname) <= 120} == {"accepted"}
    assert [row.surname for row in tracker.rows] == [tidy(text) for text in NAUGHTY]
