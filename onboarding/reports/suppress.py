"""Small groups are hidden, and a second cell with them where the first could be worked out from the rest.

Primary and secondary suppression of a table with totals, as statistics offices do it: A. Hundepool et al.,
"Statistical Disclosure Control" (2012), chapter 4. The table has as many sides as its keys are long; a total
stands on every side under `ALL`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

ALL = "*"
LEAST = 5
PRIME = 2**61 - 1
Key = tuple[object, ...]
Line = tuple[list[Key], Key, int]


def few(count: int) -> bool:
    """Whether so few could be picked out. Nobody at all is no one to pick."""
    return 0 < count < LEAST


def with_totals(counts: Mapping[Key, int]) -> dict[Key, int]:
    """The table with a total on every side; cells that nobody is in are 0."""
    sides = [sorted({key[side] for key in counts}, key=str) for side in range(len(next(iter(counts), ())))]
    table = dict.fromkeys(product(*([*side, ALL] for side in sides)), 0)
    for key, count in counts.items():
        for cell in product(*((value, ALL) for value in key)):
            table[cell] += count
    return table


def hidden(counts: Mapping[Key, int], *, give: int | None = None) -> set[Key]:
    """The cells, totals included, that must not be shown.

    On the side `give` a total is hidden rather than a second cell, where that is enough.
    """
    return _hidden(frozenset(counts.items()), give)


@lru_cache(maxsize=512)
def _hidden(counts: frozenset[tuple[Key, int]], give: int | None) -> set[Key]:
    table = with_totals(dict(counts))
    gone, lines = {key for key, count in table.items() if few(count)}, _lines(table)
    small = frozenset(gone)
    while added := {cell for line in lines for cell in _second(line, table, gone, give)} or _third(lines, table, gone, small):
        gone |= added
    return gone


def _lines(table: Mapping[Key, int]) -> list[Line]:
    """Every line of the table: its cells, the total they add up to, and along which side it runs."""
    found: dict[tuple[Key, int], list[Key]] = {}
    for key in table:
        for side, value in enumerate(key):
            if value != ALL:
                found.setdefault(((*key[:side], ALL, *key[side + 1 :]), side), []).append(key)
    return [(cells, total, side) for (total, side), cells in found.items()]


def _second(line: Line, table: Mapping[Key, int], gone: set[Key], give: int | None) -> set[Key]:
    """One more cell to hide in a line, if what is hidden there could be worked out."""
    cells, total, side = line
    lost = [cell for cell in cells if cell in gone]
    shown = sorted((cell for cell in cells if cell not in gone and table[cell]), key=lambda cell: (table[cell], str(cell)))
    if total in gone:
        return set(shown[:1]) if not lost else set()
    safe = not lost or (len(lost) > 1 and sum(table[cell] for cell in lost) >= LEAST)
    if safe:
        return set()
    return {total} if side == give else set(shown[:1]) or {total}


def _third(lines: Sequence[Line], table: Mapping[Key, int], gone: set[Key], small: frozenset[Key]) -> set[Key]:
    """One more cell to hide where several lines together still fix a small one; a cell with nobody in it, if need be."""
    fixed = _fixed(lines, gone) & small
    touched = [{*cells, total} for cells, total, _side in lines]
    beside = {cell for line in touched if line & fixed for cell in line} - gone
    near = {cell for line in touched if fixed and line & gone for cell in line} - gone
    shown = beside or near
    return {min(shown, key=lambda cell: (table[cell] == 0, ALL in cell, table[cell], str(cell)))} if shown else set()


def _fixed(lines: Sequence[Line], gone: set[Key]) -> set[Key]:
    """The hidden cells that the sums of all lines together fix (Gauss-Jordan, modulo a prime: the coefficients are 1 and -1)."""
    rows: dict[Key, dict[Key, int]] = {}
    for cells, total, _side in lines:
        row = {**dict.fromkeys((cell for cell in cells if cell in gone), 1), **({total: PRIME - 1} if total in gone else {})}
        for pivot in [cell for cell in row if cell in rows]:
            row = _less(row, rows[pivot], row[pivot])
        if row:
            pivot = min(row, key=str)
            row = {cell: value * pow(row[pivot], -1, PRIME) % PRIME for cell, value in row.items()}
            rows = {other: _less(r, row, r[pivot]) if pivot in r else r for other, r in rows.items()} | {pivot: row}
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _less(row: dict[Key, int], other: dict[Key, int], times: int) -> dict[Key, int]:
    """A row of the equations less a multiple of another."""
    found = {cell: (row.get(cell, 0) - times * other.get(cell, 0)) % PRIME for cell in row.keys() | other.keys()}
    return {cell: value for cell, value in found.items() if value}
