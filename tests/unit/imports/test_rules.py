"""Each rule on one row or two that differ from a plain accepted row in one thing."""

from datetime import date

import pytest

from onboarding.actions.import_applicants import Earlier
from onboarding.actions.import_applicants.words import in_words
from tests.unit.imports.trackers import tracker

CLEAR = {"OH sent": "1/2/25", "OH cleared": "5/2/25", "DBS sent": "1/2/25", "DBS clear": "9/2/25"}


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({}, ()),
        ({"Ref": " "}, ("missing_required:ref",)),
        ({"Surname": " "}, ("missing_required:surname",)),
        ({"First name": ""}, ("missing_required:first_name",)),
        ({"Date applied": "TBC"}, ("missing_required:date_applied",)),
        ({"Email": "", "Mobile": "-"}, ("missing_required:contact",)),
        ({"Email": "none", "Mobile": ""}, ("missing_required:contact",)),
        ({"Email": "none", "Mobile": "ask her"}, ("missing_required:contact",)),
        ({"Date applied": "04/23/2024"}, ("invalid_date:date_applied",)),
        ({"DOB": "31/02/1980"}, ("invalid_date:date_of_birth",)),
        ({"DBS clear": "soon", "Status": "Training"}, ("invalid_date:dbs_clear",)),
        ({"Date applied": "15/03/2025"}, ("date_in_future:date_applied",)),
        ({"Date applied": "14/03/2025"}, ()),
        (
            {"OH sent": "2/2/25", "OH cleared": "1/2/25", "Status": "DBS"},
            ("date_order:oh_cleared_before_oh_sent",),
        ),
        ({**CLEAR, "Placement start": "8/2/25", "Status": "trg"}, ("placement_before_clearance",)),
        ({"Placement start": "8/2/25"}, ("placement_before_clearance",)),
        ({**CLEAR, "Placement start": "9/2/25", "Status": "trg"}, ()),
        ({"DOB": "11/01/2007"}, ("under_18",)),
        ({"DOB": "10/01/2007"}, ()),
        ({"DOB": "29/02/2004", "Date applied": "28/02/2022"}, ("under_18",)),
        ({"DOB": "29/02/2004", "Date applied": "01/03/2022"}, ()),
        ({"Status": "Stage 7b"}, ("unknown_status",)),
        ({"Status": "Training"}, ("status_conflict",)),
        ({"Surname": "x" * 201}, ("too_long:surname",)),
        ({"Surname": "", "Status": "Stage 7b"}, ("missing_required:surname", "unknown_status")),
    ],
)
def test_a_row_is_taken_in_or_says_why_not(change, reasons):
    (row,) = tracker(change).rows
    assert row.reasons == reasons
    assert row.outcome == ("rejected" if reasons else "accepted")
    assert all(in_words(reason) for reason in reasons)


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        ({}, ()),
        ({"Email": "none"}, ("invalid_email_dropped",)),
        ({"Email": "a@b"}, ("invalid_email_dropped",)),
        ({"Email": "n/a"}, ("no_email",)),
        ({"Mobile": "ask her"}, ("invalid_mobile_dropped",)),
        ({"Status": "tbc"}, ("status_derived_from_dates",)),
        ({"Paid/Vol": ""}, ("engagement_unknown",)),
        ({"Paid/Vol": "either"}, ("engagement_unknown",)),
    ],
)
def test_a_row_taken_in_says_what_to_know(change, warnings):
    (row,) = tracker(change).rows
    assert row.outcome == "accepted"
    assert row.warnings == warnings
    assert all(in_words(warning) for warning in warnings)


@pytest.mark.parametrize(
    "name", ["Null", "NA", "None", "True", "N/A", "O’Neill", "Μαρία", "حافظ", "=1+1", "<b>x</b>"]
)
def test_a_name_is_never_missing_and_is_kept_as_typed(name):
    (row,) = tracker({"Surname": f" {name} ", "First name": name}).rows
    assert (row.outcome, row.surname, row.first_name) == ("accepted", name, name)


def test_decomposed_letters_and_hard_spaces_are_made_plain():
    (row,) = tracker({"First name": "Sia\u0302n\u00a0 \n Ann"}).rows
    assert row.first_name == "Siân Ann"


def test_without_an_export_stamp_the_day_handed_over_counts():
    change = {"Date applied": "15/03/2025"}
    assert tracker(change, stamp="").rows[0].outcome == "accepted"
    assert tracker(change, stamp="", as_at=date(2025, 3, 14)).rows[0].outcome == "rejected"
    assert tracker(change, as_at=date(2026, 1, 1)).rows[0].outcome == "rejected"


@pytest.mark.parametrize(
    ("change", "outcome", "codes"),
    [
        ({"Notes": "another", "Days waiting": "9"}, "skipped_duplicate", ("exact_duplicate_of_A-1",)),
        ({"Mobile": "+44 (0)7700 900123"}, "skipped_duplicate", ("exact_duplicate_of_A-1",)),
        ({"Postcode": "RG1 1AB"}, "rejected", ("conflicting_duplicate_ref",)),
        ({"OH sent": "soon"}, "rejected", ("invalid_date:oh_sent", "conflicting_duplicate_ref")),
        ({"Ref": "A-2"}, "rejected", ("possible_duplicate_person",)),
        ({"Ref": "A-2", "Email": ""}, "rejected", ("possible_duplicate_person",)),
        ({"Ref": "A-2", "Mobile": ""}, "rejected", ("possible_duplicate_person",)),
        ({"Ref": "A-2", "Mobile": "", "Email": "b@example.org"}, "accepted", ()),
        ({"Ref": "A-2", "DOB": "02/02/1980"}, "accepted", ("email_shared_with_other_applicant",)),
        ({"Ref": "A-2", "DOB": ""}, "accepted", ("email_shared_with_other_applicant",)),
    ],
)
@pytest.mark.parametrize("in_one_file", [True, False])
def test_a_second_row_is_seen_beside_the_first(change, outcome, codes, in_one_file):
    rows = (
        tracker({}, change).rows[1:]
        if in_one_file
        else tracker(change, earlier=Earlier.of(tracker({}).accepted)).rows
    )
    (row,) = rows
    assert (row.outcome, row.reasons or row.warnings) == (outcome, codes)
    assert all(in_words(code) for code in codes)


def test_only_rows_taken_in_count_as_earlier():
    first, second = tracker({"Surname": ""}, {}).rows
    assert (first.outcome, second.outcome) == ("rejected", "accepted")


def test_a_digest_kept_from_the_first_import_outlives_what_happened_to_the_person_since():
    (row,) = tracker({}).rows
    moved_away = Earlier(digests={"A-1": row.digest}, people={(date(1980, 2, 1), "+447700900999")})
    assert tracker({}, earlier=moved_away).counts["skipped_duplicate"] == 1
