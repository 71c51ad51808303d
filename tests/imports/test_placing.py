"""Where a row of the sheet stands: lawful for every state, dated by the sheet, nothing invented."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onboarding.actions.import_applicants import CheckedRow
from onboarding.actions.import_applicants.placing import place
from onboarding.actions.import_applicants.rows import normalised
from onboarding.actions.import_applicants.state import reached
from onboarding.actions.import_applicants.vocabulary import STAGE_DATES, STATUSES
from onboarding.actions.shipped import PATHWAYS
from onboarding.engine.edges import END_UNKNOWN, edges_of
from onboarding.lib.sheet import Cell
from onboarding.stages import ALL_KINDS

LONDON = ZoneInfo("Europe/London")
AT = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
AS_AT = dt.date(2025, 3, 14)
KINDS = {one.name: {stage["kind"] for stage in one.stages} for one in PATHWAYS if one.name in ("A", "B")}
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31))
DATES = st.dictionaries(st.sampled_from(STAGE_DATES), DAYS)


def row(days: Mapping[str, dt.date], status: str = "") -> CheckedRow:
    cells: dict[str, Cell] = {
        "ref": "A-1",
        "first_name": "Ann",
        "surname": "Lee",
        "email": "ann@example.org",
        "status": status,
        **days,
    }
    found = normalised(4, cells)
    stands = reached(found.status, found.days)
    assert stands is not None
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return CheckedRow(**values, outcome="accepted", state=stands.state, on_hold_at=stands.on_hold_at)


def placed(checked: CheckedRow, pathway: str = "B"):
    return place(checked, kinds=KINDS[pathway], as_at=AS_AT, at=AT, zone=LONDON)


def stands(checked: CheckedRow, pathway: str = "B") -> dict[str, tuple[str, str | None]]:
    """Kind -> where it stands and on whom."""
    return {brought.kind: (brought.state, brought.party) for brought in placed(checked, pathway).rows}


def day(month: int, of: int = 1) -> dt.date:
    return dt.date(2024, month, of)


APPLIED = {"date_applied": day(1)}
MET = {**APPLIED, "interview_date": day(2)}
READY = {**MET, "readiness_mtg": day(3)}
SENT = {**READY, "oh_sent": day(4)}
CLEARED = {**SENT, "oh_cleared": day(5), "dbs_sent": day(4, 2)}
CLEAR = {**CLEARED, "dbs_clear": day(6)}
TRAINED = {**CLEAR, "training_start": day(7), "training_end": day(8)}
PLACED = {**TRAINED, "placement_start": day(9)}
DONE = {**PLACED, "placement_end": day(10)}


@pytest.mark.parametrize(
    ("days", "opened"),
    [
        (APPLIED, {"selection": ("shortlisting", None)}),
        (MET, {"selection": ("deciding", None)}),
        (READY, {"readiness": ("with_applicant", "hr")}),
        (SENT, {"occupational_health": ("with_body", None)}),
        (CLEARED, {"crb": ("with_body", None)}),
        (CLEAR, {"training": ("waiting_for_course", None)}),
        ({**CLEAR, "training_start": day(7)}, {"training": ("in_classes", None)}),
        (TRAINED, {"placement": ("matching", None)}),
        (PLACED, {"placement": ("on_placement", None)}),
    ],
    ids=["applied", "selection", "readiness", "health", "dbs", "training", "course", "placement", "placed"],
)
def test_the_open_stage_is_the_one_the_sheet_names(days, opened):
    found = stands(row(days))
    assert found.pop("application") == ("in_progress", None)
    assert {kind: where for kind, where in found.items() if where[0] != "closed"} == opened


def test_a_whole_row_ends_in_role_with_the_dates_of_the_sheet():
    rows = placed(row(DONE)).rows
    assert [brought.state for brought in rows if brought.kind == "application"] == ["in_progress", "in_role"]
    closed = {brought.kind: brought for brought in rows if brought.state == "closed"}
    assert {kind: brought.since.astimezone(LONDON).date() for kind, brought in closed.items()} == {
        "selection": day(2), "readiness": day(3), "occupational_health": day(5), "crb": day(6), "training": day(8), "placement": day(10),
    }  # fmt: skip
    assert {kind for kind, brought in closed.items() if brought.code == END_UNKNOWN} == {"selection", "readiness"}


@pytest.mark.parametrize(("status", "life"), [("Withdrawn", "withdrawn"), ("rejected", "not_this_time")])
def test_an_ending_has_no_date_and_nothing_to_confirm(status, life):
    found = placed(row(SENT, status))
    end = [brought for brought in found.rows if brought.kind == "application"][-1]
    assert (end.state, end.code) == (life, END_UNKNOWN)
    assert end.since == max(brought.since for brought in found.rows)
    assert found.evidence == ()


def test_on_hold_is_nobodys_pause_but_ours_to_ask():
    found = placed(row(CLEARED, "On hold"))
    last = {brought.kind: brought for brought in found.rows}
    assert last["application"].state == "in_progress"
    assert last["crb"].party == "hr"
    assert "on_hold" in {item["what"] for item in found.evidence}


def test_a_volunteer_with_only_a_health_referral_waits_on_hr():
    found = stands(row(SENT), "A")
    assert found["identity"] == ("with_applicant", "hr")
    assert "occupational_health" not in found


def test_a_day_after_the_export_is_a_plan():
    found = placed(row({**MET, "readiness_mtg": AS_AT + dt.timedelta(days=9)}))
    assert [brought.kind for brought in found.rows] == ["application", "selection", "selection"]
    assert "ahead" in {item["what"] for item in found.evidence}


def test_a_beginning_after_its_end_is_left_out_and_its_length_not_known():
    found = [b for b in placed(row({**CLEARED, "dbs_sent": day(9), "dbs_clear": day(6)})).rows if b.kind == "crb"]
    assert [(brought.state, brought.code) for brought in found] == [("closed", END_UNKNOWN)]


@given(st.sampled_from(["", *STATUSES]), DATES, st.sampled_from("AB"))
def test_every_row_ends_in_a_lawful_place(status, days, pathway):
    days = {"date_applied": dt.date(2024, 1, 1), **days}
    assume(days["date_applied"] <= AS_AT)
    found = normalised(4, {"ref": "A", "status": status, **days})
    assume(reached(found.status, found.days) is not None)
    checked = row(days, status)
    last = {kind: (ALL_KINDS[kind].first, dt.datetime.min.replace(tzinfo=dt.UTC)) for kind in ALL_KINDS}
    rows = placed(checked, pathway).rows
    for brought in rows:
        source, since = last[brought.kind]
        assert brought.since >= since
        assert brought.since <= AT
        assert ("bring_in", source, brought.state) in {
            (e.step, e.source, e.target) for e in edges_of(ALL_KINDS[brought.kind])
        }
        last[brought.kind] = (brought.state, brought.since)
    assert {brought.kind for brought in rows} <= KINDS[pathway] | {"application"}
    is_open = any(last[kind][0] not in ("not_open", "closed") for kind in KINDS[pathway])
    assert last["application"][0] != "in_progress" or is_open
    told = {day for day in days.values() if day <= AS_AT} | {AT.date()}
    assert {brought.since.astimezone(LONDON).date() for brought in rows} <= told
