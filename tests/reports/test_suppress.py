"""What is hidden cannot be worked out from what is shown."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.reports.suppress import ALL, LEAST, Key, few, hidden, with_totals


def worked_out(counts: dict[Key, int], gone: set[Key]) -> set[Key]:
    """The hidden cells that the sums fix: those whose value is the same in every solution of the linear equations."""
    table, cells = with_totals(counts), sorted(gone, key=str)
    place = {cell: number for number, cell in enumerate(cells)}
    rows = []
    for key in table:
        for side in range(len(key)):
            if key[side] == ALL:
                values = {cell[side] for cell in table} - {ALL}
                row = np.zeros(len(cells))
                for cell, sign in [(key, -1), *(((*key[:side], value, *key[side + 1 :]), 1) for value in values)]:
                    if cell in place:
                        row[place[cell]] += sign
                rows.append(row)
    if not cells or not rows:
        return set()
    equations = np.array(rows)
    rank = np.linalg.matrix_rank(equations)
    return {cell for cell in cells if np.linalg.matrix_rank(np.vstack([equations, np.eye(len(cells))[place[cell]]])) == rank}


def table_of(sides: tuple[int, ...], numbers: list[int]) -> dict[Key, int]:
    return dict(zip(product(*(range(side) for side in sides)), numbers, strict=False))


@pytest.mark.parametrize("give", [None, 2])
@pytest.mark.parametrize("sides", [(3,), (3, 2), (2, 2, 3), (3, 2, 3)])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_small_cell_can_be_worked_out(sides, give, data):
    size = int(np.prod(sides))
    numbers = data.draw(st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 7, 12, 40, 90]), min_size=size, max_size=size))
    counts = table_of(sides, numbers)
    gone = hidden(counts, give=give if len(sides) > 2 else None)
    small = {cell for cell, count in with_totals(counts).items() if few(count)}
    assert small <= gone
    assert not worked_out(counts, gone) & small


def test_one_small_cell_takes_a_second_with_it():
    gone = hidden({("a",): 3, ("b",): 20, ("c",): 9})
    assert gone == {("a",), ("c",)}


def test_a_total_is_given_rather_than_a_second_cell_where_that_is_wanted():
    assert hidden({("a",): 3, ("b",): 20}, give=0) == {("a",), (ALL,)}


def test_two_small_cells_whose_sum_is_small_too_take_a_third():
    assert hidden({("a",): 1, ("b",): 1, ("c",): 30}) == {("a",), ("b",), ("c",)}


def test_nobody_is_not_a_small_group():
    assert hidden({("a",): 0, ("b",): 20}) == set()
    assert not few(0)
    assert few(LEAST - 1)
    assert not few(LEAST)
