"""The given tracker, to the letter, and the same tracker in other clothes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.actions.import_applicants import Earlier, check, read_tracker
from tests.unit.imports.trackers import CSV, EXPECTED, XLSX, Layout, as_csv, as_xlsx

AS_AT = check(read_tracker(CSV, filename="x.csv")).as_at
LAYOUTS = st.builds(
    Layout,
    seed=st.integers(0, 2**32),
    titles=st.integers(0, 6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)


@pytest.mark.parametrize(
    ("content", "not_of_this_kind"), [(CSV, {"sheet"}), (XLSX, {"encoding", "line_end"})], ids=["csv", "xlsx"]
)
def test_the_sample_gives_exactly_what_is_expected(content, not_of_this_kind):
    report = json.loads(json.dumps(check(read_tracker(content, filename="psw_tracker_60.csv")).as_report()))
    assert report.keys() == EXPECTED.keys()
    assert {key for key in EXPECTED if report[key] != EXPECTED[key]} == not_of_this_kind
    assert all(report[key] is None for key in not_of_this_kind)


@pytest.mark.parametrize(("first", "second"), [(CSV, XLSX), (XLSX, CSV), (CSV, CSV)])
def test_the_same_tracker_again_changes_nothing(first, second):
    accepted = check(read_tracker(first, filename="a")).accepted
    again = check(read_tracker(second, filename="b"), earlier=Earlier.of(accepted))
    assert again.counts == {"accepted": 0, "skipped_duplicate": 47, "rejected": 13}
    refs = {row.ref for row in accepted}
    assert all(
        row.reasons == (f"exact_duplicate_of_{row.ref}",)
        for row in again.rows
        if row.ref in refs - {"PSW-0008"}
    )


@settings(max_examples=80, deadline=None)
@given(LAYOUTS)
def test_other_headings_order_titles_and_encoding_give_the_same_rows(layout):
    rows, expected = layout.rows()
    report = check(read_tracker(as_csv(rows, layout), filename="x.csv"), as_at=AS_AT).as_report()
    assert report["rows"] == expected
    assert report["header_row"] == layout.titles + 1
    assert report["last_sheet_row"] == len(rows)


@settings(max_examples=15, deadline=None)
@given(LAYOUTS)
def test_a_workbook_with_hidden_sheets_and_columns_gives_the_same_rows(layout):
    rows, expected = layout.rows()
    report = check(read_tracker(as_xlsx(rows), filename="x.xlsx"), as_at=AS_AT).as_report()
    assert report["rows"] == expected
    assert report["sheet"] == "Tracker"


def test_a_generated_layout_keeps_most_of_the_sample_even_in_windows_1252():
    assert len(Layout(encoding="utf-8").rows()[1]) == 60
    assert len(Layout(encoding="cp1252").rows()[1]) > 30


def test_notes_and_unknown_columns_are_in_no_report():
    tracker = check(read_tracker(CSV, filename="x.csv"))
    assert tracker.sheet.ignored_columns == ("Days waiting",)
    assert tracker.rows[4].notes == "+ needs step-free access"
    assert "step-free" not in json.dumps(tracker.as_report())
