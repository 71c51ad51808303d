"""Contrast as WCAG 2.2 counts it, against pairs whose ratio is known."""

import pytest

from onboarding.lib.contrast import ENOUGH, colour_of, darker_that_passes, mixed, ratio


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [("#ffffff", "#000000", 21.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_ratios_that_are_known(one, other, known):
    assert ratio(one, other) == pytest.approx(known, abs=0.01)
    assert ratio(other, one) == ratio(one, other)


@pytest.mark.parametrize("colour", ["#ffd100", "#ffffff", "#00aaff", "#ff6b6b", "#7fff00", "#777777"])
def test_the_darker_one_passes_and_the_one_before_it_does_not(colour):
    found = darker_that_passes(colour)
    assert ratio(found, "#ffffff") >= ENOUGH
    assert ratio(mixed(found, colour, 0.05), "#ffffff") < ENOUGH + 0.3
    assert darker_that_passes(found) == found


def test_a_colour_that_passes_stays():
    assert darker_that_passes("#0f4c4a") == "#0f4c4a"


@pytest.mark.parametrize(
    ("typed", "known"),
    [("#0F4C4A", "#0f4c4a"), ("0f4c4a", "#0f4c4a"), (" #abc ", "#aabbcc"), ("teal", None), ("#12345", None), ("", None)],
)
def test_what_is_typed_as_a_colour(typed, known):
    assert colour_of(typed) == known
