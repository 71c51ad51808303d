"""Kaplan-Meier, beside lifelines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times

from onboarding.lib.survival import Step, curve, quantile

WAITS = st.lists(st.tuples(st.integers(0, 400).map(lambda n: n / 4), st.booleans()), min_size=1, max_size=120)


def test_a_wait_still_open_counts_as_at_least_that_long() -> None:
    # by hand: 4 waiting, one of 4 ends at 10; one is cut off at 15; one of 2 ends at 20
    steps = curve([(10, True), (15, False), (20, True), (30, False)])
    assert steps == (Step(10, 0.75), Step(20, 0.375))


def test_half_is_not_reached_while_most_still_wait() -> None:
    steps = curve([(10, True), (50, False), (60, False)])
    assert quantile(steps, 0.5) is None
    assert quantile(curve([(10, False)]), 0.5) is None
    assert quantile(curve([]), 0.5) is None


def test_leaving_out_the_waiting_would_have_said_ten_days() -> None:
    waits = [(10.0, True)] * 3 + [(90.0, False)] * 4 + [(100.0, True)] * 3
    assert quantile(curve([wait for wait in waits if wait[1]][:5]), 0.5) == 10
    assert quantile(curve(waits), 0.5) == 100


def test_nine_in_ten_of_ten_is_the_ninth() -> None:
    assert quantile(curve([(day, True) for day in range(1, 11)]), 0.9) == 9
    assert quantile(curve([(day, True) for day in range(1, 11)]), 0.5) == 5


def test_someone_cut_off_at_the_moment_another_finishes_still_counts_then() -> None:
    assert curve([(5, True), (5, False)]) == (Step(5, 0.5),)


def test_a_wait_of_less_than_nothing_and_a_share_of_all_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter than no time"):
        curve([(-1, True)])
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile((), 1.0)


@settings(max_examples=60, deadline=None)
@given(waits=WAITS)
def test_the_curve_equals_lifelines(waits: list[tuple[float, bool]]) -> None:
    theirs = KaplanMeierFitter().fit([days for days, _ in waits], [finished for _, finished in waits])
    steps = curve(waits)
    expected = [float(theirs.predict(step.days)) for step in steps]
    assert [step.waiting for step in steps] == pytest.approx(expected, abs=1e-9)
    assert len(steps) == len({days for days, finished in waits if finished})


@settings(max_examples=60, deadline=None)
@given(waits=WAITS, share=st.sampled_from([0.5, 0.9]))
def test_the_days_by_which_a_share_has_finished_equal_lifelines(
    waits: list[tuple[float, bool]], share: float
) -> None:
    fitted = KaplanMeierFitter().fit([days for days, _ in waits], [finished for _, finished in waits])
    theirs, ours = (
        qth_survival_times(1 - share + 1e-10, fitted.survival_function_),
        quantile(curve(waits), share),
    )
    assert (float("inf") if ours is None else ours) == pytest.approx(float(theirs))
