"""Small groups are hidden, and a second cell with them where the first could be worked out from the rest.

Primary and secondary suppression of a table with totals, as statistics offices do it: A. Hundepool et al.,
"Statistical Disclosure Control" (2012), chapter 4. The table has as many sides as its keys are long; a total
stands on every side under `ALL`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

ALL = "*"
LEAST = 5
Key = tuple[object, ...]


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
    table = with_totals(counts)
    gone = {key for key, count in table.items() if few(count)}
    lines = _lines(table)
    while added := {cell for line in lines for cell in _second(line, table, gone, give)}:
        gone |= added
    return gone


def _lines(table: Mapping[Key, int]) -> list[tuple[list[Key], Key, int]]:
    """Every line of the table: its cells, the total they add up to, and along which side it runs."""
    found: dict[tuple[Key, int], list[Key]] = {}
    for key in table:
        for side, value in enumerate(key):
            if value != ALL:
                found.setdefault(((*key[:side], ALL, *key[side + 1 :]), side), []).append(key)
    return [(cells, total, side) for (total, side), cells in found.items()]


def _second(line: tuple[list[Key], Key, int], table: Mapping[Key, int], gone: set[Key], give: int | None) -> set[Key]:
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
