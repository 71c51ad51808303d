from datetime import date

import pytest

from onboarding.actions.import_applicants.state import Reached, reached, state_from_dates

DAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ("", "applied"),
        ("interview_date", "selection"),
        ("interview_date readiness_mtg", "readiness_check"),
        ("readiness_mtg oh_sent", "occupational_health"),
        ("dbs_sent", "occupational_health"),
        ("dbs_sent dbs_clear", "occupational_health"),
        ("oh_sent oh_cleared", "dbs_check"),
        ("oh_sent oh_cleared dbs_sent", "dbs_check"),
        ("oh_sent oh_cleared dbs_sent dbs_clear", "training"),
        ("oh_cleared dbs_clear training_start", "training"),
        ("oh_cleared dbs_clear training_start training_end", "placement"),
        ("training_end placement_start", "placement"),
        ("placement_end", "completed"),
    ],
)
def test_the_furthest_date_wins(columns, state):
    days = dict.fromkeys(columns.split(), DAY)
    assert state_from_dates(days) == state
    assert reached(None, days) == reached(state, days) == Reached(state)
    assert reached("on_hold", days) == Reached("on_hold", on_hold_at=state)
    assert reached("withdrawn", days) == Reached("withdrawn")
    assert reached("not_appointed", days) == Reached("not_appointed")


def test_a_status_that_the_dates_do_not_bear_out_is_for_a_person_to_look_at():
    assert reached("training", {"interview_date": DAY}) is None
